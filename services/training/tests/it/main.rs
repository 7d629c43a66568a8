//! The training service through its front door.

mod consumers;
mod http;
mod jobs;

use axum::http::Request;
use serde_json::{Value, json};
use taper_events::{Envelope, UserId};
use taper_testkit::{Answer, TestAthlete, World};
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

/// Prepared for from the first of February 2027, ridden from the fifth to the seventh of March, in Oslo.
fn a_mission() -> Value {
    json!({
        "name": "Tour of the Fjords", "mission_type": "stage_race", "timezone": "Europe/Oslo",
        "prep_start": "2027-02-01", "event_start": "2027-03-05", "event_end": "2027-03-07",
        "points_schema": {
            "flat": {"gc": 5, "breakaway": 8}, "mountain": {"gc": 6, "breakaway": 10}, "itt": {"gc": 7, "breakaway": 9},
            "bonuses": {
                "consecutive_5": {"threshold": 5, "points": 5}, "breakaway_10": {"threshold": 10, "points": 15}
            }
        }
    })
}

fn a_stage(number: u16) -> Value {
    json!({"stage_number": number, "stage_type": "flat", "ride_mode": "gc"})
}

fn completed(stage: Value) -> Value {
    with(stage, json!({"completed_at": "2027-01-03T15:00:00Z"}))
}

fn on_version(data: Value, version: i64) -> Value {
    with(data, json!({"base_version": version}))
}

fn a_workout(notes: &str) -> Value {
    json!({
        "duration_seconds": 3600, "notes": notes,
        "exercises_summary": [{"name": "Squat", "sets": [{"reps": 5, "weight": {"value": 102.5, "unit": "kg"}, "rpe": 8.5}]}]
    })
}

/// The form of onboarding as it stands, told by its owner.
async fn has_settings(world: &World, athlete: &TestAthlete<'_>, settings: Value) {
    has_settings_of(world, athlete, 1, settings).await;
}

async fn has_settings_of(world: &World, athlete: &TestAthlete<'_>, version: i64, settings: Value) {
    let whole = with(json!({"weight": {"value": 82.5, "unit": "kg"}, "training_days_per_week": 3}), settings);
    let id = world.platform.id();
    let data = json!({"id": id, "settings_id": id, "version": version, "settings": whole, "has_passcode": false,
        "submitted_at": "2027-01-04T08:00:00Z"});
    takes_fact(world, athlete, "athlete", "user.settings.persisted", data).await;
}

/// Hears from another service.
async fn takes_fact(world: &World, athlete: &TestAthlete<'_>, service: &str, event: &str, data: Value) {
    let mut fact = athlete.envelope(event, data);
    fact.source_service = service.to_owned();
    world.takes_in(fact).await;
    world.drain().await;
}

/// Lets the little time pass that metrics wait for more to come.
async fn counts_metrics(world: &World) {
    world.wait(chrono::TimeDelta::seconds(10));
    world.run_schedules().await;
    world.drain().await;
}

/// Sets of one exercise on the morning of a day, as repetitions and kilograms.
async fn did(world: &World, athlete: &TestAthlete<'_>, day: &str, exercise: &str, sets: &[(u16, f64)]) -> Uuid {
    let sets: Vec<Value> =
        sets.iter().map(|(reps, kg)| json!({"reps": reps, "weight": {"value": kg, "unit": "kg"}})).collect();
    let lifted = json!({
        "start_timestamp": format!("{day}T07:00:00Z"), "exercises_summary": [{"name": exercise, "sets": sets}]
    });
    let id = world.platform.id();
    sends_workout(world, athlete, "completed", id, with(a_workout("a"), lifted)).await;
    id
}

/// A session of so many seconds on the morning of a day, and how hard it was.
async fn did_for(world: &World, athlete: &TestAthlete<'_>, day: &str, seconds: u32, rpe: Option<f64>) -> Uuid {
    let session = json!({
        "start_timestamp": format!("{day}T07:00:00Z"), "duration_seconds": seconds, "exercises_summary": [], "rpe_summary": rpe
    });
    let id = world.platform.id();
    sends_workout(world, athlete, "completed", id, session).await;
    id
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

/// Sends an intent about a mission with this id and waits until it was handled.
async fn sends_mission(world: &World, athlete: &TestAthlete<'_>, event: &str, id: Uuid, data: Value) -> Uuid {
    let sent = athlete.sends_json(&format!("mission.{event}"), with(data, json!({"mission_id": id}))).await;
    world.drain().await;
    sent
}

/// Sends an intent about a stage of a mission and waits until it was handled.
async fn sends_stage(
    world: &World,
    athlete: &TestAthlete<'_>,
    event: &str,
    (mission, id): (Uuid, Uuid),
    data: Value,
) -> Uuid {
    let ids = json!({"mission_id": mission, "stage_id": id});
    let sent = athlete.sends_json(&format!("mission.stage.{event}"), with(data, ids)).await;
    world.drain().await;
    sent
}

/// A mission that stands, and its path.
async fn has_mission(world: &World, athlete: &TestAthlete<'_>) -> (Uuid, String) {
    let id = world.platform.id();
    sends_mission(world, athlete, "submitted", id, a_mission()).await;
    (id, format!("/api/v1/missions/{id}"))
}

/// A request with a body and, if it has one, an `Idempotency-Key`.
async fn posts(world: &World, athlete: &TestAthlete<'_>, path: &str, key: Option<&str>, body: &Value) -> Answer {
    let mut request = Request::post(path)
        .header("authorization", format!("Bearer {}", athlete.token))
        .header("content-type", "application/json");
    if let Some(key) = key {
        request = request.header("idempotency-key", key);
    }
    world.call(request.body(body.to_string().into()).expect("a request")).await
}

/// Status and code of a refused request.
fn problem(answer: &Answer) -> (u16, &str) {
    (answer.status.as_u16(), answer.body["code"].as_str().unwrap_or_default())
}

/// Place and code of what is wrong with a request's content.
fn faults(answer: &Answer) -> Vec<(&str, &str)> {
    let errors = answer.body["errors"].as_array().expect("errors");
    errors
        .iter()
        .map(|error| (error["pointer"].as_str().unwrap_or_default(), error["code"].as_str().unwrap_or_default()))
        .collect()
}

/// What was told of the moves of a mission's state, oldest first: from, to, actor.
fn moves(world: &World, mission: Uuid) -> Vec<(String, String, UserId)> {
    let facts = world.facts().into_iter().filter(|fact| fact.event_type == "mission.state.changed");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    facts
        .filter(|fact| fact.data["id"] == json!(mission))
        .map(|fact| (text(&fact.data["from"]), text(&fact.data["to"]), fact.user_id))
        .collect()
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
