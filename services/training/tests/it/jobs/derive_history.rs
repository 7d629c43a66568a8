use serde_json::json;

use crate::{counts_metrics, did, world};

#[tokio::test]
async fn what_was_kept_before_there_was_any_of_it_is_found_and_counted() {
    let world = world().await;
    let athlete = world.athlete();
    did(&world, &athlete, "2027-01-02", "Squat", &[(5, 100.0)]).await;
    counts_metrics(&world).await;
    let mut db = world.database.connect().await;
    // As it was before.
    for statement in [
        "delete from training.done_exercises",
        "delete from training.daily_metrics",
        "update training.workouts set derived = 0, words = null, stress = null",
    ] {
        sqlx::query(statement).execute(&mut db).await.unwrap();
    }
    assert_eq!(athlete.get("/api/v1/exercises").await.body["items"], json!([]));
    // First derived, then counted.
    counts_metrics(&world).await;
    world.wait(chrono::TimeDelta::minutes(1));
    counts_metrics(&world).await;
    assert_eq!(athlete.get("/api/v1/exercises").await.body["items"][0]["exercise"], "squat");
    assert_eq!(athlete.get("/api/v1/workouts?q=SQUAT").await.body["items"].as_array().unwrap().len(), 1);
    assert!(!athlete.get("/api/v1/training/metrics").await.body["items"].as_array().unwrap().is_empty());
}
