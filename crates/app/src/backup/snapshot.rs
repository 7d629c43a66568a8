//! One moment of a database, held still for `pg_dump`.

use std::collections::BTreeMap;
use std::str::FromStr;

use anyhow::Context;
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection};

use super::databases::InDatabase;
use crate::config::address;

/// What a backup's connections call themselves.
pub(crate) const APPLICATION: &str = "taper-backup";

/// A transaction that sees one moment, and its name for others that are to see the same.
pub(super) struct Snapshot {
    /// The snapshot lives as long as its transaction.
    _held_by: PgConnection,
    pub(super) name: String,
    /// Major version of the server.
    pub(super) postgres: u32,
    /// The newest migration of each schema that is there.
    pub(super) schemas: BTreeMap<String, i64>,
}

impl Snapshot {
    pub(super) async fn of(database: &InDatabase) -> anyhow::Result<Self> {
        let mut connection = connect(database.url()).await?;
        // A server may end idle transactions; this one has to wait for the dump.
        sqlx::raw_sql(
            "set idle_in_transaction_session_timeout = 0; begin transaction isolation level repeatable read read only",
        )
        .execute(&mut connection)
        .await?;
        let name = sqlx::query_scalar("select pg_export_snapshot()").fetch_one(&mut connection).await?;
        let postgres = major(&mut connection).await?;
        let mut schemas = BTreeMap::new();
        for schema in database.schemas() {
            let ran = taper_bus::migrations_that_ran(&mut connection, schema).await?;
            if let Some(newest) = ran.iter().flatten().map(|migration| migration.version).max() {
                schemas.insert(schema.to_owned(), newest);
            }
        }
        Ok(Self { _held_by: connection, name, postgres, schemas })
    }
}

/// A connection of our own: those of the pools have time limits that suit requests.
pub(super) async fn connect(url: &str) -> anyhow::Result<PgConnection> {
    let options = PgConnectOptions::from_str(url).ok().context("a database's URL cannot be read")?;
    let options = options.application_name(APPLICATION);
    let failed = || format!("database {} cannot be reached", address(url));
    PgConnection::connect_with(&options).await.with_context(failed)
}

/// The server's major version.
pub(super) async fn major(connection: &mut PgConnection) -> Result<u32, sqlx::Error> {
    let number: i32 =
        sqlx::query_scalar("select current_setting('server_version_num')::int").fetch_one(connection).await?;
    Ok(number.unsigned_abs() / 10_000)
}
