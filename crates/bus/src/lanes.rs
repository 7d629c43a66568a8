//! Rows of free lanes: taking them, locking their keys, handing them to their handlers.

use std::collections::HashSet;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures::FutureExt;
use taper_events::Envelope;
use taper_platform::IDLE_IN_TRANSACTION_LIMIT;
use tracing::Instrument;
use uuid::Uuid;

use crate::bus::{key_mask, lane_class};
use crate::handler::Acquaintance;
use crate::park::{hold, park, put_back, unpark};
use crate::suspects::{REASON, is_condemned};
use crate::{Consumer, Fault, Handled, Tx};

/// Most rows of one transaction.
pub const MAX_BATCH: i32 = 50;
/// Most rows of one key in it: a key with a long backlog takes turns with the others.
pub(crate) const MAX_PER_KEY: i32 = 16;
/// Longest that a batch, or one event taken alone, may take: shorter than the server's patience with a transaction
/// that says nothing, or the savepoint would be gone with the session and the failure could not be counted.
const HANDLER_TIMEOUT: Duration = IDLE_IN_TRANSACTION_LIMIT.saturating_sub(Duration::from_secs(2));

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
    /// The process that marked the key as one it is about to handle.
    pub suspect_of: Option<Uuid>,
}

/// Deletes and returns rows of the free ones among the lanes, whose locks and whose rows' order keys are held from then
/// on; and the lanes that another worker has.
pub(crate) async fn take(
    tx: &mut Tx,
    service: &str,
    wanted: &[i16],
    from: &[i64],
) -> Result<(Vec<Row>, u64), sqlx::Error> {
    let now = tx.now();
    let taken = sqlx::query!(
        r#"select kind as "kind!", lane as "lane!", key as "key!", id as "id!", event_type as "event_type!",
                  user_id as "user_id?", subject_id as "subject_id?", client_generated_id as "client_generated_id?",
                  payload as "payload!", attempts as "attempts!", suspect_of
           from bus.take($1, $2, $3, $4, $5, $6, $7, $8)"#,
        service,
        lane_class(service),
        key_mask(service),
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
                suspect_of: row.suspect_of,
            }),
            _ => busy |= 1 << row.lane,
        }
    }
    Ok((rows, busy))
}

/// Leaves the first accused row in the batch and puts the others back: they shall not die with it. One
/// that took too many processes with it is dead at last.
pub(crate) async fn alone(tx: &mut Tx, service: &str, rows: &mut Vec<Row>, process: Uuid) -> Result<(), sqlx::Error> {
    let Some(accused) = rows.iter().position(|row| row.suspect_of.is_some_and(|by| by != process)) else {
        return Ok(());
    };
    let accused = rows.swap_remove(accused);
    for row in rows.iter() {
        put_back(tx, service, row).await?;
    }
    rows.clear();
    if is_condemned(&accused, process) {
        let now = tx.now();
        park(tx, service, &accused, REASON, now, true).await?;
    } else {
        rows.push(accused);
    }
    Ok(())
}

/// The fast way: no savepoints; the first fault ends it.
pub(crate) async fn together(tx: &mut Tx, consumer: &Consumer, rows: &[Row], marked: bool) -> Handled {
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
    if marked {
        let service = tx.service();
        unpark(tx, service, rows).await?;
    }
    for envelope in &events {
        log_handled(tx, envelope);
    }
    Ok(())
}

/// The careful way: what fails is put back and its key waits; the others go through.
pub(crate) async fn one_by_one(
    tx: &mut Tx,
    service: &'static str,
    consumer: &Consumer,
    rows: &[Row],
    marked: bool,
) -> Handled {
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
            Acquaintance::Drops => {
                unpark(tx, service, std::slice::from_ref(row)).await?;
                continue;
            }
            Acquaintance::Unknown => {
                hold(tx, service, row, &envelope.schema_version, now).await?;
                waiting.insert(row.key);
                continue;
            }
        }
        let before = tx.place();
        tx.set_tries(u32::try_from(row.attempts).unwrap_or_default());
        sqlx::query("savepoint event").execute(&mut **tx).await?;
        match handle(tx, consumer, std::slice::from_ref(&envelope)).await {
            Ok(()) => {
                sqlx::query("release savepoint event").execute(&mut **tx).await?;
                if marked || row.attempts >= 0 {
                    unpark(tx, service, std::slice::from_ref(row)).await?;
                }
                log_handled(tx, &envelope);
            }
            Err(fault) if fault.is_transient() => return Err(fault),
            Err(fault) => {
                tx.forget_after(before);
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

/// One line for each event, once its handling stands.
fn log_handled(tx: &mut Tx, envelope: &Envelope) {
    let (service, event_type) = (tx.service(), envelope.event_type.clone());
    let (id, client_generated_id, user) = (envelope.id(), envelope.client_generated_id, envelope.user_id);
    let request_id = envelope.request_id.clone();
    tx.after_commit(move || {
        tracing::info!(service, event_type, event_id = %id, %client_generated_id, user_id = %user, request_id,
            "event handled");
    });
}
