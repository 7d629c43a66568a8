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

#[tokio::test]
async fn nobody_changes_how_somebody_elses_app_looks() {
    let world = world().await;
    let (athlete, stranger) = (world.athlete(), world.athlete());
    let mut envelope = stranger.envelope("user.app_settings.submitted", app_settings());
    envelope.subject_user_id = Some(athlete.id);
    let sent = envelope.client_generated_id;
    world.takes_in(envelope).await;
    world.drain().await;
    let told = stranger.told_about(sent);
    assert_eq!((told.len(), told[0].event_type.as_str()), (1, "user.app_settings.failed"));
    assert_eq!(told[0].data["errors"][0]["code"], "consent_missing");
    assert_eq!(athlete.told_about(sent).len(), 0);
    assert_eq!(athlete.get("/api/v1/settings/app").await.body["version"], 0);
}
