use serde_json::json;

use super::Day;

/// A sign-in is a fact on the person's stream, with the session that the account page lists.
#[tokio::test]
async fn t1_login_event() {
    let day = Day::begin().await;
    let fact = day.person.hears(&day.taper.url, |fact| fact["event_type"] == "auth.user.logged_in").await.unwrap();
    assert_eq!(fact["user_id"], json!(day.person.id));
    let sessions = day.reads("/auth/sessions").await;
    let listed: Vec<_> = sessions["items"].as_array().unwrap().iter().map(|session| &session["id"]).collect();
    assert_eq!(listed, [&fact["data"]["session_id"]]);
}
