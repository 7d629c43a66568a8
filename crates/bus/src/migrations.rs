use sqlx::PgPool;

/// The newest migration that ran in a schema; none if no migration ever did.
///
/// # Errors
/// The database's.
pub async fn newest_migration(pool: &PgPool, schema: &'static str) -> Result<Option<i64>, sqlx::Error> {
    let table = format!("{schema}._sqlx_migrations");
    let there: bool = sqlx::query_scalar("select to_regclass($1) is not null").bind(&table).fetch_one(pool).await?;
    if !there {
        return Ok(None);
    }
    // The schema is a service's name, from code.
    let newest = sqlx::AssertSqlSafe(format!("select max(version) from {table} where success"));
    sqlx::query_scalar(newest).fetch_one(pool).await
}
