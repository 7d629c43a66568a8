//! The training service through its front door.

mod consumers;
mod http;
mod jobs;

use serde_json::{Value, json};
use taper_events::Envelope;
use taper_testkit::{TestAthlete, World};
use uuid::Uuid;

async fn world() -> World {
    World::start(vec![training::service()]).await
}

/// From Monday the fourth of January, when every world begins, to Saturday the sixth of March 2027.
fn a_plan() -> Value {
    json!({
        "name": "Nordic Open", "start_date": "2027-01-04", "comp_date": "2027-03-06", "time_zone": "Europe/Oslo",
        "training_days_per_week": 3, "workouts": []
    })
}

fn named(name: &str) -> Value {
    with(a_plan(), json!({"name": name}))
}

fn a_workout(notes: &str) -> Value {
    json!({
        "duration_seconds": 3600, "notes": notes,
        "exercises_summary": [{"name": "Squat", "sets": [{"reps": 5, "weight": {"value": 102.5, "unit": "kg"}, "rpe": 8.5}]}]
    })
}

/// The one with the other's fields over its own.
fn with(mut one: Value, other: Value) -> Value {
    if let (Some(fields), Value::Object(other)) = (one.as_object_mut(), other) {
        fields.extend(other);
    }
    one
}

/// Sends an intent about a plan with this id and waits until it was handled.
async fn sends_plan(world: &World, athlete: &TestAthlete<'_>, event: &str, id: Uuid, data: Value) -> Uuid {
    let sent = athlete.sends_json(&format!("program.plan.{event}"), with(data, json!({"plan_id": id}))).await;
    world.drain().await;
    sent
}

/// Sends an intent about a workout with this id and waits until it was handled.
async fn sends_workout(world: &World, athlete: &TestAthlete<'_>, event: &str, id: Uuid, data: Value) -> Uuid {
    let sent = athlete.sends_json(&format!("workout.{event}"), with(data, json!({"workout_id": id}))).await;
    world.drain().await;
    sent
}

/// The one answer to one's own event.
fn told(athlete: &TestAthlete<'_>, sent: Uuid) -> Envelope {
    let mut told = athlete.told_about(sent);
    assert_eq!(told.len(), 1, "{told:?}");
    told.remove(0)
}

/// The code of the refusal that answered one's own event.
fn refused(athlete: &TestAthlete<'_>, sent: Uuid) -> String {
    let told = told(athlete, sent);
    assert!(told.event_type.ends_with(".failed"), "{told:?}");
    told.data["errors"][0]["code"].as_str().unwrap_or_default().to_owned()
}

/// The version that answered one's own event.
fn accepted(athlete: &TestAthlete<'_>, sent: Uuid) -> i64 {
    let told = told(athlete, sent);
    assert!(told.event_type.ends_with(".persisted"), "{told:?}");
    told.data["version"].as_i64().unwrap_or_default()
}
