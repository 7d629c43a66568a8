use axum::http::StatusCode;
use serde_json::json;

use crate::{a_plan, a_workout, accepted, named, refused, sends_plan, sends_workout, told, with, world};

#[tokio::test]
async fn a_deleted_plan_is_gone_and_every_intent_on_its_id_fails_at_once() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    sends_plan(&world, &athlete, "created", id, a_plan()).await;
    let deletion = sends_plan(&world, &athlete, "deleted", id, json!({"base_version": 1})).await;
    let gone = told(&athlete, deletion);
    assert_eq!(gone.event_type, "program.plan.persisted");
    assert_eq!((&gone.data["deleted"], &gone.data["version"]), (&json!(true), &json!(2)));
    assert_eq!(athlete.get(&format!("/api/v1/plans/{id}")).await.status, StatusCode::NOT_FOUND);
    let edit = with(named("a"), json!({"base_version": 2}));
    for (event, data) in [("created", a_plan()), ("updated", edit), ("deleted", json!({}))] {
        let sent = sends_plan(&world, &athlete, event, id, data).await;
        assert_eq!(refused(&athlete, sent), "deleted", "{event}");
        assert!(told(&athlete, sent).data.get("theirs").is_none());
    }
}

#[tokio::test]
async fn a_deletion_of_what_was_changed_meanwhile_is_told_what_stands() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    sends_plan(&world, &athlete, "created", id, a_plan()).await;
    sends_plan(&world, &athlete, "updated", id, with(named("morning"), json!({"base_version": 1}))).await;
    let sent = sends_plan(&world, &athlete, "deleted", id, json!({"base_version": 1})).await;
    assert_eq!(refused(&athlete, sent), "version_conflict");
    assert_eq!(told(&athlete, sent).data["theirs"]["name"], "morning");
}

#[tokio::test]
async fn an_old_plan_can_be_deleted_and_nobody_elses() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let id = world.platform.id();
    sends_plan(&world, &athlete, "created", id, a_plan()).await;
    world.clock.set("2027-06-01T00:00:00Z");
    let stranger = sends_plan(&world, &other, "deleted", id, json!({})).await;
    assert_eq!(refused(&other, stranger), "not_found");
    let own = sends_plan(&world, &athlete, "deleted", id, json!({})).await;
    assert_eq!(accepted(&athlete, own), 2);
}

#[tokio::test]
async fn what_was_done_of_it_stays_and_its_other_workouts_are_free_again() {
    let world = world().await;
    let athlete = world.athlete();
    let (done, open) = (world.platform.id(), world.platform.id());
    let workouts = json!([{"workout_id": done, "date": "2027-01-04"}, {"workout_id": open, "date": "2027-01-05"}]);
    let plan = with(a_plan(), json!({"workouts": workouts}));
    let id = world.platform.id();
    sends_plan(&world, &athlete, "created", id, plan.clone()).await;
    sends_workout(&world, &athlete, "completed", done, with(a_workout("a"), json!({"plan_id": id}))).await;
    sends_plan(&world, &athlete, "deleted", id, json!({})).await;
    let history = athlete.get("/api/v1/workouts").await.body;
    assert_eq!(history["items"][0]["workout_id"], done.to_string());
    assert!(history["items"][0].get("planned").is_none());
    let again = sends_plan(&world, &athlete, "created", world.platform.id(), plan).await;
    assert_eq!(accepted(&athlete, again), 1);
}

#[tokio::test]
async fn nothing_of_its_content_stays() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    sends_plan(&world, &athlete, "created", id, named("my secret meet")).await;
    sends_plan(&world, &athlete, "deleted", id, json!({})).await;
    let listed = athlete.get("/api/v1/plans?deleted=true").await.body.to_string();
    assert!(listed.contains(&id.to_string()));
    assert!(!listed.contains("my secret meet"));
}
