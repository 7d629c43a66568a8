use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use serde::Serialize;
use sqlx::{PgConnection, Row};
use uuid::Uuid;

use crate::Draft;

const LOOK_EVERY: Duration = Duration::from_millis(100);

/// Everything that was acknowledged, by person, in the order of sending.
pub type Expected = BTreeMap<Uuid, Vec<Draft>>;

/// What the tables say about it.
#[derive(Debug, Default, Serialize)]
pub struct Verdict {
    pub acknowledged: usize,
    /// With its fact on the person's stream and its effect in the tables.
    pub applied: usize,
    /// Acknowledged, and no fact of it.
    pub lost: usize,
    /// More facts than one of the same event.
    pub doubled: usize,
    /// Facts of one object that stand in another order than their events were sent.
    pub out_of_order: usize,
    /// Numbers that a stream leaves out.
    pub gaps: usize,
    /// Facts that refuse what nothing is wrong with.
    pub refused: usize,
    /// Plans and workouts whose state is not what the events make of it.
    pub wrong_states: usize,
    pub dead_letters: i64,
    /// Of all plans and workouts as they stand; the same events give the same.
    pub digest: String,
}

impl Verdict {
    pub fn is_clean(&self) -> bool {
        let faults = self.lost + self.doubled + self.out_of_order + self.gaps + self.refused + self.wrong_states;
        faults == 0 && self.dead_letters == 0 && self.applied == self.acknowledged
    }
}

/// Waits until nothing is under way, and compares. How long it took to become quiet.
///
/// # Errors
/// The database's, or it does not become quiet in time.
pub async fn judge(
    database: &mut PgConnection,
    expected: &Expected,
    patience: Duration,
) -> Result<(Verdict, Duration)> {
    let quiet = becomes_quiet(database, expected, patience).await?;
    let dead_letters = sqlx::query_scalar("select count(*) from bus.dead").fetch_one(&mut *database).await?;
    let mut verdict = Verdict { dead_letters, ..Verdict::default() };
    for (person, drafts) in expected {
        verdict.acknowledged += drafts.len();
        read_stream(database, *person, drafts, &mut verdict).await?;
        read_states(database, *person, drafts, &mut verdict).await?;
    }
    verdict.digest = digest(database, expected).await?;
    Ok((verdict, quiet))
}

async fn becomes_quiet(database: &mut PgConnection, expected: &Expected, patience: Duration) -> Result<Duration> {
    let started = Instant::now();
    let acknowledged: usize = expected.values().map(Vec::len).sum();
    let people: Vec<Uuid> = expected.keys().copied().collect();
    let mut quiet_since: Option<Instant> = None;
    loop {
        let waiting: i64 = sqlx::query_scalar(
            "select (select count(*) from bus.inbox) + (select count(*) from bus.outbox) + (select count(*) from bus.blocked)",
        )
        .fetch_one(&mut *database)
        .await?;
        let facts: i64 = sqlx::query_scalar("select count(*) from ingress.stream where user_id = any($1)")
            .bind(&people)
            .fetch_one(&mut *database)
            .await?;
        let since = if waiting == 0 { *quiet_since.get_or_insert_with(Instant::now) } else { Instant::now() };
        if waiting != 0 {
            quiet_since = None;
        }
        // What is at the broker is in no table: all is here, or nothing came for long.
        let long = Duration::from_secs(20);
        if waiting == 0 && (usize::try_from(facts)? >= acknowledged || since.elapsed() > long) {
            return Ok(started.elapsed());
        }
        ensure!(started.elapsed() < patience, "{waiting} rows are still under way");
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

async fn read_stream(database: &mut PgConnection, person: Uuid, drafts: &[Draft], verdict: &mut Verdict) -> Result<()> {
    let rows = sqlx::query(
        "select seq, event_type, (payload::json ->> 'causation_id')::uuid as cause
         from ingress.stream where user_id = $1 order by seq",
    )
    .bind(person)
    .fetch_all(database)
    .await?;
    let positions: HashMap<Uuid, usize> =
        drafts.iter().enumerate().map(|(position, draft)| (draft.client_generated_id, position)).collect();
    let mut facts = vec![0_usize; drafts.len()];
    let mut newest: HashMap<Uuid, usize> = HashMap::new();
    let mut expected_seq = rows.first().map_or(1, |row| row.get::<i64, _>("seq"));
    for row in &rows {
        let seq: i64 = row.get("seq");
        verdict.gaps += usize::try_from(seq - expected_seq).unwrap_or_default();
        expected_seq = seq + 1;
        let Some(position) = row.get::<Option<Uuid>, _>("cause").and_then(|cause| positions.get(&cause)) else {
            continue;
        };
        facts[*position] += 1;
        if row.get::<&str, _>("event_type").ends_with(".failed") {
            verdict.refused += 1;
        }
        let before = newest.insert(drafts[*position].object, *position);
        if before.is_some_and(|before| before > *position) {
            verdict.out_of_order += 1;
        }
    }
    verdict.lost += facts.iter().filter(|count| **count == 0).count();
    verdict.doubled += facts.iter().filter(|count| **count > 1).count();
    verdict.applied += facts.iter().filter(|count| **count == 1).count();
    Ok(())
}

async fn read_states(database: &mut PgConnection, person: Uuid, drafts: &[Draft], verdict: &mut Verdict) -> Result<()> {
    // A version per change; every change of the rig changes something.
    let mut changes: HashMap<Uuid, i64> = HashMap::new();
    for draft in drafts {
        *changes.entry(draft.object).or_default() += 1;
    }
    let rows = sqlx::query(
        "select plan_id as object, version from training.plans where user_id = $1
         union all select workout_id, version from training.workouts where user_id = $1",
    )
    .bind(person)
    .fetch_all(database)
    .await?;
    let found: HashMap<Uuid, i64> = rows.iter().map(|row| (row.get("object"), row.get("version"))).collect();
    verdict.wrong_states += changes.iter().filter(|(object, count)| found.get(object) != Some(count)).count();
    verdict.wrong_states += found.keys().filter(|object| !changes.contains_key(object)).count();
    Ok(())
}

async fn digest(database: &mut PgConnection, expected: &Expected) -> Result<String> {
    let people: Vec<Uuid> = expected.keys().copied().collect();
    let digest: Option<String> = sqlx::query_scalar(
        "select md5(string_agg(line, E'\\n' order by line)) from (
            select concat_ws('|', plan_id, version, name) as line from training.plans where user_id = any($1)
            union all
            select concat_ws('|', workout_id, version, done ->> 'exercises_summary') from training.workouts
            where user_id = any($1)
         ) lines",
    )
    .bind(people)
    .fetch_one(database)
    .await?;
    Ok(digest.unwrap_or_default())
}
