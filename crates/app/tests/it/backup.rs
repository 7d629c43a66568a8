use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use sqlx::{Connection, PgConnection};
use taper_rig::{Draft, Ground, Profile, RabbitMq, Taper};

use crate::PATIENCE;
use crate::club::{Member, Places, assert_versions, facts};
use crate::command::{run, taper};

const MEMBERS: u64 = 3;
/// What each has acknowledged before the backup begins, and writes while it is made.
const BEFORE: usize = 60;
const MEANWHILE: usize = 120;
const PASSWORD: &str = "chalk and iron 77";

/// Everybody writes; then a backup is made while they go on. What they wrote before it.
async fn back_up_under_load(
    members: Vec<Member>,
    url: &str,
    backup: std::process::Command,
) -> (Vec<Member>, Vec<Draft>) {
    let mut writing = Vec::new();
    let mut before = Vec::new();
    for mut member in members {
        member.writes(url, BEFORE).await;
        before.extend(member.wrote.clone());
        let url = url.to_owned();
        writing.push(async move {
            member.writes(&url, MEANWHILE).await;
            member
        });
    }
    let making = tokio::process::Command::from(backup).output();
    let (made, members) = tokio::join!(making, futures::future::join_all(writing));
    let made = made.unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    (members, before)
}

/// Nothing that was acknowledged before is missing, nothing is doubled, and everything can be sent again.
async fn holds_everything(places: &Places, url: &str, members: &mut [Member], before: &[Draft]) {
    assert_eq!(
        facts(places, before).await,
        before.len(),
        "something that was acknowledged before the backup is missing"
    );
    for member in members {
        sign_in(places, url, member).await;
        member.repeats(url).await;
        assert_eq!(facts(places, &member.wrote).await, BEFORE + MEANWHILE);
        assert_versions(places, member).await;
    }
}

async fn sign_in(places: &Places, url: &str, member: &Member) {
    let mut database = PgConnection::connect(&places.default).await.unwrap();
    let email: String = sqlx::query_scalar("select email from identity.users where id = $1")
        .bind(member.person.id)
        .fetch_one(&mut database)
        .await
        .unwrap();
    let login = json!({"email": email, "password": PASSWORD, "delivery": "body"});
    let answer = member.person.client().post(format!("{url}/api/v1/auth/login")).json(&login).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let tokens: Value = answer.json().await.unwrap();
    assert_eq!(tokens["user"]["id"], json!(member.person.id));
}

/// The first frames of a person's stream, resumed at a cursor if one is given.
async fn stream_begins(member: &Member, url: &str, cursor: Option<&str>) -> String {
    let mut request =
        member.person.client().get(format!("{url}/api/v1/notify/stream")).bearer_auth(&member.person.token);
    if let Some(cursor) = cursor {
        request = request.header("last-event-id", cursor);
    }
    let mut answer = request.send().await.unwrap();
    let mut text = String::new();
    while let Ok(Ok(Some(chunk))) = tokio::time::timeout(Duration::from_secs(3), answer.chunk()).await {
        text += &String::from_utf8_lossy(&chunk);
    }
    text
}

fn cursor_of(stream: &str) -> &str {
    stream.lines().find_map(|line| line.strip_prefix("id: ").or_else(|| line.strip_prefix("id:"))).unwrap()
}

async fn joined(url: &str) -> Vec<Member> {
    let mut members = Vec::new();
    for seed in 0..MEMBERS {
        members.push(Member::join(url, seed).await);
    }
    members
}

#[tokio::test]
async fn a_backup_under_load_gives_the_acknowledged_state_in_an_empty_folder() {
    let ground = Ground::prepare(Profile::Embedded).await.unwrap();
    let mut first = ground.taper("first", &[]).unwrap();
    first.start().await.unwrap();
    let members = joined(&first.url).await;
    let file = ground.path().join("club.tar");
    let file_name = file.to_str().unwrap();

    let backup = taper(&ground.data_dir(), &[], &["backup", file_name]);
    let (mut members, before) = back_up_under_load(members, &first.url, backup).await;
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let cursor = cursor_of(&stream_begins(&members[0], &first.url, None).await).to_owned();
    assert!(!stream_begins(&members[0], &first.url, Some(&cursor)).await.contains("event: reset"));
    first.kill().await.unwrap();

    let other = ground.path().join("other");
    std::fs::create_dir(&other).unwrap();
    let data_dir = other.join("data");
    run(&data_dir, &[], &["restore", file_name]).expect(&["restored what was acknowledged before"]).succeeds();
    let mut second = Taper::new(&other, "second", &[], &[]).unwrap();
    second.start().await.unwrap();
    let database = taper_postgres_supervisor::running_url(&data_dir).unwrap();
    let places = Places { default: database.clone(), training: database };
    let begins = stream_begins(&members[0], &second.url, Some(&cursor)).await;
    assert!(begins.contains("event: reset"), "a cursor of before the restore is believed: {begins}");
    holds_everything(&places, &second.url, &mut members, &before).await;
    run(&data_dir, &[], &["doctor"]).expect(&["all is well"]).succeeds();
    second.stop().await.unwrap();
}

