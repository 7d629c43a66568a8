//! The consumers' side: taking rows from free lanes, handling them, committing.

use std::collections::{BTreeSet, HashSet};
use std::panic::AssertUnwindSafe;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use futures::FutureExt;
use taper_events::{Envelope, LANES, OrderKey, SYSTEM_USER};
use tracing::Instrument;
use uuid::Uuid;

use crate::bus::{key_lock, lane_class};
use crate::handler::Acquaintance;
use crate::park::{hold, park, put_back, unpark};
use crate::{ALL_LANES, Bus, Cause, Consumer, Fault, Handled, Tx};

/// Most rows of one transaction.
pub const MAX_BATCH: i32 = 50;
/// Most rows of one key in it: a key with a long backlog takes turns with the others.
const MAX_PER_KEY: i32 = 16;
/// Longest that one event may take.
const HANDLER_TIMEOUT: Duration = Duration::from_secs(20);
const BUSY_PAUSE: Duration = Duration::from_millis(10);
const SWEEP_EVERY: Duration = Duration::from_secs(5);
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LAST_PAUSE: Duration = Duration::from_secs(5);

/// A row that was taken out of the inbox.
#[derive(Debug)]
pub(crate) struct Row {
    pub lane: i16,
    pub key: i64,
    pub id: i64,
    pub event_type: String,
    pub user_id: Uuid,
    pub subject_id: Uuid,
    pub client_generated_id: Uuid,
    pub payload: String,
    /// Failures so far; -1 if the key does not wait.
    pub attempts: i32,
}

/// What one transaction came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    pub handled: usize,
    /// Lanes that another worker has.
    pub busy: u64,
    /// Lanes that may hold more.
    pub again: u64,
    /// A handler failed; the same lanes are to be taken carefully.
    pub failed: bool,
}

/// Where each lane's round over its keys stands.
pub type Cursors = Mutex<[i64; LANES as usize]>;

/// Cursors at the beginning.
pub fn cursors() -> Cursors {
    Mutex::new([i64::MIN; LANES as usize])
}

/// Takes and handles one batch from `lanes`. Carefully: each row under a savepoint, a failing one
/// parks its key. Otherwise all or nothing, and a failure is only reported.
///
/// # Errors
/// The database's; nothing of the batch stands then.
pub async fn run_batch(
    bus: &Bus,
    service: &'static str,
    consumer: &Consumer,
    lanes: u64,
    cursors: &Cursors,
    careful: bool,
) -> Result<Batch, sqlx::Error> {
    let pool = &bus.db(service).consumers;
    let mut tx = Tx::begin(bus, service, pool, Cause::request(Uuid::nil(), SYSTEM_USER)).await?;
    let wanted: Vec<i16> = (0..i16::from(LANES)).filter(|lane| lanes & (1 << lane) != 0).collect();
    let from: Vec<i64> = {
        let cursors = cursors.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        wanted.iter().map(|lane| cursors[lane.cast_unsigned() as usize]).collect()
    };
    let (mut rows, busy) = take(&mut tx, service, &wanted, &from).await?;
    let mut batch = Batch { busy, ..Batch::default() };
    batch.again = advance(cursors, &rows, &wanted) & !batch.busy;
    if rows.is_empty() {
        tx.rollback().await?;
        return Ok(batch);
    }
    rows.sort_by_key(|row| row.id);
    lock_keys(&mut tx, service, &rows).await?;
    let started = Instant::now();
    let careful = careful || rows.iter().any(|row| row.attempts >= 0);
    let outcome = if careful {
        one_by_one(&mut tx, service, consumer, &rows).await
    } else {
        together(&mut tx, consumer, &rows).await
    };
    match outcome {
        Ok(()) => {
            tx.commit().await?;
            batch.handled = rows.len();
            metrics::counter!("events_handled_total", "service" => service).increment(rows.len() as u64);
            metrics::histogram!("batch_duration_seconds", "service" => service).record(started.elapsed().as_secs_f64());
            Ok(batch)
        }
        Err(Fault::Database(error)) if taper_platform::is_transient(&error) => Err(error),
        Err(fault) => {
            tracing::debug!(service, %fault, "batch failed; taking it row by row");
            let _ = tx.rollback().await;
            batch.failed = true;
            batch.again |= lanes & !batch.busy;
            Ok(batch)
        }
    }
}

