use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::domain::templates::Mail;

/// A message of the local mailbox.
pub(crate) struct KeptMail {
    pub id: Uuid,
    pub recipient: String,
    pub subject: String,
    pub body_text: String,
    pub body_html: String,
    pub created_at: DateTime<Utc>,
}

/// Keeps a mail; the same id is kept once.
pub(crate) async fn put(
    db: &mut PgConnection,
    id: Uuid,
    recipient: &str,
    mail: &Mail,
    at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into notifications.mailbox (id, recipient, subject, body_text, body_html, created_at)
         values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing",
        id,
        recipient,
        mail.subject,
        mail.text,
        mail.html,
        at
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(crate) async fn newest(db: &mut PgConnection, limit: i64) -> Result<Vec<KeptMail>, sqlx::Error> {
    sqlx::query_as!(
        KeptMail,
        "select id, recipient, subject, body_text, body_html, created_at from notifications.mailbox
         order by created_at desc, id desc limit $1",
        limit
    )
    .fetch_all(db)
    .await
}

pub(crate) async fn newest_to(
    db: &mut PgConnection,
    recipient: &str,
    limit: i64,
) -> Result<Vec<KeptMail>, sqlx::Error> {
    sqlx::query_as!(
        KeptMail,
        "select id, recipient, subject, body_text, body_html, created_at from notifications.mailbox
         where lower(recipient) = lower($1) order by created_at desc, id desc limit $2",
        recipient,
        limit
    )
    .fetch_all(db)
    .await
}

pub(crate) async fn delete_older(db: &mut PgConnection, before: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from notifications.mailbox where created_at < $1", before).execute(db).await?;
    Ok(())
}

/// Deletes all but the newest.
pub(crate) async fn delete_beyond(db: &mut PgConnection, kept: i64) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "delete from notifications.mailbox where id in (
            select id from notifications.mailbox order by created_at desc, id desc offset $1
         )",
        kept
    )
    .execute(db)
    .await?;
    Ok(())
}
