use chrono::{DateTime, Utc};
use sqlx::PgConnection;

/// Deletes spent and expired proofs of addresses.
pub(crate) async fn verifications(db: &mut PgConnection, before: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from identity.email_verifications where expires_at < $1", before).execute(db).await?;
    Ok(())
}

pub(crate) async fn password_resets(db: &mut PgConnection, before: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from identity.password_resets where expires_at < $1", before).execute(db).await?;
    Ok(())
}

/// Deletes accounts that were never verified and that no link can verify any more.
pub(crate) async fn unverified_users(db: &mut PgConnection, before: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "delete from identity.users u where verified_at is null and created_at < $1
         and not exists (select 1 from identity.email_verifications v where v.user_id = u.id)",
        before
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Deletes sessions that ended, and their tokens with them.
pub(crate) async fn sessions(db: &mut PgConnection, before: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from identity.sessions where expires_at < $1 or revoked_at < $1", before).execute(db).await?;
    Ok(())
}

/// Deletes spent tokens that, presented again, would be refused by their age alone.
pub(crate) async fn refresh_tokens(db: &mut PgConnection, before: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from identity.refresh_tokens where expires_at < $1", before).execute(db).await?;
    Ok(())
}

pub(crate) async fn lockouts(db: &mut PgConnection, before: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from identity.lockouts where last_failure_at < $1", before).execute(db).await?;
    Ok(())
}

pub(crate) async fn audit_log(db: &mut PgConnection, before: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from identity.audit_log where at < $1", before).execute(db).await?;
    Ok(())
}
