//! The equipment service through its front door.

mod consumers;
mod http;
mod jobs;

use serde_json::{Value, json};
use taper_events::Envelope;
use taper_testkit::{TestAthlete, World};
use uuid::Uuid;

async fn world() -> World {
    World::start(vec![equipment::service()]).await
}

fn a_gym(world: &World, name: &str) -> Value {
    json!({
        "inventory_id": world.platform.id(), "name": name, "unit": "kg",
        "machines": [{
            "machine_id": world.platform.id(), "machine_type": "barbell", "start_weight": {"value": 20, "unit": "kg"},
            "sides": 2
        }],
        "plates": [{"weight": {"value": 20, "unit": "kg"}, "pairs": 4}]
    })
}

fn prefs(gyms: &[Value]) -> Value {
    json!({"default_unit": "kg", "inventories": gyms})
}

fn a_note(model: &str) -> Value {
    json!({
        "brand": "Hammer Strength", "model": model, "machine_type": "hack_squat",
        "settings": [{"name": "seat", "value": "4"}], "visibility": "private"
    })
}

/// The one with the other's fields over its own.
fn with(mut one: Value, other: Value) -> Value {
    if let (Some(fields), Value::Object(other)) = (one.as_object_mut(), other) {
        fields.extend(other);
    }
    one
}

/// Sends an intent and waits until it was handled.
async fn sends(world: &World, athlete: &TestAthlete<'_>, event: &str, data: Value) -> Uuid {
    let sent = athlete.sends_json(event, data).await;
    world.drain().await;
    sent
}

/// Sends a note under this id and waits until it was handled.
async fn sends_note(world: &World, athlete: &TestAthlete<'_>, id: Uuid, note: Value) -> Uuid {
    sends(world, athlete, "machine.notes.submitted", with(note, json!({"note_id": id}))).await
}

/// Sends an intent for somebody else and waits until it was handled.
async fn sends_for(world: &World, actor: &TestAthlete<'_>, other: &TestAthlete<'_>, event: &str, data: Value) -> Uuid {
    let mut envelope = actor.envelope(event, data);
    envelope.subject_user_id = Some(other.id);
    let sent = envelope.client_generated_id;
    world.takes_in(envelope).await;
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
