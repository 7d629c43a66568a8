use serde_json::json;

use crate::{app_settings, world};

#[tokio::test]
async fn they_are_read_as_they_were_submitted() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    assert_eq!(athlete.get("/api/v1/settings/app").await.body, json!({"version": 0}), "nothing is chosen yet");
    athlete.sends_json("user.app_settings.submitted", app_settings()).await;
    world.drain().await;
    let answer = athlete.get("/api/v1/settings/app").await;
    assert_eq!(answer.body["app_settings"], app_settings());
    assert_eq!(answer.body["version"], 1);
    assert_eq!(other.get("/api/v1/settings/app").await.body, json!({"version": 0}));
}

#[tokio::test]
async fn what_nobody_chose_is_in_neither_the_answer_nor_the_fact() {
    let world = world().await;
    let athlete = world.athlete();
    let first = athlete.sends_json("user.app_settings.submitted", json!({"units": "lb", "base_version": 0})).await;
    world.drain().await;
    assert_eq!(athlete.told_about(first)[0].data["app_settings"], json!({"units": "lb"}));
    let second = json!({"locale": "de", "theme": null, "base_version": 1});
    athlete.sends_json("user.app_settings.submitted", second).await;
    world.drain().await;
    let answer = athlete.get("/api/v1/settings/app").await.body;
    assert_eq!((&answer["version"], &answer["app_settings"]), (&json!(2), &json!({"locale": "de"})));
}
