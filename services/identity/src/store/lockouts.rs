use sqlx::PgConnection;

use crate::domain::lockout::Lockout;

/// The state of an identifier, held until the transaction ends.
pub(crate) async fn find_for_update(db: &mut PgConnection, identifier: &str) -> Result<Lockout, sqlx::Error> {
    sqlx::query_as!(
        Lockout,
        r#"insert into identity.lockouts as l (identifier, failures, last_failure_at) values ($1, 0, '-infinity')
           on conflict (identifier) do update set failures = l.failures
           returning failures, nullif(last_failure_at, '-infinity') as last_failure_at, locked_until"#,
        identifier
    )
    .fetch_one(db)
    .await
}

pub(crate) async fn put(db: &mut PgConnection, identifier: &str, lockout: &Lockout) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update identity.lockouts set failures = $2, last_failure_at = coalesce($3, last_failure_at), locked_until = $4
         where identifier = $1",
        identifier,
        lockout.failures,
        lockout.last_failure_at,
        lockout.locked_until
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(crate) async fn forget(db: &mut PgConnection, identifier: &str) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from identity.lockouts where identifier = $1", identifier).execute(db).await?;
    Ok(())
}
