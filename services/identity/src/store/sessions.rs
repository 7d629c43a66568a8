use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use taper_events::{SessionId, UserId};

use crate::domain::session::Session;

/// A session as it is locked for a refresh.
pub(crate) struct Family {
    pub id: SessionId,
    pub user: UserId,
    pub stay_signed_in: bool,
    pub is_revoked: bool,
}

pub(crate) async fn insert(
    db: &mut PgConnection,
    user: UserId,
    session: &Session,
    stay_signed_in: bool,
    expires_at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into identity.sessions (id, user_id, device, stay_signed_in, created_at, last_seen_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        session.id.0,
        user.0,
        session.device,
        stay_signed_in,
        session.created_at,
        session.last_seen_at,
        expires_at
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The family of a refresh token. Whoever works on it waits here for everybody else who does.
pub(crate) async fn lock_by_token(db: &mut PgConnection, token_hash: &[u8]) -> Result<Option<Family>, sqlx::Error> {
    sqlx::query_as!(
        Family,
        r#"select s.id, s.user_id as user, s.stay_signed_in,
                  s.revoked_at is not null as "is_revoked!"
           from identity.sessions s
           where s.id = (select t.family_id from identity.refresh_tokens t where t.token_hash = $1)
           for update of s"#,
        token_hash
    )
    .fetch_optional(db)
    .await
}

pub(crate) async fn seen(db: &mut PgConnection, id: SessionId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("update identity.sessions set last_seen_at = $2 where id = $1", id.0, now).execute(db).await?;
    Ok(())
}

pub(crate) async fn prolong(
    db: &mut PgConnection,
    id: SessionId,
    expires_at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!("update identity.sessions set expires_at = $2 where id = $1", id.0, expires_at).execute(db).await?;
    Ok(())
}

/// The user's signed-in devices, the one seen last first.
pub(crate) async fn list(db: &mut PgConnection, user: UserId, now: DateTime<Utc>) -> Result<Vec<Session>, sqlx::Error> {
    sqlx::query_as!(
        Session,
        r#"select id, device, created_at, last_seen_at from identity.sessions
           where user_id = $1 and revoked_at is null and expires_at > $2
           order by last_seen_at desc, id desc"#,
        user.0,
        now
    )
    .fetch_all(db)
    .await
}

/// Whether a session of this user goes on, until the end of the transaction.
pub(crate) async fn goes_on(
    db: &mut PgConnection,
    user: UserId,
    id: SessionId,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let found = sqlx::query_scalar!(
        "select id from identity.sessions
         where id = $1 and user_id = $2 and revoked_at is null and expires_at > $3
         for share",
        id.0,
        user.0,
        now
    )
    .fetch_optional(db)
    .await?;
    Ok(found.is_some())
}

/// Ends a session of this user. False if there is no such one that lives.
pub(crate) async fn revoke(
    db: &mut PgConnection,
    user: UserId,
    id: SessionId,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update identity.sessions set revoked_at = $3
         where id = $1 and user_id = $2 and revoked_at is null and expires_at > $3",
        id.0,
        user.0,
        now
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Ends every session of this user; those that lived.
pub(crate) async fn revoke_all_of(
    db: &mut PgConnection,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<Vec<SessionId>, sqlx::Error> {
    let ended = sqlx::query_scalar!(
        "update identity.sessions set revoked_at = $2 where user_id = $1 and revoked_at is null returning id",
        user.0,
        now
    )
    .fetch_all(db)
    .await?;
    Ok(ended.into_iter().map(SessionId).collect())
}

/// Ends those seen longest ago, so that `kept` are left; those that it ended.
pub(crate) async fn revoke_beyond(
    db: &mut PgConnection,
    user: UserId,
    kept: i64,
    now: DateTime<Utc>,
) -> Result<Vec<SessionId>, sqlx::Error> {
    let ended = sqlx::query_scalar!(
        "update identity.sessions set revoked_at = $3
         where id in (select id from identity.sessions
                      where user_id = $1 and revoked_at is null and expires_at > $3
                      order by last_seen_at desc, id desc offset $2)
         returning id",
        user.0,
        kept,
        now
    )
    .fetch_all(db)
    .await?;
    Ok(ended.into_iter().map(SessionId).collect())
}
