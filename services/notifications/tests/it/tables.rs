//! What stands in the tables.

use chrono::{DateTime, Utc};
use serde_json::Value;
use taper_testkit::World;

/// A mail of the local mailbox.
#[derive(sqlx::FromRow)]
pub(crate) struct Mail {
    pub recipient: String,
    pub subject: String,
    pub body_text: String,
    pub body_html: String,
}

impl Mail {
    /// The page has this address to press, and to copy.
    pub(crate) fn has_link(&self, link: &str) -> bool {
        let html = self.body_html.replace("&#x2f;", "/");
        html.contains(&format!("href=\"{link}\"")) && html.contains(&format!(">{link}</a>"))
    }
}

pub(crate) async fn mails(world: &World) -> Vec<Mail> {
    sqlx::query_as("select recipient, subject, body_text, body_html from notifications.mailbox order by created_at, id")
        .fetch_all(&mut world.database.connect().await)
        .await
        .expect("mails")
}

/// A job that waits, or is dead.
#[derive(sqlx::FromRow)]
pub(crate) struct WaitingJob {
    pub attempts: i32,
    pub run_at: DateTime<Utc>,
    pub dead_at: Option<DateTime<Utc>>,
    pub last_error: Option<String>,
}

pub(crate) async fn jobs(world: &World) -> Vec<WaitingJob> {
    sqlx::query_as("select attempts, run_at, dead_at, last_error from bus.jobs order by id")
        .fetch_all(&mut world.database.connect().await)
        .await
        .expect("jobs")
}

/// Every row of every table of the bus, as text.
pub(crate) async fn everything_on_the_bus(world: &World) -> String {
    let mut connection = world.database.connect().await;
    let tables: Vec<String> = sqlx::query_scalar(
        "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname = 'bus' order by 1",
    )
    .fetch_all(&mut connection)
    .await
    .expect("tables");
    assert!(tables.len() > 5);
    let mut all = String::new();
    for table in tables {
        let statement = format!("select coalesce(string_agg(t::text, E'\\n'), '') from {table} t");
        let rows: String =
            sqlx::query_scalar(sqlx::AssertSqlSafe(statement)).fetch_one(&mut connection).await.expect("rows");
        all.push_str(&rows);
    }
    all
}

/// The data of the facts of a type, in order.
pub(crate) fn facts(world: &World, event_type: &str) -> Vec<Value> {
    world.facts().into_iter().filter(|fact| fact.event_type == event_type).map(|fact| fact.data).collect()
}
