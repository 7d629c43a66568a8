use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use taper_events::UserId;
use uuid::Uuid;

pub(crate) async fn insert(
    db: &mut PgConnection,
    id: Uuid,
    user: UserId,
    token_hash: &[u8],
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into identity.password_resets (id, user_id, token_hash, created_at, expires_at)
         values ($1, $2, $3, $4, $5)",
        id,
        user.0,
        token_hash,
        now,
        expires_at
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Whose reset this is, if it may still be used; it is not used up.
pub(crate) async fn user_of(
    db: &mut PgConnection,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<UserId>, sqlx::Error> {
    let user = sqlx::query_scalar!(
        "select user_id from identity.password_resets where token_hash = $1 and spent_at is null and expires_at > $2",
        token_hash,
        now
    )
    .fetch_optional(db)
    .await?;
    Ok(user.map(UserId))
}

/// Uses a reset up. Of any number at once, one gets the user.
pub(crate) async fn spend(
    db: &mut PgConnection,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<UserId>, sqlx::Error> {
    let user = sqlx::query_scalar!(
        "update identity.password_resets set spent_at = $2
         where token_hash = $1 and spent_at is null and expires_at > $2 returning user_id",
        token_hash,
        now
    )
    .fetch_optional(db)
    .await?;
    Ok(user.map(UserId))
}

/// What else was sent to this user is worth nothing from now on.
pub(crate) async fn spend_all_of(db: &mut PgConnection, user: UserId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update identity.password_resets set spent_at = $2 where user_id = $1 and spent_at is null",
        user.0,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}
