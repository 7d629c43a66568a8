//! What a database of the bus has kept for long enough.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgPool;

use crate::{Bus, Fault, discard};

/// Idempotency keys are kept for longer than the oldest event that is taken in (365 days). Who has not looked at a
/// dead letter for so long never will, and it holds somebody's data.
const KEPT: TimeDelta = TimeDelta::days(400);
/// Most rows that one statement forgets: none holds locks for long.
const BATCH: i64 = 5000;
/// Each in a transaction of its own.
const LETTERS_AT_ONCE: i64 = 500;

/// Forgets, in every database of this process, the idempotency keys and dead jobs that are older than 400 days, and
/// discards the dead letters. Several processes may do it at once. Returns how many rows went.
///
/// # Errors
/// The database's; what was forgotten until then stays forgotten.
pub async fn forget_old(bus: &Bus) -> Result<u64, sqlx::Error> {
    let before = bus.clock().now() - KEPT;
    let mut forgotten = 0;
    for pools in bus.platform.databases.each() {
        let pool = &pools.jobs;
        loop {
            let batch = forget_keys(pool, before).await? + forget_letters(bus, pool, before).await?;
            forgotten += batch;
            if batch == 0 || bus.platform.tasks.shutdown().is_cancelled() {
                break;
            }
        }
    }
    metrics::counter!("bus_forgotten_total").increment(forgotten);
    Ok(forgotten)
}

async fn forget_keys(pool: &PgPool, before: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    let done = sqlx::query!(
        "delete from bus.idempotency_keys where (consumer, user_id, client_generated_id) in (
            select consumer, user_id, client_generated_id from bus.idempotency_keys
            where received_at < $1 limit $2 for update skip locked)",
        before,
        BATCH
    )
    .execute(pool)
    .await?;
    Ok(done.rows_affected())
}

/// Dead letters are discarded as an operator would: whoever sent one is told.
async fn forget_letters(bus: &Bus, pool: &PgPool, before: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    let letters = sqlx::query_scalar!(
        "select id from bus.dead where died_at < $1 order by died_at limit $2",
        before,
        LETTERS_AT_ONCE
    )
    .fetch_all(pool)
    .await?;
    let mut gone = 0;
    for letter in letters {
        match discard(bus, pool, letter).await {
            Ok(was_there) => gone += u64::from(was_there),
            Err(Fault::Database(error)) => return Err(error),
            Err(fault) => tracing::warn!(%letter, %fault, "an old dead letter cannot be discarded"),
        }
    }
    let jobs = sqlx::query!(
        "delete from bus.jobs where id in (
            select id from bus.jobs where dead_at < $1 limit $2 for update skip locked)",
        before,
        BATCH
    )
    .execute(pool)
    .await?;
    Ok(gone + jobs.rows_affected())
}
