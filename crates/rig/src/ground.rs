use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection};
use tempfile::TempDir;

use crate::program::bare_environment;
use crate::servers::postgres_programs;
use crate::{Postgres, RabbitMq, Redis, Taper, VirtualHost, binary, told};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    Embedded,
    Distributed,
}

impl Profile {
    /// The one that `TAPER_TEST_PROFILE` asks for; embedded if it asks for none.
    ///
    /// # Errors
    /// There is no such profile.
    pub fn of_test() -> Result<Self> {
        told("TAPER_TEST_PROFILE").map_or(Ok(Self::Embedded), |text| text.parse())
    }
}

impl std::str::FromStr for Profile {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "embedded" => Ok(Self::Embedded),
            "distributed" => Ok(Self::Distributed),
            other => anyhow::bail!("{other}: there are the profiles embedded and distributed"),
        }
    }
}

/// A folder, and the servers that the profile asks for.
pub struct Ground {
    folder: TempDir,
    pub postgres: Option<Postgres>,
    pub rabbitmq: Option<RabbitMq>,
    pub redis: Option<Redis>,
    /// Of processes that share a database.
    keys: Option<String>,
    borrowed: Option<Borrowed>,
}

/// A corner of servers that others use too.
struct Borrowed {
    database: String,
    host: VirtualHost,
    redis: String,
}

impl Ground {
    /// As [`Self::prepare`], but on the servers that `scripts/with-*` started: quick, and not to be killed.
    ///
    /// # Errors
    /// They are not there.
    pub async fn borrow(profile: Profile) -> Result<Self> {
        let mut ground = Self::prepare(Profile::Embedded).await?;
        if profile == Profile::Distributed {
            let database = ground.another_database().await?;
            let (host, redis) = (VirtualHost::create().await?, told("TAPER_TEST_REDIS_URL")?);
            ground.borrowed = Some(Borrowed { database, host, redis });
            ground.share().await?;
        }
        Ok(ground)
    }

    /// A new database on the borrowed server; its URL.
    ///
    /// # Errors
    /// There is no such server.
    pub async fn another_database(&self) -> Result<String> {
        let server: PgConnectOptions = told("TAPER_TEST_DATABASE_URL")?.parse()?;
        #[expect(clippy::disallowed_methods, reason = "the name of a test's database need not repeat")]
        let name = format!("test_{}", uuid::Uuid::new_v4().simple());
        let mut admin = PgConnection::connect_with(&server).await?;
        sqlx::query(sqlx::AssertSqlSafe(format!("create database {name}"))).execute(&mut admin).await?;
        Ok(server.database(&name).to_url_lossy().to_string())
    }

    /// Keys and tables, for processes that share a database.
    async fn share(&mut self) -> Result<()> {
        self.keys = Some(self.runs(&["keys", "generate"]).await?.trim().to_owned());
        self.runs(&["migrate", "up"]).await?;
        Ok(())
    }

    /// The broker's virtual host that was borrowed.
    pub fn virtual_host(&self) -> Option<&VirtualHost> {
        self.borrowed.as_ref().map(|borrowed| &borrowed.host)
    }

    /// # Errors
    /// A server is not installed or does not start.
    pub async fn prepare(profile: Profile) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("taper-rig-").tempdir()?;
        // Servers that run as somebody else must get through.
        std::fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
        let mut ground = Self { folder, postgres: None, rabbitmq: None, redis: None, keys: None, borrowed: None };
        if profile == Profile::Distributed {
            let postgres = Postgres::start(ground.path()).await?;
            postgres.create("taper").await?;
            ground.postgres = Some(postgres);
            ground.rabbitmq = Some(RabbitMq::start(ground.path()).await?);
            ground.redis = Some(Redis::start(ground.path()).await?);
            ground.share().await?;
        }
        Ok(ground)
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn data_dir(&self) -> PathBuf {
        self.path().join("data")
    }

    /// What tells a process of its surroundings.
    pub fn settings(&self) -> Vec<(String, String)> {
        let mut settings = Vec::new();
        let mut set = |name: &str, value: Option<String>| settings.extend(value.map(|value| (name.to_owned(), value)));
        set("TAPER_DATABASE_URL", self.postgres.as_ref().map(|postgres| postgres.url("taper")));
        set("TAPER_RABBITMQ_URL", self.rabbitmq.as_ref().map(RabbitMq::url));
        set("TAPER_REDIS_URL", self.redis.as_ref().map(Redis::url));
        set("TAPER_KEYS", self.keys.clone());
        if let Some(borrowed) = &self.borrowed {
            set("TAPER_DATABASE_URL", Some(borrowed.database.clone()));
            set("TAPER_RABBITMQ_URL", Some(borrowed.host.url.clone()));
            set("TAPER_REDIS_URL", Some(borrowed.redis.clone()));
        }
        settings
    }

