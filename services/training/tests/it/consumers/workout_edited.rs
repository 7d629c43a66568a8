use serde_json::json;

use crate::{a_workout, accepted, refused, sends_workout, told, with, world};

#[tokio::test]
async fn an_edit_that_knew_the_newest_replaces_what_was_done() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    sends_workout(&world, &athlete, "completed", id, a_workout("a")).await;
    world.wait(chrono::TimeDelta::hours(1));
    let sent = sends_workout(&world, &athlete, "edited", id, with(a_workout("b"), json!({"base_version": 1}))).await;
    assert_eq!(accepted(&athlete, sent), 2);
    let stands = athlete.get(&format!("/api/v1/workouts/{id}")).await.body;
    assert_eq!(stands["done"]["notes"], "b");
    assert_eq!(stands["completed_at"], "2027-01-04T09:00:00Z");
}

#[tokio::test]
async fn the_second_edit_of_one_version_is_told_theirs() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    sends_workout(&world, &athlete, "completed", id, a_workout("a")).await;
    sends_workout(&world, &athlete, "edited", id, with(a_workout("b"), json!({"base_version": 1}))).await;
    let late = sends_workout(&world, &athlete, "edited", id, with(a_workout("c"), json!({"base_version": 1}))).await;
    assert_eq!(refused(&athlete, late), "version_conflict");
    assert_eq!(told(&athlete, late).data["theirs"]["done"]["notes"], "b");
}

#[tokio::test]
async fn edits_queued_behind_the_completion_are_all_taken() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    let mut last = athlete.sends_json("workout.completed", with(a_workout("a"), json!({"workout_id": id}))).await;
    for notes in ["b", "c"] {
        let edit = with(a_workout(notes), json!({"workout_id": id, "after": last}));
        last = athlete.sends_json("workout.edited", edit).await;
    }
    world.drain().await;
    assert_eq!(accepted(&athlete, last), 3);
    assert_eq!(athlete.get(&format!("/api/v1/workouts/{id}")).await.body["done"]["notes"], "c");
}

#[tokio::test]
async fn what_was_only_begun_is_not_edited_and_anothers_is_not_found() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let id = world.platform.id();
    sends_workout(&world, &athlete, "started", id, json!({"start_timestamp": "2027-01-04T08:00:00Z"})).await;
    let edit = with(a_workout("b"), json!({"base_version": 1}));
    let early = sends_workout(&world, &athlete, "edited", id, edit.clone()).await;
    assert_eq!(refused(&athlete, early), "not_completed");
    let anothers = sends_workout(&world, &other, "edited", id, edit).await;
    assert_eq!(refused(&other, anothers), "not_found");
    assert!(told(&other, anothers).data.get("theirs").is_none());
}
