use chrono::{DateTime, Utc};
use sqlx::PgConnection;

/// A key that signs, its private part sealed.
pub(crate) struct SealedKey {
    pub id: String,
    pub private_key: String,
}

pub(crate) async fn insert(
    db: &mut PgConnection,
    key: &SealedKey,
    public_key: &serde_json::Value,
    now: DateTime<Utc>,
    signs_from: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into identity.signing_keys (id, public_key, private_key, created_at, signs_from)
         values ($1, $2, $3, $4, $5)",
        key.id,
        public_key,
        key.private_key,
        now,
        signs_from
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The key that signs now.
pub(crate) async fn current(db: &mut PgConnection, now: DateTime<Utc>) -> Result<Option<SealedKey>, sqlx::Error> {
    sqlx::query_as!(
        SealedKey,
        "select id, private_key from identity.signing_keys where signs_from <= $1 order by signs_from desc limit 1",
        now
    )
    .fetch_optional(db)
    .await
}

/// From when the newest key signs.
pub(crate) async fn newest_signs_from(db: &mut PgConnection) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    sqlx::query_scalar!("select max(signs_from) from identity.signing_keys").fetch_one(db).await
}

/// The public keys, those that are about to sign included.
pub(crate) async fn public(db: &mut PgConnection) -> Result<Vec<serde_json::Value>, sqlx::Error> {
    sqlx::query_scalar!("select public_key from identity.signing_keys order by signs_from").fetch_all(db).await
}

/// Deletes the keys whose successor has signed since before `since`.
pub(crate) async fn delete_superseded(db: &mut PgConnection, since: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    let done = sqlx::query!(
        "delete from identity.signing_keys k where exists (
            select 1 from identity.signing_keys n where n.signs_from > k.signs_from and n.signs_from <= $1)",
        since
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}

/// All of them, with what is sealed.
pub(crate) async fn all(db: &mut PgConnection) -> Result<Vec<SealedKey>, sqlx::Error> {
    sqlx::query_as!(SealedKey, "select id, private_key from identity.signing_keys order by signs_from")
        .fetch_all(db)
        .await
}
