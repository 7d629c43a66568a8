//! Idempotency keys: asked for.

use sqlx::PgConnection;
use taper_events::UserId;
use uuid::Uuid;

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
