//! The same work with pgmq's queues instead of the bus's inbox: a queue for each taker, read and deleted in the transaction
//! that handles, so that it too has exactly one effect. What decision 0001 compares.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;
use futures::future::try_join_all;
use serde_json::json;
use sqlx::postgres::PgPoolOptions;
use sqlx::{PgPool, Postgres, Row, Transaction};
use taper_bus::MAX_BATCH;
use uuid::Uuid;

use super::bare_sql::{FACT_BYTES, INTENT_BYTES, note_streams};
use super::{OWNER, PROCESSES, SECOND};

const EACH: usize = 2 * PROCESSES;
const PAUSE: Duration = Duration::from_millis(2);
/// What is not done by then is left; the rate is of what was.
const LONGEST: Duration = Duration::from_secs(60);
/// Longer than any transaction here: what is read is deleted before it would be seen again.
const INVISIBLE_SECONDS: i32 = 60;
const FILL_AT_ONCE: usize = 1000;
const STREAM: &str = "ingress";

/// How a batch is read.
#[derive(Clone, Copy)]
pub(super) enum Reading {
    /// Whatever comes first and nobody else has.
    InAnyOrder,
    /// In the order of each person's messages.
    InOrderPerKey,
}

impl Reading {
    fn function(self) -> &'static str {
        match self {
            Self::InAnyOrder => "select msg_id, message from pgmq.read($1, $2, $3)",
            Self::InOrderPerKey => "select msg_id, message from pgmq.read_grouped_rr($1, $2, $3)",
        }
    }
}

/// Intents per second.
pub(super) async fn handle(url: &str, reading: Reading, intents: usize) -> Result<f64> {
    let connections = u32::try_from(3 * EACH)?;
    let pool = PgPoolOptions::new().min_connections(connections).max_connections(connections).connect(url).await?;
    fill(&pool, intents).await?;
    let done = [OWNER, STREAM, SECOND].map(|queue| (queue, AtomicUsize::new(0)));
    let started = Instant::now();
    try_join_all((0..EACH).flat_map(|_| &done).map(|(queue, done)| {
        let pool = &pool;
        async move {
            while done.load(Ordering::Relaxed) < intents && started.elapsed() < LONGEST {
                let some = batch(pool, queue, reading).await?;
                done.fetch_add(some, Ordering::Relaxed);
                if some == 0 {
                    tokio::time::sleep(PAUSE).await;
                }
            }
            anyhow::Ok(())
        }
    }))
    .await?;
    let handled = done.iter().map(|(_, done)| done.load(Ordering::Relaxed)).min().unwrap_or_default();
    Ok(handled as f64 / started.elapsed().as_secs_f64())
}

async fn fill(pool: &PgPool, intents: usize) -> Result<()> {
    let queues = pgmq::PGMQueueExt::new_with_pool(pool.clone()).await;
    queues.install_sql_from_embedded().await?;
    for queue in [OWNER, STREAM, SECOND] {
        queues.create(queue).await?;
        sqlx::query("select pgmq.create_fifo_index($1)").bind(queue).execute(pool).await?;
    }
    let people: Vec<Uuid> = (0..intents).map(|number| super::person(number).0).collect();
    let mut tx = pool.begin().await?;
    for people in people.chunks(FILL_AT_ONCE) {
        send(&mut tx, OWNER, people, INTENT_BYTES).await?;
    }
    tx.commit().await?;
    sqlx::raw_sql("vacuum analyze").execute(pool).await?;
    Ok(())
}

/// A message for each of these people, with a payload of so many bytes.
async fn send(tx: &mut Transaction<'_, Postgres>, queue: &str, people: &[Uuid], bytes: usize) -> Result<()> {
    let payload = "x".repeat(bytes);
    let messages: Vec<_> = people.iter().map(|user| json!({"user_id": user, "payload": payload})).collect();
    let headers: Vec<_> = people.iter().map(|user| json!({"x-pgmq-group": user})).collect();
    sqlx::query("select pgmq.send_batch($1, $2::jsonb[], $3::jsonb[])")
        .bind(queue)
        .bind(messages)
        .bind(headers)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

async fn batch(pool: &PgPool, queue: &'static str, reading: Reading) -> Result<usize> {
    let mut tx = pool.begin().await?;
    let rows =
        sqlx::query(reading.function()).bind(queue).bind(INVISIBLE_SECONDS).bind(MAX_BATCH).fetch_all(&mut *tx).await?;
    if rows.is_empty() {
        return Ok(0);
    }
    let ids: Vec<i64> = rows.iter().map(|row| row.get("msg_id")).collect();
    let users: Vec<Uuid> = rows
        .iter()
        .map(|row| Ok(row.get::<serde_json::Value, _>("message")["user_id"].as_str().unwrap_or_default().parse()?))
        .collect::<Result<_>>()?;
    match queue {
        OWNER => {
            send(&mut tx, STREAM, &users, FACT_BYTES).await?;
            send(&mut tx, SECOND, &users, FACT_BYTES).await?;
        }
        STREAM => {
            note_streams(
                &mut tx,
                &users,
                &ids.iter().map(|id| Uuid::from_u128(id.unsigned_abs().into())).collect::<Vec<_>>(),
            )
            .await?
        }
        _ => {}
    }
    sqlx::query("select pgmq.delete($1, $2::bigint[])").bind(queue).bind(&ids).execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(rows.len())
}
