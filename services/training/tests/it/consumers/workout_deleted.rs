use axum::http::StatusCode;
use serde_json::json;

use crate::{a_workout, accepted, refused, sends_workout, told, with, world};

#[tokio::test]
async fn a_deleted_workout_is_gone_and_every_intent_on_its_id_fails_at_once() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    sends_workout(&world, &athlete, "completed", id, a_workout("a")).await;
    let sent = sends_workout(&world, &athlete, "deleted", id, json!({"base_version": 1})).await;
    assert_eq!(accepted(&athlete, sent), 2);
    assert_eq!(told(&athlete, sent).data["deleted"], true);
    assert_eq!(athlete.get(&format!("/api/v1/workouts/{id}")).await.status, StatusCode::NOT_FOUND);
    for (event, data) in [
        ("started", json!({"start_timestamp": "2027-01-04T08:00:00Z"})),
        ("completed", a_workout("b")),
        ("edited", with(a_workout("b"), json!({"base_version": 2}))),
        ("deleted", json!({})),
    ] {
        let sent = sends_workout(&world, &athlete, event, id, data).await;
        assert_eq!(refused(&athlete, sent), "deleted", "{event}");
    }
}

#[tokio::test]
async fn a_deletion_of_what_was_changed_meanwhile_is_told_what_stands() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    sends_workout(&world, &athlete, "completed", id, a_workout("a")).await;
    sends_workout(&world, &athlete, "edited", id, with(a_workout("b"), json!({"base_version": 1}))).await;
    let sent = sends_workout(&world, &athlete, "deleted", id, json!({"base_version": 1})).await;
    assert_eq!(refused(&athlete, sent), "version_conflict");
    assert_eq!(told(&athlete, sent).data["theirs"]["done"]["notes"], "b");
}

#[tokio::test]
async fn nobody_deletes_anothers() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let id = world.platform.id();
    sends_workout(&world, &athlete, "completed", id, a_workout("a")).await;
    let sent = sends_workout(&world, &other, "deleted", id, json!({})).await;
    assert_eq!(refused(&other, sent), "not_found");
    assert_eq!(athlete.get(&format!("/api/v1/workouts/{id}")).await.status, StatusCode::OK);
}