/// Deletes and returns rows of the free ones among the lanes, whose locks are held from then on; and
/// the lanes that another worker has.
async fn take(tx: &mut Tx, service: &str, wanted: &[i16], from: &[i64]) -> Result<(Vec<Row>, u64), sqlx::Error> {
    let now = tx.now();
    let taken = sqlx::query!(
        r#"select kind as "kind!", lane as "lane!", key as "key!", id as "id!", event_type as "event_type!",
                  user_id as "user_id?", subject_id as "subject_id?", client_generated_id as "client_generated_id?",
                  payload as "payload!", attempts as "attempts!"
           from bus.take($1, $2, $3, $4, $5, $6, $7)"#,
        service,
        lane_class(service),
        wanted,
        from,
        MAX_PER_KEY,
        MAX_BATCH,
        now
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut busy = 0;
    let mut rows = Vec::new();
    for row in taken {
        match (row.user_id, row.subject_id, row.client_generated_id) {
            (Some(user_id), Some(subject_id), Some(client_generated_id)) => rows.push(Row {
                lane: row.lane,
                key: row.key,
                id: row.id,
                event_type: row.event_type,
                user_id,
                subject_id,
                client_generated_id,
                payload: row.payload,
                attempts: row.attempts,
            }),
            _ => busy |= 1 << row.lane,
        }
    }
    Ok((rows, busy))
}

/// Moves the cursors past what was taken; the lanes that may hold more.
fn advance(cursors: &Cursors, rows: &[Row], wanted: &[i16]) -> u64 {
    let mut cursors = cursors.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let full = rows.len() >= MAX_BATCH as usize;
    let mut again = 0;
    for &lane in wanted {
        let cursor = &mut cursors[lane.cast_unsigned() as usize];
        let of_lane = || rows.iter().filter(move |row| row.lane == lane);
        let last = of_lane().map(|row| row.key).max();
        let many = last.is_some_and(|_| of_lane().count() >= MAX_PER_KEY as usize);
        let waited = of_lane().any(|row| row.attempts >= 0);
        if full {
            if let Some(key) = last {
                *cursor = key;
            }
            again |= 1 << lane;
        } else if *cursor != i64::MIN || many || waited {
            *cursor = i64::MIN;
            again |= 1 << lane;
        }
    }
    again
}

async fn lock_keys(tx: &mut Tx, service: &str, rows: &[Row]) -> Result<(), sqlx::Error> {
    let locks: BTreeSet<i64> = rows.iter().map(|row| key_lock(service, OrderKey(row.key))).collect();
    let locks: Vec<i64> = locks.into_iter().collect();
    sqlx::query!("select pg_advisory_xact_lock(lock) from unnest($1::bigint[]) as lock", &locks)
        .fetch_all(&mut **tx)
        .await?;
    Ok(())
}

/// The fast way: no savepoints; the first fault ends it.
async fn together(tx: &mut Tx, consumer: &Consumer, rows: &[Row]) -> Handled {
    let mut events = Vec::with_capacity(rows.len());
    for row in rows {
        let envelope = read(row)?;
        match consumer.acquaintance(&envelope.event_type, &envelope.schema_version) {
            Acquaintance::Takes => events.push(envelope),
            Acquaintance::Drops => {}
            Acquaintance::Unknown => return Err(Fault::Retry("unknown type or version".to_owned())),
        }
    }
    handle(tx, consumer, &events).await?;
    for envelope in &events {
        log_handled(tx.service(), envelope);
    }
    Ok(())
}

/// The careful way: what fails is put back and its key waits; the others go through.
async fn one_by_one(tx: &mut Tx, service: &'static str, consumer: &Consumer, rows: &[Row]) -> Handled {
    let mut waiting = HashSet::new();
    for row in rows {
        if waiting.contains(&row.key) {
            put_back(tx, service, row).await?;
            continue;
        }
        let now = tx.now();
        let envelope = match read(row) {
            Ok(envelope) => envelope,
            Err(fault) => {
                park(tx, service, row, &fault.to_string(), now, true).await?;
                continue;
            }
        };
        match consumer.acquaintance(&envelope.event_type, &envelope.schema_version) {
            Acquaintance::Takes => {}
            Acquaintance::Drops => continue,
            Acquaintance::Unknown => {
                hold(tx, service, row, &envelope.schema_version, now).await?;
                waiting.insert(row.key);
                continue;
            }
        }
        let emitted = tx.emitted();
        sqlx::query("savepoint event").execute(&mut **tx).await?;
        match handle(tx, consumer, std::slice::from_ref(&envelope)).await {
            Ok(()) => {
                sqlx::query("release savepoint event").execute(&mut **tx).await?;
                if row.attempts >= 0 {
                    unpark(tx, service, row).await?;
                }
                log_handled(service, &envelope);
            }
            Err(fault) if fault.is_transient() => return Err(fault),
            Err(fault) => {
                tx.forget_emits_after(emitted);
                sqlx::query("rollback to savepoint event").execute(&mut **tx).await?;
                let rejected = matches!(fault, Fault::Reject(_));
                if !park(tx, service, row, &fault.to_string(), now, rejected).await? {
                    waiting.insert(row.key);
                }
            }
        }
    }
    Ok(())
}

/// Runs the handlers; a panic and an overlong one are faults like others.
async fn handle(tx: &mut Tx, consumer: &Consumer, events: &[Envelope]) -> Handled {
    let span = tracing::info_span!(
        "handle",
        otel.kind = "consumer",
        service = tx.service(),
        events = events.len(),
        event_type = events.first().map(|e| e.event_type.as_str())
    );
    let work = AssertUnwindSafe(consumer.handle(tx, events)).catch_unwind().instrument(span);
    match tokio::time::timeout(HANDLER_TIMEOUT, work).await {
        Ok(Ok(handled)) => handled,
        Ok(Err(_)) => Err(Fault::Retry("the handler panicked".to_owned())),
        Err(_) => Err(Fault::Retry(format!("not done within {} s", HANDLER_TIMEOUT.as_secs()))),
    }
}

fn read(row: &Row) -> Result<Envelope, Fault> {
    serde_json::from_str(&row.payload).map_err(|error| Fault::Reject(format!("unreadable envelope: {error}")))
}

fn log_handled(service: &str, envelope: &Envelope) {
    tracing::info!(service, event_type = envelope.event_type, event_id = %envelope.id(),
        client_generated_id = %envelope.client_generated_id, user_id = %envelope.user_id, "event handled");
}

/// Works until shutdown: marked lanes at once, busy ones again shortly, all of them now and then.
pub async fn work(bus: Bus, service: &'static str, consumer: Consumer, cursors: std::sync::Arc<Cursors>) {
    let shutdown = bus.platform.tasks.shutdown().clone();
    let mut pause = FIRST_PAUSE;
    let mut careful = false;
    bus.wakes.mark(service, ALL_LANES);
    while !shutdown.is_cancelled() {
        let lanes = bus.wakes.take(service);
        if lanes == 0 {
            tokio::select! {
                () = bus.wakes.wait(service) => {}
                () = tokio::time::sleep(SWEEP_EVERY) => bus.wakes.mark(service, ALL_LANES),
                () = shutdown.cancelled() => return,
            }
            continue;
        }
        match run_batch(&bus, service, &consumer, lanes, &cursors, careful).await {
            Ok(batch) => {
                pause = FIRST_PAUSE;
                careful = batch.failed;
                bus.wakes.mark(service, batch.again);
                if batch.busy != 0 {
                    if batch.handled == 0 {
                        tokio::time::sleep(BUSY_PAUSE).await;
                    }
                    bus.wakes.mark(service, batch.busy);
                }
            }
            Err(error) => {
                metrics::counter!("batches_failed_total", "service" => service).increment(1);
                tracing::warn!(service, %error, "database unavailable; consumption pauses");
                bus.wakes.mark(service, lanes);
                tokio::select! {
                    () = tokio::time::sleep(pause) => pause = (pause * 2).min(LAST_PAUSE),
                    () = shutdown.cancelled() => return,
                }
            }
        }
    }
}
