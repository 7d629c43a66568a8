use axum::http::StatusCode;
use serde_json::json;

use crate::{a_workout, did, sends_workout, with, world};

#[tokio::test]
async fn json_holds_all_that_is_kept_however_much_it_is() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    did(&world, &other, "2027-01-01", "Bench press", &[(1, 90.0)]).await;
    for n in 0..201 {
        let done = with(a_workout("a"), json!({"workout_id": world.platform.id(), "duration_seconds": n}));
        athlete.sends_json("workout.completed", done).await;
    }
    world.drain().await;
    let export = athlete.get("/api/v1/workout-export").await;
    assert_eq!(export.status, StatusCode::OK);
    let items = export.body["items"].as_array().unwrap();
    let mut lengths: Vec<u64> = items.iter().map(|item| item["done"]["duration_seconds"].as_u64().unwrap()).collect();
    lengths.sort_unstable();
    assert_eq!(lengths, (0..201).collect::<Vec<u64>>());
    assert_eq!(other.get("/api/v1/workout-export").await.body["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn csv_has_a_line_for_each_set_and_no_formulas() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    let set = json!({"reps": 5, "weight": {"value": 225, "unit": "lb"}, "rpe": 8.5});
    let done = json!({
        "title": "=1+1", "notes": "he said \"go\", so", "start_timestamp": "2027-01-04T07:00:00Z",
        "exercises_summary": [{"name": "Squat", "sets": [set, set]}]
    });
    sends_workout(&world, &athlete, "completed", id, with(a_workout("a"), done)).await;
    let csv = athlete.get("/api/v1/workout-export?format=csv").await.text;
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[0], "workout_id,performed_at,title,exercise,set,reps,weight,unit,weight_kg,rpe,rir,notes");
    let line =
        format!("{id},2027-01-04T07:00:00+00:00,'=1+1,Squat,2,5,225,lb,102.05828325,8.5,,\"he said \"\"go\"\", so\"");
    assert_eq!(lines[2], line);
}

#[tokio::test]
async fn who_did_nothing_has_an_empty_file() {
    let world = world().await;
    assert_eq!(world.athlete().get("/api/v1/workout-export").await.body, json!({"items": []}));
}
