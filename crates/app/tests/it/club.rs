//! Some people who write, and what must be found of it afterwards.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sqlx::{Connection, PgConnection, Row};
use taper_rig::{Draft, Person};
use uuid::Uuid;

use crate::PATIENCE;

const LOOK_EVERY: Duration = Duration::from_millis(100);

/// Where the tables are: one database, or that of training beside the others'.
pub(crate) struct Places {
    pub(crate) default: String,
    pub(crate) training: String,
}

/// Somebody with all they wrote, in order.
pub(crate) struct Member {
    pub(crate) person: Person,
    pub(crate) wrote: Vec<Draft>,
}

impl Member {
    pub(crate) async fn join(url: &str, seed: u64) -> Self {
        Self { person: Person::sign_up(url, seed).await.unwrap(), wrote: Vec::new() }
    }

    /// Writes something and sends it until all is acknowledged.
    pub(crate) async fn writes(&mut self, url: &str, count: usize) {
        let drafts = self.person.ideas(count);
        self.wrote.extend(drafts.clone());
        self.sends(url, &drafts).await;
    }

    /// Everything again, as a device does that never heard the answers.
    pub(crate) async fn repeats(&mut self, url: &str) {
        let drafts = self.wrote.clone();
        self.sends(url, &drafts).await;
    }

    pub(crate) async fn sends(&mut self, url: &str, drafts: &[Draft]) {
        let sent = self.person.sends(drafts, &Arc::new(vec![url.to_owned()]), PATIENCE).await.unwrap();
        assert_eq!(sent.undeclared, Vec::<String>::new());
    }
}

/// Waits until everything is handled, and counts the facts on the streams that answer these events.
pub(crate) async fn facts(places: &Places, drafts: &[Draft]) -> usize {
    let ids: Vec<Uuid> = drafts.iter().map(|draft| draft.client_generated_id).collect();
    let mut default = PgConnection::connect(&places.default).await.unwrap();
    let mut training = PgConnection::connect(&places.training).await.unwrap();
    let started = Instant::now();
    let mut before = None;
    loop {
        let mut waiting: i64 = 0;
        for database in [&mut default, &mut training] {
            let sql = "select (select count(*) from bus.inbox) + (select count(*) from bus.outbox)";
            waiting += sqlx::query_scalar::<_, i64>(sql).fetch_one(database).await.unwrap();
        }
        let causes: Vec<Uuid> = sqlx::query_scalar(
            "select (payload::json ->> 'causation_id')::uuid from ingress.stream
             where (payload::json ->> 'causation_id')::uuid = any($1)",
        )
        .bind(&ids)
        .fetch_all(&mut default)
        .await
        .unwrap();
        let found = causes.len();
        // What is at the broker is in no table: quiet is when nothing more comes either.
        if waiting == 0 && (found >= ids.len() || before.is_some_and(|(count, since)| count == found && quiet(since))) {
            let unique: std::collections::HashSet<Uuid> = causes.into_iter().collect();
            assert_eq!(unique.len(), found, "an event has two facts");
            return found;
        }
        if before.is_none_or(|(count, _)| count != found) || waiting > 0 {
            before = Some((found, Instant::now()));
        }
        assert!(started.elapsed() < PATIENCE, "{waiting} rows are still under way");
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

fn quiet(since: Instant) -> bool {
    since.elapsed() > Duration::from_secs(8)
}

/// Every change of a plan or workout is one version.
pub(crate) async fn assert_versions(places: &Places, member: &Member) {
    let mut training = PgConnection::connect(&places.training).await.unwrap();
    let rows = sqlx::query(
        "select plan_id as object, version from training.plans where user_id = $1
         union all select workout_id, version from training.workouts where user_id = $1",
    )
    .bind(member.person.id)
    .fetch_all(&mut training)
    .await
    .unwrap();
    let found: HashMap<Uuid, i64> = rows.iter().map(|row| (row.get("object"), row.get("version"))).collect();
    let mut wanted: HashMap<Uuid, i64> = HashMap::new();
    for draft in &member.wrote {
        *wanted.entry(draft.object).or_default() += 1;
    }
    assert_eq!(found, wanted);
}
