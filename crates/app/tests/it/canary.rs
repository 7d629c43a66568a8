//! S5: what is secret stands nowhere in clear.

use serde_json::json;
use sqlx::{AssertSqlSafe, PgConnection, Row};
use taper_rig::{Ground, Person, Profile, Taper};

const PASSCODE: &str = "canary passcode 4711";
const WRONG_PASSWORD: &str = "canary password that is wrong";
/// The local mailbox shows mails as they are; it is there only where no mail server is configured.
const MAILBOX: &str = "notifications.mailbox";

#[tokio::test]
async fn passwords_passcodes_and_tokens_are_in_no_table_log_event_or_error() {
    let ground = Ground::borrow(Profile::of_test().unwrap()).await.unwrap();
    let mut settings = ground.settings();
    settings.push(("TAPER_LOG".to_owned(), "trace".to_owned()));
    let mut taper = Taper::new(ground.path(), "taper", &settings, &[]).unwrap();
    taper.start().await.unwrap();
    let mut person = Person::sign_up(&taper.url, 5).await.unwrap();
    let mut said = String::new();
    // A passcode in an event that is good, in one that is not, and passwords that are wrong.
    let mut data = json!({
        "weight": {"value": 82.5, "unit": "kg"}, "training_days_per_week": 4,
        "feed_visibility": "passcode", "passcode": PASSCODE,
    });
    let good = person.writes("user.settings.submitted", &data);
    let (status, answer) = person.posts_one(&taper.url, &good.envelope).await.unwrap();
    assert_eq!(status, 202, "{answer}");
    said += &person
        .hears(&taper.url, |fact| fact["causation_id"] == json!(good.client_generated_id))
        .await
        .unwrap()
        .to_string();
    data["weight"] = json!("heavy");
    let bad = person.writes("user.settings.submitted", &data);
    let (status, answer) = person.posts_one(&taper.url, &bad.envelope).await.unwrap();
    assert_eq!(status, 422);
    said += &answer.to_string();
    let attempts = [
        ("register", json!({"email": "no address", "password": WRONG_PASSWORD})),
        ("register", json!({"email": "other@example.com", "password": WRONG_PASSWORD})),
        ("login", json!({"email": "other@example.com", "password": WRONG_PASSWORD})),
        ("password/reset", json!({"token": WRONG_PASSWORD, "new_password": WRONG_PASSWORD})),
        ("verify", json!({"token": WRONG_PASSWORD})),
    ];
    for (path, body) in attempts {
        let url = format!("{}/api/v1/auth/{path}", taper.url);
        said += &person.client().post(url).json(&body).send().await.unwrap().text().await.unwrap();
    }
    said += &person.reads(&taper.url, "/settings/me").await.unwrap().1.to_string();
    let mut secrets = person.secrets.clone();
    secrets.extend([PASSCODE.to_owned(), WRONG_PASSWORD.to_owned()]);
    let (tables, log) = (everything(&mut ground.database().await.unwrap()).await, taper.log());
    assert!(log.len() > 10_000, "the log says hardly anything: {}", log.len());
    let id = person.id.to_string();
    assert!(log.contains(&id) && tables.iter().any(|(_, row)| row.contains(&id)), "what is no secret is found");
    for secret in &secrets {
        let shown = secret.get(..6).unwrap_or_default();
        assert!(!said.contains(secret.as_str()), "an answer or a fact says {shown}…");
        assert!(!log.contains(secret.as_str()), "the log says {shown}…: {}", line_with(&log, secret));
        for (table, row) in &tables {
            assert!(table == MAILBOX || !row.contains(secret.as_str()), "{table} holds {shown}…: {row}");
        }
    }
    taper.stop().await.unwrap();
}

fn line_with<'a>(log: &'a str, secret: &str) -> &'a str {
    log.lines().find(|line| line.contains(secret)).unwrap_or_default()
}

/// Every row of every table, as text.
async fn everything(database: &mut PgConnection) -> Vec<(String, String)> {
    let tables: Vec<String> = sqlx::query_scalar(
        "select format('%I.%I', schemaname, tablename) from pg_tables
         where schemaname not in ('pg_catalog', 'information_schema')",
    )
    .fetch_all(&mut *database)
    .await
    .unwrap();
    let mut rows = Vec::new();
    for table in tables {
        let statement = format!("select t::text as row from {table} t");
        for row in sqlx::query(AssertSqlSafe(statement)).fetch_all(&mut *database).await.unwrap() {
            rows.push((table.clone(), row.get("row")));
        }
    }
    assert!(rows.len() > 10, "hardly a row");
    rows
}
