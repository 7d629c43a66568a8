use serde_json::json;

use crate::{a_workout, did, on_version, problem, sends_workout, with, world};

#[tokio::test]
async fn it_is_found_by_all_its_names_the_newest_first() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let oldest = did(&world, &athlete, "2027-01-01", "Bench press", &[(5, 80.0), (5, 80.0)]).await;
    did(&world, &athlete, "2027-01-03", "bankdrücken", &[(3, 90.0)]).await;
    let page = athlete.get("/api/v1/exercises/bench/history?limit=1").await.body;
    assert_eq!(page["items"][0]["performed_at"], "2027-01-03T07:00:00Z");
    let cursor = page["next_cursor"].as_str().unwrap();
    let rest = athlete.get(&format!("/api/v1/exercises/Bench%20press/history?limit=1&cursor={cursor}")).await.body;
    let item = &rest["items"][0];
    assert_eq!((&item["workout_id"], &item["load_kg"]), (&json!(oldest), &json!(800.0)));
    assert_eq!(item["sets"][1], json!({"reps": 5, "weight_kg": 80.0}));
    assert_eq!(problem(&other.get("/api/v1/exercises/bench/history").await), (404, "not_found"));
}

#[tokio::test]
async fn an_edit_changes_what_stands_in_it() {
    let world = world().await;
    let athlete = world.athlete();
    let id = did(&world, &athlete, "2027-01-01", "Row", &[(5, 80.0)]).await;
    let set = json!({"reps": 8, "weight": {"value": 70, "unit": "kg"}});
    let edit = with(a_workout("b"), json!({"exercises_summary": [{"name": "Row", "sets": [set]}]}));
    sends_workout(&world, &athlete, "edited", id, on_version(edit, 1)).await;
    let page = athlete.get("/api/v1/exercises/row/history").await.body;
    assert_eq!((page["items"].as_array().unwrap().len(), &page["items"][0]["load_kg"]), (1, &json!(560.0)));
}
