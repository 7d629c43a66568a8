use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use futures::future::join_all;
use serde_json::json;

use super::{Day, settings};

const SUBMISSIONS: usize = 60;

/// Many submissions of one person's settings at once, through two processes where the profile has several:
/// each is answered once, versions are never given twice, and the newest one stands.
#[tokio::test]
async fn t9_advisory_lock_under_load() {
    let mut day = Day::begin().await;
    let mut urls = vec![day.taper.url.clone()];
    let mut second = day.ground.taper("second", &[]).unwrap();
    if day.ground.virtual_host().is_some() {
        second.start().await.unwrap();
        urls.push(second.url.clone());
    }
    let mut drafts: Vec<_> = (0..SUBMISSIONS)
        .map(|number| day.person.writes("user.settings.submitted", &settings(&number.to_string())))
        .collect();
    let written: DateTime<Utc> = serde_json::from_value(drafts[0].envelope["timestamp"].clone()).unwrap();
    for (number, draft) in drafts.iter_mut().enumerate() {
        let earlier = TimeDelta::seconds((SUBMISSIONS - number) as i64);
        draft.envelope["timestamp"] = json!(written - earlier);
    }
    let person = &day.person;
    let sending = drafts.iter().enumerate().map(|(number, draft)| {
        let url = &urls[number % urls.len()];
        async move { person.posts_one(url, &draft.envelope).await.unwrap().0 }
    });
    assert!(join_all(sending).await.iter().all(|status| *status == 202));
    let mut versions = BTreeSet::new();
    for draft in &drafts {
        let fact = day.answer_to(&json!(draft.client_generated_id)).await;
        assert_eq!(fact["event_type"], "user.settings.persisted");
        if fact["data"]["superseded"] != true {
            assert!(versions.insert(fact["data"]["version"].as_i64()), "given twice: {fact}");
        }
    }
    let stands = day.reads("/settings/me").await;
    assert_eq!(stands["settings"]["federation"], json!((SUBMISSIONS - 1).to_string()));
    assert_eq!(stands["version"].as_i64(), versions.last().copied().flatten());
    assert_eq!(versions.len() as i64, stands["version"].as_i64().unwrap(), "versions have no gaps");
}