    /// A process with these surroundings, not started yet.
    ///
    /// # Errors
    /// There is no binary.
    pub fn taper(&self, name: &str, arguments: &[&str]) -> Result<Taper> {
        Taper::new(self.path(), name, &self.settings(), arguments)
    }

    /// Runs a command of `taper` and gives what it printed.
    ///
    /// # Errors
    /// It fails; with what it said.
    pub async fn runs(&self, arguments: &[&str]) -> Result<String> {
        self.runs_with(&self.settings(), arguments).await
    }

    /// As [`Self::runs`], with other settings.
    ///
    /// # Errors
    /// It fails; with what it said.
    pub async fn runs_with(&self, settings: &[(String, String)], arguments: &[&str]) -> Result<String> {
        let mut command = tokio::process::Command::new(binary()?);
        command.env_clear().envs(bare_environment());
        command
            .args(arguments)
            .env("TAPER_DATA_DIR", self.data_dir())
            .envs(settings.iter().cloned())
            .stdin(Stdio::null());
        let output = command.output().await?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        ensure!(output.status.success(), "taper {} failed: {said}", arguments.join(" "));
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// # Errors
    /// None runs.
    pub fn kill_embedded_postgres(&self) -> Result<()> {
        let pid_file = self.data_dir().join("postgres/postmaster.pid");
        let text = std::fs::read_to_string(&pid_file).with_context(|| pid_file.display().to_string())?;
        let pid = text.lines().next().unwrap_or_default().parse()?;
        nix::sys::signal::kill(nix::unistd::Pid::from_raw(pid), nix::sys::signal::Signal::SIGKILL)?;
        Ok(())
    }

    /// Ends the embedded server so that it cannot start again until [`Self::mend_embedded_postgres`].
    ///
    /// # Errors
    /// None runs.
    pub fn break_embedded_postgres(&self) -> Result<()> {
        let control = self.data_dir().join("postgres/global/pg_control");
        std::fs::rename(&control, control.with_extension("away"))?;
        self.kill_embedded_postgres()
    }

    /// # Errors
    /// It was not broken.
    pub fn mend_embedded_postgres(&self) -> Result<()> {
        let control = self.data_dir().join("postgres/global/pg_control");
        Ok(std::fs::rename(control.with_extension("away"), control)?)
    }

    /// The baseline of what PostgreSQL can do here: pgbench inserts single rows, each a commit.
    ///
    /// # Errors
    /// pgbench fails.
    pub async fn single_row_commits_per_second(&self, clients: usize, seconds: u64) -> Result<f64> {
        let table = "create table if not exists public.baseline (id bigserial primary key, at timestamptz, note text)";
        sqlx::raw_sql(table).execute(&mut self.database().await?).await?;
        let script = self.path().join("baseline.sql");
        std::fs::write(&script, "insert into public.baseline (at, note) values (now(), repeat('x', 400));\n")?;
        let mut command = tokio::process::Command::new(postgres_programs()?.join("pgbench"));
        command.args(["--no-vacuum", "--protocol", "prepared", "--jobs", "2", "--client", &clients.to_string()]);
        command.args(["--time", &seconds.to_string(), "--file"]).arg(&script).arg(self.database_url()?);
        let output = command.output().await?;
        let (printed, said) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        let line = printed.lines().find_map(|line| line.strip_prefix("tps = ")).with_context(|| said.into_owned())?;
        Ok(line.split_whitespace().next().unwrap_or_default().parse()?)
    }

    /// Whoever reads or writes this table waits for so long.
    ///
    /// # Errors
    /// The database's.
    pub async fn locks_table(&self, table: &'static str, time: Duration) -> Result<()> {
        let mut db = self.database().await?;
        let mut tx = db.begin().await?;
        sqlx::raw_sql(sqlx::AssertSqlSafe(format!("lock table {table}"))).execute(&mut *tx).await?;
        tokio::time::sleep(time).await;
        Ok(tx.rollback().await?)
    }

    /// The database itself, past the platform: for judges.
    ///
    /// # Errors
    /// It does not run.
    pub async fn database(&self) -> Result<PgConnection> {
        Ok(PgConnection::connect(&self.database_url()?).await?)
    }

    fn database_url(&self) -> Result<String> {
        match (&self.postgres, &self.borrowed) {
            (Some(postgres), _) => Ok(postgres.url("taper")),
            (None, Some(borrowed)) => Ok(borrowed.database.clone()),
            (None, None) => taper_postgres_supervisor::running_url(&self.data_dir()).context("no embedded server runs"),
        }
    }
}
