use std::time::{Duration, Instant};

use serde_json::Value;

use super::Day;

const PATIENCE: Duration = Duration::from_secs(30);

/// Who confirmed an address gets one welcome.
#[tokio::test]
async fn t17_registration_leads_to_the_welcome_mail() {
    let day = Day::begin().await;
    let email = day.reads("/me").await["email"].as_str().unwrap().replace('@', "%40");
    let mailbox = format!("{}/mailbox/messages?to={email}", day.taper.url);
    let started = Instant::now();
    loop {
        let mails: Value = day
            .person
            .client()
            .get(&mailbox)
            .header("x-taper-mailbox-code", taper_rig::MAILBOX_CODE)
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap();
        let subjects: Vec<_> =
            mails["items"].as_array().unwrap().iter().map(|mail| mail["subject"].to_string()).collect();
        if subjects.len() == 2 {
            assert_eq!(subjects.iter().filter(|subject| subject.contains("is open")).count(), 1, "{subjects:?}");
            return;
        }
        assert!(started.elapsed() < PATIENCE, "no welcome: {subjects:?}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
