use serde_json::json;

use super::{Day, settings};

/// An event published by hand, without `event_id`, is processed: straight onto `app.events`, or embedded
/// by `taper event publish`.
#[tokio::test]
async fn t16_event_by_hand() {
    let mut day = Day::begin().await;
    let event_type = "user.settings.submitted";
    let draft = day.person.writes(event_type, &settings("by hand"));
    let mut envelope = draft.envelope.clone();
    envelope["source_service"] = json!("operator");
    assert!(envelope.get("event_id").is_none());
    match day.ground.virtual_host() {
        Some(host) => host.publish("app.events", event_type, &envelope.to_string()).await.unwrap(),
        None => {
            let file = day.ground.path().join("event.json");
            std::fs::write(&file, envelope.to_string()).unwrap();
            day.ground.runs(&["event", "publish", file.to_str().unwrap()]).await.unwrap();
        }
    }
    let fact = day.answer_to(&json!(draft.client_generated_id)).await;
    assert_eq!(fact["event_type"], "user.settings.persisted");
    assert_eq!(day.reads("/settings/me").await["settings"]["federation"], "by hand");
}
