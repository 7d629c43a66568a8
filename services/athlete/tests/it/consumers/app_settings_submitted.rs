use crate::{app_settings, world};

#[tokio::test]
async fn a_change_is_answered_with_the_next_version() {
    let world = world().await;
    let athlete = world.athlete();
    athlete.sends_json("user.app_settings.submitted", app_settings()).await;
    world.wait(chrono::TimeDelta::seconds(1));
    let mut brighter = app_settings();
    brighter["theme"] = "light".into();
    let second = athlete.sends_json("user.app_settings.submitted", brighter).await;
    world.drain().await;
    let told = athlete.told_about(second);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].event_type, "user.app_settings.persisted");
    assert_eq!(told[0].data["version"], 2);
    assert_eq!(told[0].data["app_settings"]["theme"], "light");
}
