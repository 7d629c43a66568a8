use axum::http::StatusCode;
use serde_json::{Value, json};
use taper_platform::HttpLimits;
use taper_testkit::{FakeClock, TestAthlete, World};

use crate::{a_form, an_event, answers, services, world};

const BATCH: &str = "/api/v1/notify/events/batch";

fn statuses(body: &Value) -> Vec<u64> {
    body["results"].as_array().unwrap().iter().map(|result| result["status"].as_u64().unwrap()).collect()
}

#[tokio::test]
async fn each_event_is_answered_in_order_and_a_bad_one_stops_no_other() {
    let world = world().await;
    let athlete = world.athlete();
    // Of an object of its own.
    let bad = athlete.client_envelope("workout.completed", &json!({"workout_id": world.platform.id()}));
    let answer = athlete.post(BATCH, &json!({"events": [an_event(&athlete), bad, an_event(&athlete)]})).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(statuses(&answer.body), [202, 422, 202]);
    world.drain().await;
}

#[tokio::test]
async fn what_follows_an_unaccepted_event_of_its_key_is_behind() {
    let world = world().await;
    let athlete = world.athlete();
    let bad = athlete.client_envelope("user.settings.submitted", &json!({"weight": 1}));
    let next = athlete.client_envelope("user.settings.submitted", &a_form());
    let next_id = next["client_generated_id"].clone();
    let answer = athlete.post(BATCH, &json!({"events": [bad, next]})).await;
    assert_eq!(statuses(&answer.body), [422, 424]);
    assert_eq!(answer.body["results"][1]["problem"]["code"], "behind");
    let outcomes = athlete.post("/api/v1/notify/events/outcomes", &json!({"client_generated_ids": [next_id]})).await;
    assert_eq!(outcomes.body["outcomes"][0]["state"], "unknown", "it was not stored");
}

/// What it is about cannot be told, so it may be about what follows.
#[tokio::test]
async fn what_follows_an_event_without_a_readable_key_is_behind_if_it_is_of_the_same_person() {
    let world = world().await;
    let ann = world.athlete();
    let mut of_tomorrow = an_event(&ann);
    of_tomorrow["event_type"] = "no.such.type".into();
    let mut typeless = an_event(&ann);
    typeless.as_object_mut().unwrap().remove("event_type");
    let mut without_id = an_event(&ann);
    without_id["client_generated_id"] = "7".into();
    let of_no_plan = ann.client_envelope("program.plan.deleted", &json!({"plan_id": "the first", "base_version": 1}));
    let workout = ann.client_envelope(
        "workout.completed",
        &json!({"workout_id": world.platform.id(), "duration_seconds": 60, "exercises_summary": []}),
    );
    for unreadable in [of_tomorrow, typeless, without_id, of_no_plan] {
        let before = an_event(&ann);
        let events = json!({"events": [before, unreadable, an_event(&ann), workout]});
        let answer = ann.post(BATCH, &events).await;
        assert_eq!(statuses(&answer.body), [202, 422, 424, 424], "{unreadable}");
    }
    world.drain().await;
}

#[tokio::test]
async fn whom_a_coach_writes_for_waits_for_nobody_elses_event() {
    let world = world().await;
    let (coach, ann, bob) = (world.coach(), world.athlete(), world.athlete());
    let of = |subject: &TestAthlete<'_>| {
        let mut event = an_event(&coach);
        event["subject_user_id"] = json!(subject.id);
        event
    };
    let mut of_tomorrow = of(&ann);
    of_tomorrow["event_type"] = "no.such.type".into();
    let answer = coach.post(BATCH, &json!({"events": [of_tomorrow, of(&ann), of(&bob), an_event(&coach)]})).await;
    assert_eq!(statuses(&answer.body), [422, 424, 202, 202]);
    world.drain().await;
}

/// Clients do not send it, but it has an object all the same.
#[tokio::test]
async fn what_follows_a_type_that_is_not_taken_is_behind() {
    let world = world().await;
    let athlete = world.athlete();
    let mut a_fact = an_event(&athlete);
    a_fact["event_type"] = "user.settings.persisted".into();
    let answer = athlete.post(BATCH, &json!({"events": [a_fact, an_event(&athlete)]})).await;
    assert_eq!(statuses(&answer.body), [403, 424]);
}

#[tokio::test]
async fn a_batch_has_its_bounds() {
    let world = world().await;
    let athlete = world.athlete();
    let none = athlete.post(BATCH, &json!({"events": []})).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let many: Vec<Value> = (0..101).map(|_| an_event(&athlete)).collect();
    assert_eq!(athlete.post(BATCH, &json!({"events": many})).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let huge = json!({"events": [], "x": "y".repeat(1100 * 1024)});
    assert_eq!(athlete.post(BATCH, &huge).await.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn the_same_event_twice_in_a_batch_is_taken_in_once() {
    let world = world().await;
    let athlete = world.athlete();
    let event = an_event(&athlete);
    let answer = athlete.post(BATCH, &json!({"events": [event, event]})).await;
    assert_eq!(statuses(&answer.body), [202, 202]);
    assert_eq!(answer.body["results"][1]["duplicate"], true);
    world.drain().await;
    assert_eq!(answers(&world, &event), 1);
}

#[tokio::test]
async fn what_follows_a_conflict_of_its_key_is_behind() {
    let world = world().await;
    let athlete = world.athlete();
    let known = an_event(&athlete);
    athlete.post("/api/v1/notify/events", &known).await;
    let mut reused = known.clone();
    reused["data"]["training_days_per_week"] = 6.into();
    let next = an_event(&athlete);
    let answer = athlete.post(BATCH, &json!({"events": [reused, next]})).await;
    assert_eq!(statuses(&answer.body), [409, 424]);
    assert_eq!(answer.body["results"][0]["problem"]["code"], "idempotency_conflict");
    // The same within one batch.
    let first = an_event(&athlete);
    let mut second = first.clone();
    second["data"]["training_days_per_week"] = 6.into();
    let answer = athlete.post(BATCH, &json!({"events": [first, second, next]})).await;
    assert_eq!(statuses(&answer.body), [202, 409, 424]);
    world.drain().await;
    assert_eq!(answers(&world, &next), 0, "it was not stored");
}

#[tokio::test]
async fn an_event_of_a_batch_says_when_to_try_again() {
    let world = world().await;
    let athlete = world.athlete();
    let mut newer = an_event(&athlete);
    newer["schema_version"] = "1.7.0".into();
    let answer = athlete.post(BATCH, &json!({"events": [newer]})).await;
    assert_eq!(statuses(&answer.body), [503]);
    assert_eq!(answer.body["results"][0]["problem"]["retry_after"], 30);
}

#[tokio::test]
async fn each_event_of_a_batch_counts() {
    let world =
        World::start_limited(services(), FakeClock::at("2027-01-04T09:00:00Z"), HttpLimits::per_minute(10, 0)).await;
    let athlete = world.athlete();
    let batch = |count: usize| json!({"events": (0..count).map(|_| an_event(&athlete)).collect::<Vec<_>>()});
    assert_eq!(athlete.post(BATCH, &batch(8)).await.status, StatusCode::OK);
    let refused = athlete.post(BATCH, &batch(8)).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "{refused:?}");
    assert!(refused.headers.contains_key("retry-after"));
    world.wait(chrono::TimeDelta::seconds(60));
    assert_eq!(athlete.post(BATCH, &batch(100)).await.status, StatusCode::OK, "larger than the limit, yet it passes");
    world.drain().await;
}
