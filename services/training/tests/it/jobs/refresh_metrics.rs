use serde_json::{Value, json};
use taper_testkit::{TestAthlete, World};
use uuid::Uuid;

use crate::{counts_metrics, did, did_for, has_settings, on_version, sends_workout, takes_fact, world};

fn told(world: &World) -> Vec<Value> {
    world
        .facts()
        .into_iter()
        .filter(|fact| fact.event_type == "training.metrics.updated")
        .map(|fact| fact.data)
        .collect()
}

#[tokio::test]
async fn today_is_told_with_the_first_day_that_changed() {
    let world = world().await;
    let athlete = world.athlete();
    for _ in 0..3 {
        did(&world, &athlete, "2027-01-02", "Squat", &[(1, 150.0)]).await;
    }
    counts_metrics(&world).await;
    let last = told(&world).pop().unwrap();
    assert_eq!((&last["day"], &last["since"]), (&json!("2027-01-04"), &json!("2027-01-02")));
    assert_eq!(
        last["maxima"][0],
        json!({"lift": "squat", "weight": {"value": 150.0, "unit": "kg"}, "source": "sets", "sets": 3})
    );
    let fact = world.facts().into_iter().rfind(|fact| fact.event_type == "training.metrics.updated").unwrap();
    assert_eq!(fact.audience, [athlete.id]);
}

/// TRN-5: whatever arrives twice, late or edited, each workout counts once.
#[tokio::test]
async fn each_workout_counts_once_in_any_order() {
    let world = world().await;
    let (one, other) = (world.athlete(), world.athlete());
    let days = ["2027-01-01", "2027-01-02", "2027-01-03"];
    for day in days {
        did_for(&world, &one, day, 3600, Some(7.0)).await;
        counts_metrics(&world).await;
    }
    for day in days.iter().rev() {
        let id = did_for(&world, &other, day, 1800, Some(7.0)).await;
        let edit = json!({"duration_seconds": 3600, "exercises_summary": [], "rpe_summary": 7, "start_timestamp": format!("{day}T07:00:00Z")});
        sends_workout(&world, &other, "edited", id, on_version(edit, 1)).await;
        sends_workout(&world, &other, "started", id, json!({"start_timestamp": format!("{day}T07:00:00Z")})).await;
        counts_metrics(&world).await;
    }
    world.drain().await;
    let metrics = async |id| world.as_athlete(id).get("/api/v1/training/metrics").await.body;
    assert_eq!(metrics(one.id).await, metrics(other.id).await);
}

#[tokio::test]
async fn a_deleted_workout_counts_no_more() {
    let world = world().await;
    let athlete = world.athlete();
    let id: Uuid = did_for(&world, &athlete, "2027-01-02", 3600, Some(7.0)).await;
    counts_metrics(&world).await;
    sends_workout(&world, &athlete, "deleted", id, json!({})).await;
    counts_metrics(&world).await;
    assert_eq!(athlete.get("/api/v1/training/metrics").await.body["items"], json!([]));
    assert_eq!(told(&world).pop().unwrap()["ctl"], 0.0);
}

#[tokio::test]
async fn a_meet_that_was_written_down_is_a_maximum() {
    let world = world().await;
    let athlete = world.athlete();
    let attempt = json!({"lift": "deadlift", "number": 1, "weight": {"value": 200, "unit": "kg"}, "good": true});
    has_settings(&world, &athlete, json!({"past_competitions": [{"start_date": "2026-12-01", "attempts": [attempt]}]}))
        .await;
    did_for(&world, &athlete, "2027-01-02", 3600, Some(7.0)).await;
    counts_metrics(&world).await;
    assert_eq!(told(&world).pop().unwrap()["maxima"][0]["meet_day"], "2026-12-01");
}

async fn last(athlete: &TestAthlete<'_>) -> Value {
    let items = athlete.get("/api/v1/training/metrics").await.body["items"].clone();
    items.as_array().and_then(|items| items.last()).expect("a day")["day"].clone()
}

#[tokio::test]
async fn a_day_of_rest_is_counted_when_it_begins_in_the_athletes_zone() {
    let world = world().await;
    let athlete = world.athlete();
    let registered = json!({"user_id": athlete.id, "locale": "en", "time_zone": "Europe/Oslo", "created_at": "2027-01-01T00:00:00Z",
        "address": ""});
    takes_fact(&world, &athlete, "identity", "user.registered", registered).await;
    did_for(&world, &athlete, "2027-01-04", 3600, Some(7.0)).await;
    counts_metrics(&world).await;
    assert_eq!(last(&athlete).await, "2027-01-04");
    // Midnight in Oslo.
    for (now, day) in [("2027-01-04T22:59:50Z", "2027-01-04"), ("2027-01-04T23:00:00Z", "2027-01-05")] {
        world.clock.set(now);
        world.run_schedules().await;
        let athlete = world.as_athlete(athlete.id);
        assert_eq!(last(&athlete).await, day);
    }
    world.drain().await;
}

#[tokio::test]
async fn who_stopped_half_a_year_ago_is_left_alone() {
    let world = world().await;
    let athlete = world.athlete();
    did_for(&world, &athlete, "2026-06-01", 3600, Some(7.0)).await;
    counts_metrics(&world).await;
    let told = || world.facts().iter().filter(|fact| fact.event_type == "training.metrics.updated").count();
    let before = told();
    world.clock.set("2027-01-06T12:00:00Z");
    world.run_schedules().await;
    world.drain().await;
    assert_eq!(told(), before);
}
