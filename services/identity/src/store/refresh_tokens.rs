use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use taper_events::{SessionId, UserId};
use uuid::Uuid;

use crate::domain::refresh::FoundToken;

/// A refresh token that is given out.
pub(crate) struct NewToken<'a> {
    pub id: Uuid,
    pub user: UserId,
    pub family: SessionId,
    pub previous: Option<Uuid>,
    pub token_hash: &'a [u8],
    pub ring_key: u16,
    pub issued_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

struct Row {
    id: Uuid,
    expires_at: DateTime<Utc>,
    is_spent: bool,
    successor_is_spent: Option<bool>,
    ring_key: i32,
}

pub(crate) async fn insert(db: &mut PgConnection, new: &NewToken<'_>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into identity.refresh_tokens
            (id, user_id, family_id, prev_id, token_hash, ring_key, issued_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        new.id,
        new.user.0,
        new.family.0,
        new.previous,
        new.token_hash,
        i32::from(new.ring_key),
        new.issued_at,
        new.expires_at
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A token by its digest. To be read while its family is locked.
pub(crate) async fn find(
    db: &mut PgConnection,
    token_hash: &[u8],
    family_is_revoked: bool,
) -> Result<Option<FoundToken>, sqlx::Error> {
    let row = sqlx::query_as!(
        Row,
        r#"select t.id, t.expires_at, t.spent_at is not null as "is_spent!", t.ring_key,
                  (select n.spent_at is not null from identity.refresh_tokens n where n.prev_id = t.id)
                      as successor_is_spent
           from identity.refresh_tokens t where t.token_hash = $1"#,
        token_hash
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| FoundToken {
        id: row.id,
        expires_at: row.expires_at,
        is_spent: row.is_spent,
        successor_is_spent: row.successor_is_spent,
        family_is_revoked,
        ring_key: u16::try_from(row.ring_key).unwrap_or_default(),
    }))
}

pub(crate) async fn spend(db: &mut PgConnection, id: Uuid, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("update identity.refresh_tokens set spent_at = $2 where id = $1", id, now).execute(db).await?;
    Ok(())
}
