use std::str::FromStr;

use sqlx::migrate::Migrator;
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

/// Keeps test binaries from making the same template twice.
const TEMPLATE_LOCK: i64 = 0x7a9e_7e57;

/// A database of one test, copied from a migrated template and dropped at the end.
pub struct TestDatabase {
    server: String,
    name: String,
}

impl TestDatabase {
    /// # Panics
    /// `TAPER_TEST_DATABASE_URL` names no PostgreSQL server: run tests through `scripts/with-postgres`.
    pub async fn create(migrators: &[&Migrator]) -> Self {
        #[expect(clippy::disallowed_methods, reason = "tests are told of their server by the environment")]
        let server = std::env::var("TAPER_TEST_DATABASE_URL")
            .expect("TAPER_TEST_DATABASE_URL is not set: run `scripts/with-postgres cargo test`");
        let mut admin = connect(&server, "postgres").await;
        let template = template(&server, &mut admin, migrators).await;
        #[expect(clippy::disallowed_methods, reason = "the name of a test's database need not repeat")]
        let name = format!("test_{}", Uuid::new_v4().simple());
        execute(&mut admin, &format!("create database {name} template {template} strategy file_copy")).await;
        Self { server, name }
    }

    pub fn url(&self) -> String {
        at(&self.server, &self.name)
    }

    pub async fn connect(&self) -> PgConnection {
        connect(&self.server, &self.name).await
    }

    pub(crate) async fn drop_now(&self) {
        let mut admin = connect(&self.server, "postgres").await;
        execute(&mut admin, &format!("drop database if exists {} with (force)", self.name)).await;
    }
}

async fn template(server: &str, admin: &mut PgConnection, migrators: &[&Migrator]) -> String {
    let checksums: Vec<u8> =
        migrators.iter().flat_map(|m| m.iter().flat_map(|migration| migration.checksum.to_vec())).collect();
    let name = format!("template_{}", Uuid::new_v5(&Uuid::nil(), &checksums).simple());
    sqlx::query("select pg_advisory_lock($1)").bind(TEMPLATE_LOCK).execute(&mut *admin).await.expect("a lock");
    let exists: bool = sqlx::query_scalar("select exists (select 1 from pg_database where datname = $1)")
        .bind(&name)
        .fetch_one(&mut *admin)
        .await
        .expect("a catalogue");
    if !exists {
        let draft = format!("draft_{name}");
        execute(admin, &format!("drop database if exists {draft}")).await;
        execute(admin, &format!("create database {draft}")).await;
        let mut connection = connect(server, &draft).await;
        for migrator in migrators {
            migrator.run(&mut connection).await.expect("migrations that run");
        }
        connection.close().await.expect("a closed connection");
        execute(admin, &format!("alter database {draft} rename to {name}")).await;
    }
    sqlx::query("select pg_advisory_unlock($1)").bind(TEMPLATE_LOCK).execute(admin).await.expect("an unlock");
    name
}

async fn connect(server: &str, database: &str) -> PgConnection {
    let options = PgConnectOptions::from_str(&at(server, database)).expect("a PostgreSQL URL");
    PgConnection::connect_with(&options).await.expect("the test server")
}

/// The server's URL with another database in its path.
fn at(server: &str, database: &str) -> String {
    let (base, query) = server.split_once('?').map_or((server, None), |(base, query)| (base, Some(query)));
    let (scheme, rest) = base.split_once("://").expect("a URL");
    let host = rest.split('/').next().unwrap_or_default();
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    format!("{scheme}://{host}/{database}{query}")
}

async fn execute(connection: &mut PgConnection, statement: &str) {
    sqlx::query(sqlx::AssertSqlSafe(statement.to_owned())).execute(connection).await.expect("a statement that runs");
}
