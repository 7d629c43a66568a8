//! Idempotency keys: asked for and forgotten.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use taper_events::UserId;
use uuid::Uuid;

/// Most keys that one statement forgets.
const FORGET_BATCH: i64 = 5000;

/// Which of these events of a user were taken in.
///
/// # Errors
/// The database's.
pub async fn taken_in(
    db: &mut PgConnection,
    consumer: &str,
    user: UserId,
    client_generated_ids: &[Uuid],
) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "select client_generated_id from bus.idempotency_keys
         where consumer = $1 and user_id = $2 and client_generated_id = any($3)",
        consumer,
        user.0,
        client_generated_ids
    )
    .fetch_all(db)
    .await
}

/// Forgets some of the keys from before `before`. Returns how many.
///
/// # Errors
/// The database's.
pub async fn forget_keys(db: &mut PgConnection, before: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    let done = sqlx::query!(
        "delete from bus.idempotency_keys where (consumer, user_id, client_generated_id) in (
            select consumer, user_id, client_generated_id from bus.idempotency_keys where received_at < $1 limit $2)",
        before,
        FORGET_BATCH
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}
