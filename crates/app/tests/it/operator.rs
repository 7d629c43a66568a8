//! Commands beside a running instance: what they refuse, and what they do to it.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use serde_json::json;
use sqlx::ConnectOptions;
use sqlx::postgres::PgConnectOptions;
use taper_rig::{Ground, Profile};

use crate::command::{Said, run, taper};

#[tokio::test]
async fn tables_are_taken_back_only_on_purpose_and_beside_nothing_that_serves() {
    let ground = Ground::prepare(Profile::Embedded).await.unwrap();
    let mut serving = ground.taper("taper", &[]).unwrap();
    serving.start().await.unwrap();
    let down =
        |arguments: &[&str]| -> Said { run(&ground.data_dir(), &[], &[&["migrate", "down"], arguments].concat()) };
    down(&["nothing", "--to", "0"]).fails().expect(&["there is no service `nothing`"]);
    down(&["training", "--to", "99", "--yes"]).fails().expect(&["--to takes 0 to"]);
    down(&["training", "--to", "0"]).fails().expect(&["--yes"]);
    for service in ["training", "bus"] {
        down(&[service, "--to", "0", "--yes"]).fails().expect(&["`taper serve` runs"]);
    }
    serving.stop().await.unwrap();
    down(&["training", "--to", "0", "--yes"]).succeeds().expect(&["training is at version 0"]);
    run(&ground.data_dir(), &[], &["migrate", "status"]).succeeds().expect(&["training       – of"]);
    serving.start().await.unwrap();
}

