//! A data directory of its own, and what a test wants to know about the server in it.

use std::{
    fs,
    future::Future,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use sqlx::{Connection, PgConnection, Row, postgres::PgRow};
use taper_postgres_supervisor::{Config, Running, start};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(15);

pub(crate) struct World {
    /// Open to every user of the machine; the data directory below decides for itself.
    pub(crate) outer: TempDir,
    pub(crate) data_dir: PathBuf,
}

impl World {
    pub(crate) fn new() -> Self {
        let outer = tempfile::Builder::new().prefix("taper-supervisor-").tempdir().unwrap();
        fs::set_permissions(outer.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let data_dir = outer.path().join("data");
        Self { outer, data_dir }
    }

    pub(crate) fn config(&self) -> Config {
        Config::new(&self.data_dir)
    }

    pub(crate) async fn started(&self) -> Running {
        start(self.config()).await.unwrap_or_else(|refusal| panic!("{refusal}"))
    }

    /// Why it does not start.
    pub(crate) async fn refusal(&self) -> String {
        match start(self.config()).await {
            Ok(_) => panic!("it started"),
            Err(refusal) => refusal.to_string(),
        }
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.data_dir.join("postgres")
    }

    pub(crate) fn findings(&self) -> String {
        findings(&self.config())
    }
}

pub(crate) fn findings(config: &Config) -> String {
    taper_postgres_supervisor::inspect(config).iter().map(|finding| format!("{finding}\n")).collect()
}

pub(crate) async fn query(url: &str, sql: &'static str) -> Result<PgRow, sqlx::Error> {
    let mut connection = PgConnection::connect(url).await?;
    sqlx::query(sql).fetch_one(&mut connection).await
}

pub(crate) async fn write_a_row(url: &str) {
    let mut connection = PgConnection::connect(url).await.unwrap();
    sqlx::raw_sql("drop table if exists kept; create table kept as select 42 as answer")
        .execute(&mut connection)
        .await
        .unwrap();
}

pub(crate) async fn row_is_there(url: &str) -> bool {
    query(url, "select answer from kept").await.is_ok_and(|row| row.get::<i32, _>("answer") == 42)
}

/// The server's process, as it says itself.
pub(crate) fn postmaster(folder: &Path) -> i32 {
    let text = fs::read_to_string(folder.join("postmaster.pid")).unwrap();
    text.lines().next().unwrap().parse().unwrap()
}

/// It works; a dead process that nobody has collected does not.
pub(crate) fn works(pid: i32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    !matches!(stat.rsplit(") ").next().unwrap_or_default().chars().next(), None | Some('Z'))
}

pub(crate) async fn eventually<F: Future<Output = bool>>(what: &str, mut check: impl FnMut() -> F) {
    let deadline = Instant::now() + PATIENCE;
    while !check().await {
        assert!(Instant::now() < deadline, "not within {PATIENCE:?}: {what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
