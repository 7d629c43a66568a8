use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use taper_events::UserId;
use uuid::Uuid;

/// A proof of an address that was asked for.
pub(crate) struct NewVerification<'a> {
    pub id: Uuid,
    pub user: UserId,
    pub email: &'a str,
    pub token_hash: &'a [u8],
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

/// A registration whose address was proven.
pub(crate) struct ProvenRegistration {
    pub user: UserId,
    pub password_hash: String,
}

/// A change of address that was proven.
pub(crate) struct ProvenChange {
    pub user: UserId,
    pub email: String,
}

pub(crate) async fn insert_registration(
    db: &mut PgConnection,
    new: &NewVerification<'_>,
    password_hash: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into identity.email_verifications
            (id, user_id, purpose, email, password_hash, token_hash, created_at, expires_at)
         values ($1, $2, 'registration', $3, $4, $5, $6, $7)",
        new.id,
        new.user.0,
        new.email,
        password_hash,
        new.token_hash,
        new.created_at,
        new.expires_at
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(crate) async fn insert_change(db: &mut PgConnection, new: &NewVerification<'_>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into identity.email_verifications (id, user_id, purpose, email, token_hash, created_at, expires_at)
         values ($1, $2, 'change', $3, $4, $5, $6)",
        new.id,
        new.user.0,
        new.email,
        new.token_hash,
        new.created_at,
        new.expires_at
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Locks the account that a token is about, before the token: whoever spends one spends all of the account's, and two
/// that came the other way round would wait for each other.
pub(crate) async fn lock_account(db: &mut PgConnection, token_hash: &[u8]) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "select id from identity.users
         where id = (select user_id from identity.email_verifications where token_hash = $1) for no key update",
        token_hash
    )
    .fetch_optional(db)
    .await?;
    Ok(())
}

/// Uses a registration's proof up. Of any number at once, one gets it.
pub(crate) async fn spend_registration(
    db: &mut PgConnection,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<ProvenRegistration>, sqlx::Error> {
    sqlx::query_as!(
        ProvenRegistration,
        r#"update identity.email_verifications set spent_at = $2
           where token_hash = $1 and purpose = 'registration' and spent_at is null and expires_at > $2
           returning user_id as user, password_hash as "password_hash!""#,
        token_hash,
        now
    )
    .fetch_optional(db)
    .await
}

/// Uses a change's proof up. Of any number at once, one gets it.
pub(crate) async fn spend_change(
    db: &mut PgConnection,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<ProvenChange>, sqlx::Error> {
    sqlx::query_as!(
        ProvenChange,
        r#"update identity.email_verifications set spent_at = $2
           where token_hash = $1 and purpose = 'change' and spent_at is null and expires_at > $2
           returning user_id as user, email"#,
        token_hash,
        now
    )
    .fetch_optional(db)
    .await
}

/// What else was sent for this user is worth nothing from now on.
pub(crate) async fn spend_all_of(db: &mut PgConnection, user: UserId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update identity.email_verifications set spent_at = $2 where user_id = $1 and spent_at is null",
        user.0,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}