#[tokio::test]
async fn a_process_without_the_newest_keys_says_later_and_not_that_it_is_broken() {
    let ground = Ground::prepare(Profile::Embedded).await.unwrap();
    let mut serving = ground.taper("taper", &[]).unwrap();
    serving.start().await.unwrap();
    run(&ground.data_dir(), &[], &["keys", "rotate"]).succeeds();
    let password = "chalk and iron 77";
    let mut command = taper(&ground.data_dir(), &[], &["admin", "create", "--email", "admin@example.com"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(format!("{password}\n").as_bytes()).unwrap();
    Said::from(child.wait_with_output().unwrap()).succeeds();
    let answer = login(&serving.url, password).await;
    assert_eq!(answer.status(), 503);
    assert!(answer.headers().contains_key("retry-after"));
    serving.stop().await.unwrap();
    serving.start().await.unwrap();
    assert_eq!(login(&serving.url, password).await.status(), 200);
}

#[tokio::test]
async fn keys_that_are_lost_or_wrong_are_told_and_never_replaced() {
    let ground = Ground::prepare(Profile::Embedded).await.unwrap();
    let mut serving = ground.taper("taper", &[]).unwrap();
    serving.start().await.unwrap();
    serving.stop().await.unwrap();
    let (data_dir, kept) = (ground.data_dir(), ground.path().join("keys.json"));
    let keys = data_dir.join("keys.json");
    let other = run(&data_dir, &[], &["keys", "generate"]).succeeds().text;
    let settings = [("TAPER_KEYS".to_owned(), other.clone())];
    let commands = [&["dlq", "list"][..], &["serve", "--listen", "127.0.0.1:0"]];

    std::fs::rename(&keys, &kept).unwrap();
    for command in commands {
        run(&data_dir, &[], command).fails().expect(&["keys.json is missing", "from a backup"]);
        assert!(!keys.exists(), "{command:?} made keys");
        run(&data_dir, &settings, command).fails().expect(&["TAPER_KEYS are not the keys of this database"]);
    }
    std::fs::write(&keys, other).unwrap();
    for command in commands {
        run(&data_dir, &[], command).fails().expect(&["keys.json holds other keys"]);
    }
    std::fs::rename(&kept, &keys).unwrap();
    serving.start().await.unwrap();
}

async fn login(url: &str, password: &str) -> reqwest::Response {
    let body = json!({"email": "admin@example.com", "password": password, "delivery": "body"});
    let client = taper_rig::client(std::time::Duration::from_secs(20)).unwrap();
    client.post(format!("{url}/api/v1/auth/login")).json(&body).send().await.unwrap()
}

#[tokio::test]
async fn an_event_of_a_version_that_nobody_here_knows_is_not_published() {
    let ground = Ground::prepare(Profile::Embedded).await.unwrap();
    let event = ground.path().join("event.json");
    let user = "0193b3a4-7c2e-7b60-9c6f-2a8d1e4f5a6b";
    let envelope = json!({
        "schema_version": "1.7.0", "event_type": "user.app_settings.submitted", "client_generated_id": user,
        "user_id": user, "timestamp": "2026-11-21T09:00:00Z", "source_service": "by-hand",
        "data": {"units": "kg", "locale": "en", "theme": "dark", "clock": "24h", "token_storage": "cookie"},
    });
    std::fs::write(&event, envelope.to_string()).unwrap();
    let event = event.to_str().unwrap();
    let known = taper_events::entry("user.app_settings.submitted").unwrap().event.version;
    run(&ground.data_dir(), &[], &["event", "publish", event]).fails().expect(&[&format!("up to version {known}")]);
}

#[test]
fn a_command_where_nothing_is_makes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("nowhere");
    for arguments in [&["dlq", "list"][..], &["migrate", "status"], &["keys", "show"], &["keys", "rotate"]] {
        run(&nowhere, &[], arguments).fails().expect(&["--data-dir"]);
        assert!(!nowhere.exists(), "{arguments:?}");
    }
}

#[tokio::test]
async fn held_events_are_buried_on_purpose() {
    let ground = Ground::prepare(Profile::Embedded).await.unwrap();
    let mut serving = ground.taper("taper", &[]).unwrap();
    serving.start().await.unwrap();
    run(&ground.data_dir(), &[], &["dlq", "bury-held"]).fails().expect(&["--yes"]);
    run(&ground.data_dir(), &[], &["dlq", "bury-held", "--yes"]).succeeds().expect(&["0 events buried"]);
}

#[tokio::test]
async fn a_database_that_does_not_answer_is_named_and_serve_waits_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let settings = [("TAPER_DATABASE_URL".to_owned(), "postgres://anna:hunter2@127.0.0.1:1/taper".to_owned())];
    let named = "TAPER_DATABASE_URL: PostgreSQL at 127.0.0.1:1/taper is not there";
    let said = run(folder.path(), &settings, &["dlq", "list"]).fails().expect(&[named]);
    assert!(!said.text.contains("hunter2"), "{}", said.text);

    let mut command = taper(folder.path(), &settings, &["serve", "--listen", "127.0.0.1:0"]);
    let mut serving = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(serving.stderr.take().unwrap()).lines().map(|line| line.unwrap());
    for _ in 0..2 {
        assert!(lines.any(|line| line.contains(named) && line.contains("trying again")));
    }
    assert!(serving.try_wait().unwrap().is_none(), "it waits");
    serving.kill().unwrap();
    serving.wait().unwrap();

    // Waiting makes no database.
    let ground = Ground::prepare(Profile::Embedded).await.unwrap();
    let server: PgConnectOptions = ground.another_database().await.unwrap().parse().unwrap();
    let missing = server.database("nobody_made_this").to_url_lossy().to_string();
    let settings = [("TAPER_DATABASE_URL".to_owned(), missing)];
    run(folder.path(), &settings, &["serve", "--listen", "127.0.0.1:0"])
        .fails()
        .expect(&["TAPER_DATABASE_URL", "nobody_made_this does not let Taper in"]);
}

#[test]
fn a_misspelt_setting_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let misspelt = ("TAPER_SMPT_URL".to_owned(), "smtp://localhost".to_owned());
    for environment in ["development", "production"] {
        let settings = [misspelt.clone(), ("TAPER_ENVIRONMENT".to_owned(), environment.to_owned())];
        run(folder.path(), &settings, &["dlq", "list"])
            .expect(&["no setting TAPER_SMPT_URL; TAPER_SMTP_URL may be meant"]);
    }
}
