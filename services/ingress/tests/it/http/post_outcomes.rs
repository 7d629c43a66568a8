use axum::http::StatusCode;
use serde_json::json;

use crate::{an_event, world};

const OUTCOMES: &str = "/api/v1/notify/events/outcomes";

#[tokio::test]
async fn an_event_is_unknown_then_pending_then_answered() {
    let world = world().await;
    let athlete = world.athlete();
    let event = an_event(&athlete);
    let ask = json!({"client_generated_ids": [event["client_generated_id"]]});
    let state = async || athlete.post(OUTCOMES, &ask).await.body["outcomes"][0]["state"].clone();
    assert_eq!(state().await, "unknown");
    athlete.post("/api/v1/notify/events", &event).await;
    assert_eq!(state().await, "pending");
    world.drain().await;
    assert_eq!(state().await, "persisted");
}

#[tokio::test]
async fn a_refusal_comes_with_its_errors_and_to_nobody_else() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let mut event = an_event(&athlete);
    event["data"]["feed_visibility"] = "passcode".into();
    athlete.post("/api/v1/notify/events", &event).await;
    world.drain().await;
    let ask = json!({"client_generated_ids": [event["client_generated_id"]]});
    let told = athlete.post(OUTCOMES, &ask).await;
    assert_eq!(told.body["outcomes"][0]["state"], "failed");
    assert_eq!(told.body["outcomes"][0]["errors"][0]["pointer"], "/passcode");
    assert_eq!(other.post(OUTCOMES, &ask).await.body["outcomes"][0]["state"], "unknown");
}

#[tokio::test]
async fn what_nobody_answers_is_done_once_it_is_taken_in() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let asked = |target: f64| {
        let data = json!({"machine": "barbell", "target": target, "unit": "kg"});
        athlete.client_envelope("tools.platecalc.query", &data)
    };
    let (alone, first, second, refused) = (asked(100.0), asked(102.5), asked(105.0), asked(-1.0));
    athlete.post("/api/v1/notify/events", &alone).await;
    let batch = json!({"events": [first, first, refused, second]});
    athlete.post("/api/v1/notify/events/batch", &batch).await;
    let ids: Vec<_> = [&alone, &first, &second, &refused].map(|event| event["client_generated_id"].clone()).into();
    let ask = json!({"client_generated_ids": ids});
    let told = athlete.post(OUTCOMES, &ask).await.body;
    let states: Vec<_> = told["outcomes"].as_array().unwrap().iter().map(|outcome| &outcome["state"]).collect();
    // The second stands behind what was refused.
    assert_eq!(states, ["persisted", "persisted", "unknown", "unknown"]);
    assert_eq!(athlete.post("/api/v1/notify/events", &alone).await.body["duplicate"], true);
    let others = other.post(OUTCOMES, &ask).await.body;
    assert!(others["outcomes"].as_array().unwrap().iter().all(|outcome| outcome["state"] == "unknown"), "{others}");
    world.drain().await;
}

#[tokio::test]
async fn too_many_or_no_ids_are_refused() {
    let world = world().await;
    let athlete = world.athlete();
    let many: Vec<_> = (0..501).map(|_| world.platform.id()).collect();
    let answer = athlete.post(OUTCOMES, &json!({"client_generated_ids": many})).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.body["errors"][0]["pointer"], "/client_generated_ids");
    assert_eq!(athlete.post(OUTCOMES, &json!({})).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}
