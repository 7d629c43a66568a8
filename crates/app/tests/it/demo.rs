//! A club that does not exist, on an instance of its own.

use std::io::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use serde_json::json;
use taper_rig::{Ground, Person, Profile, Taper};

use crate::PATIENCE;
use crate::command::{Said, run, taper};

const PASSWORD: &str = "chalk and iron 77";
const SEED: [&str; 5] = ["seed", "--demo", "--today", "2026-11-30", "--password-stdin"];

/// With the password on standard input.
fn seed(ground: &Ground) -> Said {
    let mut command = taper(&ground.data_dir(), &[], &SEED);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(format!("{PASSWORD}\n").as_bytes()).unwrap();
    child.wait_with_output().unwrap().into()
}

#[tokio::test]
async fn all_that_a_club_did_is_accepted_once_and_its_tester_can_sign_in() {
    let ground = Ground::prepare(Profile::Embedded).await.unwrap();
    seed(&ground).succeeds().expect(&["21 people", "2027-01-02", "tester@taper.example"]);
    seed(&ground).succeeds().expect(&["; 0 things", "21 of them were here already"]);
    let another_day = ["seed", "--demo", "--today", "2026-12-01"];
    run(&ground.data_dir(), &[], &another_day).fails().expect(&["people have accounts here"]);
    let mut serving = ground.taper("taper", &[]).unwrap();
    serving.start().await.unwrap();

    let club = taper_demo::club(1, NaiveDate::from_ymd_opt(2026, 11, 30).unwrap());
    let ids: Vec<_> =
        club.members.iter().flat_map(|member| &member.events).map(|event| event.client_generated_id).collect();
    let mut database = ground.database().await.unwrap();
    let started = Instant::now();
    let answers = loop {
        let answers: Vec<String> = sqlx::query_scalar(
            "select payload::json ->> 'event_type' from ingress.stream
             where (payload::json ->> 'causation_id')::uuid = any($1)
               and (payload::json ->> 'event_type') ~ '(persisted|failed)$'",
        )
        .bind(&ids)
        .fetch_all(&mut database)
        .await
        .unwrap();
        if answers.len() >= ids.len() {
            break answers;
        }
        assert!(started.elapsed() < PATIENCE, "{} of {} are answered", answers.len(), ids.len());
        tokio::time::sleep(Duration::from_millis(500)).await;
    };
    assert_eq!(answers.len(), ids.len());
    let refused: Vec<_> = answers.iter().filter(|answer| answer.ends_with("failed")).collect();
    assert!(refused.is_empty(), "{refused:?}");
    assert_eq!(sign_in(&serving, "tester@taper.example").await, 200);
    assert_eq!(sign_in(&serving, "admin@taper.example").await, 200);
}

#[tokio::test]
async fn no_club_is_put_where_people_are_or_where_mail_leaves() {
    let ground = Ground::prepare(Profile::Embedded).await.unwrap();
    let mut serving = ground.taper("taper", &[]).unwrap();
    serving.start().await.unwrap();
    Person::sign_up(&serving.url, 1).await.unwrap();
    seed(&ground).fails().expect(&["people have accounts here"]);
    let mail = [("TAPER_SMTP_URL", "smtp://127.0.0.1:1"), ("TAPER_MAIL_FROM", "taper@example.org")];
    let settings: Vec<_> = mail.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    run(&ground.data_dir(), &settings, &["seed", "--demo"]).fails().expect(&["without TAPER_SMTP_URL"]);
    run(&ground.data_dir(), &[], &["seed"]).fails().expect(&["--demo"]);
}

async fn sign_in(serving: &Taper, email: &str) -> u16 {
    let body = json!({"email": email, "password": PASSWORD, "delivery": "body"});
    let client = taper_rig::client(Duration::from_secs(20)).unwrap();
    let request = client.post(format!("{}/api/v1/auth/login", serving.url)).json(&body);
    request.send().await.unwrap().status().as_u16()
}
