use serde_json::json;

use super::{Day, settings};

/// The same event twice is one change and one answer; the same key with other content is refused.
#[tokio::test]
async fn t2_settings_idempotency() {
    let mut day = Day::begin().await;
    let draft = day.person.writes("user.settings.submitted", &settings("IPF"));
    let (first, answer) = day.person.posts_one(&day.taper.url, &draft.envelope).await.unwrap();
    let (second, repeated) = day.person.posts_one(&day.taper.url, &draft.envelope).await.unwrap();
    assert_eq!((first, second), (reqwest::StatusCode::ACCEPTED, reqwest::StatusCode::ACCEPTED));
    assert_eq!((&answer["duplicate"], &repeated["duplicate"]), (&json!(false), &json!(true)));
    assert_eq!(answer["event_id"], repeated["event_id"]);
    let fact = day.answer_to(&json!(draft.client_generated_id)).await;
    assert_eq!(fact["event_type"], "user.settings.persisted");
    let mut other = draft.envelope.clone();
    other["data"]["federation"] = json!("WRPF");
    let (status, problem) = day.person.posts_one(&day.taper.url, &other).await.unwrap();
    assert_eq!((status.as_u16(), &problem["code"]), (409, &json!("idempotency_conflict")));
    let stands = day.reads("/settings/me").await;
    assert_eq!((&stands["version"], &stands["settings"]["federation"]), (&json!(1), &json!("IPF")));
}
