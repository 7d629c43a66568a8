use sqlx::{FromRow, PgConnection, PgPool};

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

/// A migration, as the database that it ran in remembers it.
#[derive(Clone, Debug, FromRow)]
pub struct Ran {
    pub version: i64,
    pub success: bool,
    pub checksum: Vec<u8>,
}

/// All that were begun in a schema, oldest first; none if no migration ever was.
///
/// # Errors
/// The database's.
pub async fn migrations_that_ran(db: &mut PgConnection, schema: &'static str) -> Result<Option<Vec<Ran>>, sqlx::Error> {
    let table = format!("{schema}._sqlx_migrations");
    let there: bool = sqlx::query_scalar("select to_regclass($1) is not null").bind(&table).fetch_one(&mut *db).await?;
    if !there {
        return Ok(None);
    }
    // The schema is a service's name, from code.
    let all = sqlx::AssertSqlSafe(format!("select version, success, checksum from {table} order by version"));
    sqlx::query_as(all).fetch_all(db).await.map(Some)
}
