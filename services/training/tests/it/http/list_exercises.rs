use serde_json::{Value, json};

use crate::{did, sends_workout, world};

fn names(page: &Value) -> Vec<&str> {
    page["items"].as_array().into_iter().flatten().filter_map(|item| item["exercise"].as_str()).collect()
}

#[tokio::test]
async fn each_exercise_stands_once_over_all_plans_with_its_bests() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    did(&world, &athlete, "2027-01-01", "Squat", &[(5, 100.0)]).await;
    let newest = did(&world, &athlete, "2027-01-02", "Kniebeuge", &[(1, 110.0)]).await;
    did(&world, &athlete, "2027-01-02", "Row", &[(10, 60.0)]).await;
    did(&world, &other, "2027-01-02", "Bench press", &[(1, 90.0)]).await;
    let page = athlete.get("/api/v1/exercises").await.body;
    assert_eq!(names(&page), ["row", "squat"]);
    let squat = &page["items"][1];
    assert_eq!(
        (&squat["name"], &squat["workouts"], &squat["heaviest_kg"]),
        (&json!("Kniebeuge"), &json!(2), &json!(110.0))
    );
    let first = athlete.get("/api/v1/exercises?limit=1").await.body;
    let cursor = first["next_cursor"].as_str().unwrap();
    assert_eq!(names(&athlete.get(&format!("/api/v1/exercises?limit=1&cursor={cursor}")).await.body), ["squat"]);
    sends_workout(&world, &athlete, "deleted", newest, json!({})).await;
    assert_eq!(athlete.get("/api/v1/exercises").await.body["items"][1]["heaviest_kg"], 100.0);
}
