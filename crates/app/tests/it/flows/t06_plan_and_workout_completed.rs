use serde_json::json;
use uuid::Uuid;

use super::Day;

/// From a plan to a done workout in the history.
#[tokio::test]
async fn t6_plan_and_workout_completed() {
    let mut day = Day::begin().await;
    let (plan, workout) = (Uuid::from_u128(6), Uuid::from_u128(66));
    let planned = json!({
        "workout_id": workout, "date": "2026-12-01",
        "exercises": [{"name": "squat", "sets": [{"reps": 5, "percent_1rm": 80.0}]}],
    });
    let created = day
        .sends(
            "program.plan.created",
            &json!({
                "plan_id": plan, "name": "To the meet", "start_date": "2026-11-30", "comp_date": "2099-03-20",
                "time_zone": "Europe/Berlin", "training_days_per_week": 3, "workouts": [planned],
            }),
        )
        .await;
    assert_eq!((&created["event_type"], &created["data"]["version"]), (&json!("program.plan.persisted"), &json!(1)));
    let begun = json!({"plan_id": plan, "workout_id": workout, "start_timestamp": "2026-11-20T17:00:00Z"});
    assert_eq!(day.sends("workout.started", &begun).await["data"]["state"], "started");
    let done = json!({
        "workout_id": workout, "plan_id": plan, "duration_seconds": 4200, "rpe_summary": 8.0,
        "exercises_summary": [{"name": "squat", "sets": [{"reps": 5, "weight": {"value": 160, "unit": "kg"}}]}],
    });
    assert_eq!(day.sends("workout.completed", &done).await["data"]["state"], "completed");
    let read = day.reads(&format!("/plans/{plan}")).await;
    assert!(read["weeks_until_comp"].as_i64().is_some_and(|weeks| weeks > 52), "{read}");
    let history = day.reads("/workouts").await;
    assert_eq!(history["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(history["items"][0]["workout_id"], json!(workout));
    // Once more, by another device: the first completion stands.
    let again = day.sends("workout.completed", &done).await;
    assert_eq!(again["event_type"], "workout.failed");
    assert_eq!(again["data"]["theirs"]["version"], 2);
}