/// The events pass through RabbitMQ from one database to the other while the snapshots are made.
#[tokio::test]
async fn a_backup_of_two_databases_and_a_broker_loses_nothing_on_the_way() {
    let ground = Ground::prepare(Profile::Distributed).await.unwrap();
    let postgres = ground.postgres.as_ref().unwrap();
    let data_dir = ground.data_dir();
    let mut settings = ground.settings();
    let with = |settings: &mut Vec<(String, String)>, name: &str, value: String| {
        settings.retain(|(known, _)| known != name);
        settings.push((name.to_owned(), value));
    };
    let training = postgres.create("training").await.unwrap();
    with(&mut settings, "TAPER_TRAINING_DATABASE_URL", training);
    run(&data_dir, &settings, &["migrate", "up"]).succeeds();
    let mut first = Taper::new(ground.path(), "first", &settings, &[]).unwrap();
    first.start().await.unwrap();
    let members = joined(&first.url).await;
    let file = ground.path().join("club.tar");
    let file_name = file.to_str().unwrap();

    let backup = taper(&data_dir, &settings, &["backup", file_name]);
    let (mut members, before) = back_up_under_load(members, &first.url, backup).await;
    run(&data_dir, &settings, &["restore", file_name]).expect(&["is in use: stop every `taper serve` first"]).fails();
    first.kill().await.unwrap();
    what_nobody_takes_is_not_left_out(&ground, &data_dir, &settings, &mut members[0]).await;

    let elsewhere = ground.path().join("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    let broker = RabbitMq::start(&elsewhere).await.unwrap();
    with(&mut settings, "TAPER_RABBITMQ_URL", broker.url());
    run(&data_dir, &settings, &["restore", file_name]).expect(&["is not empty, it has the schemas"]).fails();
    let places = Places {
        default: postgres.create("taper2").await.unwrap(),
        training: postgres.create("training2").await.unwrap(),
    };
    with(&mut settings, "TAPER_DATABASE_URL", places.default.clone());
    run(&data_dir, &settings, &["restore", file_name]).expect(&["is not empty, it has the schemas"]).fails();
    with(&mut settings, "TAPER_TRAINING_DATABASE_URL", places.training.clone());
    run(&data_dir, &settings, &["restore", file_name]).succeeds();
    let mut second = Taper::new(&elsewhere, "second", &settings, &[]).unwrap();
    second.start().await.unwrap();
    holds_everything(&places, &second.url, &mut members, &before).await;
    second.stop().await.unwrap();
}

/// Events wait at the broker for a service that does not run: they would be in no database.
async fn what_nobody_takes_is_not_left_out(
    ground: &Ground,
    data_dir: &Path,
    settings: &[(String, String)],
    member: &mut Member,
) {
    let mut door = Taper::new(ground.path(), "door", settings, &["--role", "http"]).unwrap();
    door.start().await.unwrap();
    let drafts = member.person.ideas(1);
    member.sends(&door.url, &drafts).await;
    let file = ground.path().join("lacking.tar");
    let file_name = file.to_str().unwrap();
    let started = Instant::now();
    let said = loop {
        let said = run(data_dir, settings, &["backup", file_name]);
        // Until it is relayed it is in the outbox, and in the backup.
        if !said.succeeded {
            break said;
        }
        std::fs::remove_file(&file).unwrap();
        assert!(started.elapsed() < PATIENCE);
    };
    said.expect(&["events wait in RabbitMQ's taper.", "nobody takes them"]).fails();
    run(data_dir, settings, &["doctor"]).expect(&["PROBLEM  RabbitMQ", "nobody takes them"]).fails();
    assert_eq!(files_in(ground.path()).iter().filter(|name| name.starts_with(".taper-backup")).count(), 0);
    door.kill().await.unwrap();
}

#[tokio::test]
async fn a_backup_replaces_nothing_and_needs_something() {
    let folder = tempfile::tempdir().unwrap();
    let data_dir = folder.path().join("data");
    let file = folder.path().join("club.tar");
    let file_name = file.to_str().unwrap();
    run(&data_dir, &[], &["backup", file_name]).expect(&["there is no instance in"]).fails();
    assert!(!data_dir.exists() && !file.exists());
    std::fs::create_dir(&data_dir).unwrap();
    std::fs::write(data_dir.join("keys.json"), run(&data_dir, &[], &["keys", "generate"]).text).unwrap();
    run(&data_dir, &[], &["backup", file_name]).expect(&["there is no instance in"]).fails();
    assert_eq!(files_in(&data_dir), ["keys.json"]);
    let settings = [("TAPER_DATABASE_URL".to_owned(), "postgres://anna:hunter2@127.0.0.1:1/taper".to_owned())];
    let said = run(&data_dir, &settings, &["backup", file_name]).expect(&["127.0.0.1:1/taper"]).fails();
    assert!(!said.text.contains("hunter2"), "{}", said.text);
    assert!(!file.exists());
}

pub(crate) fn files_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
