//! OPS-1: every event that was handled is one line of JSON.

use std::path::Path;

use serde_json::{Value, json};
use taper_rig::{Ground, Person, Profile, Taper};

/// Beside the logs of the stages, which CI keeps.
const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../.run/test");

#[tokio::test]
async fn an_event_that_was_handled_is_one_line_with_its_ids() {
    let ground = Ground::borrow(Profile::of_test().unwrap()).await.unwrap();
    let mut settings = ground.settings();
    settings.push(("TAPER_LOG".to_owned(), "info".to_owned()));
    let mut taper = Taper::new(ground.path(), "taper", &settings, &[]).unwrap();
    taper.start().await.unwrap();
    let mut person = Person::sign_up(&taper.url, 11).await.unwrap();
    let data = json!({"units": "kg", "locale": "en", "theme": "dark", "clock": "24h", "token_storage": "cookie"});
    let draft = person.writes("user.app_settings.submitted", &data);
    assert_eq!(person.posts_one(&taper.url, &draft.envelope).await.unwrap().0, 202);
    person.hears(&taper.url, |fact| fact["causation_id"] == json!(draft.client_generated_id)).await.unwrap();
    let log = taper.log();
    taper.stop().await.unwrap();

    let lines: Vec<Value> =
        log.lines().filter(|line| line.starts_with('{')).map(|line| serde_json::from_str(line).unwrap()).collect();
    let handled: Vec<&Value> = lines
        .iter()
        .filter(|line| {
            line["msg"] == "event handled" && line["client_generated_id"] == json!(draft.client_generated_id)
        })
        .collect();
    assert_eq!(handled.len(), 1, "{log}");
    assert_eq!(handled[0]["level"], "INFO");
    assert_eq!(handled[0]["service"], "athlete");
    assert_eq!(handled[0]["event_type"], "user.app_settings.submitted");
    assert_eq!(handled[0]["user_id"], json!(person.id));
    for line in &lines {
        let at = line["ts"].as_str().unwrap_or_default();
        assert!(chrono::DateTime::parse_from_rfc3339(at).is_ok(), "{line}");
        assert!(line["level"].is_string() && line["msg"].is_string(), "{line}");
    }
    std::fs::create_dir_all(KEPT).unwrap();
    std::fs::write(Path::new(KEPT).join("serve-log-sample.jsonl"), log).unwrap();
}
