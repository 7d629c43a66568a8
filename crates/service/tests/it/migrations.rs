//! What may take long takes as long as it needs.

use std::borrow::Cow;
use std::str::FromStr;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{AssertSqlSafe, SqlStr};
use taper_service::run_migrations;
use taper_testkit::TestDatabase;

#[tokio::test]
async fn a_migration_is_not_cut_off_by_the_limit_of_a_statement() {
    let database = TestDatabase::create(&[]).await;
    let options = PgConnectOptions::from_str(&database.url()).unwrap().options([("statement_timeout", "100")]);
    let pool = PgPoolOptions::new().max_connections(1).connect_with(options).await.unwrap();
    let sleeps = || sqlx::raw_sql("select pg_sleep(0.5)").execute(&pool);
    assert!(sleeps().await.is_err(), "the limit is there");
    let slow: SqlStr = sqlx::SqlSafeStr::into_sql_str(AssertSqlSafe("select pg_sleep(0.5)"));
    let migration = Migration::new(1, Cow::Borrowed("slow"), MigrationType::Simple, slow, false);
    let migrator = Migrator::with_migrations(vec![migration]);
    run_migrations(&pool, "slow", &migrator).await.unwrap();
    assert!(sleeps().await.is_err(), "the limit is there again for everybody else");
    pool.close().await;
}
