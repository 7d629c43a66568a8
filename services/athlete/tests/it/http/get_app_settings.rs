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
