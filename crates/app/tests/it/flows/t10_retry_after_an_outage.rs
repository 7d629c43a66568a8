use std::time::{Duration, Instant};

use serde_json::json;
use taper_rig::{Ground, Profile};

use super::{Day, settings};

const PATIENCE: Duration = Duration::from_secs(60);
const MOST_TAKEN: usize = 1000;

/// The database goes away and comes back: meanwhile 503 with Retry-After, afterwards the same event goes
/// through, and what was taken before the outage is handled, each once.
#[tokio::test]
async fn t10_retry_after_a_transient_failure() {
    // Servers of its own: they are killed.
    let profile = Profile::of_test().unwrap();
    let mut day = Day::on(Ground::prepare(profile).await.unwrap()).await;
    let mut taken = vec![day.person.writes("user.settings.submitted", &settings("before"))];
    assert_eq!(day.person.posts_one(&day.taper.url, &taken[0].envelope).await.unwrap().0, 202);
    match &mut day.ground.postgres {
        Some(postgres) => postgres.kill().await.unwrap(),
        None => day.ground.break_embedded_postgres().unwrap(),
    }
    let client = day.person.client().clone();
    let url = format!("{}/api/v1/notify/events", day.taper.url);
    // PostgreSQL's processes outlive their first one for a moment, and what they take meanwhile is taken.
    let refused = loop {
        let during = day.person.writes("user.settings.submitted", &settings("during"));
        let answer = client.post(&url).bearer_auth(&day.person.token).json(&during.envelope).send().await.unwrap();
        taken.push(during);
        if answer.status() != 202 {
            break answer;
        }
        assert!(taken.len() < MOST_TAKEN, "the database does not go away");
    };
    assert_eq!(refused.status(), 503);
    assert!(refused.headers().contains_key("retry-after"));
    match &mut day.ground.postgres {
        Some(postgres) => postgres.start_again().await.unwrap(),
        None => day.ground.mend_embedded_postgres().unwrap(),
    }
    let started = Instant::now();
    let during = taken.last().unwrap();
    while day.person.posts_one(&day.taper.url, &during.envelope).await.unwrap().0 != 202 {
        assert!(started.elapsed() < PATIENCE, "it never recovers");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    for draft in &taken {
        assert_eq!(day.answer_to(&json!(draft.client_generated_id)).await["event_type"], "user.settings.persisted");
    }
    let stands = day.reads("/settings/me").await;
    assert_eq!((&stands["version"], &stands["settings"]["federation"]), (&json!(taken.len()), &json!("during")));
}
