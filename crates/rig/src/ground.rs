use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use sqlx::{Connection, PgConnection};
use tempfile::TempDir;

use crate::{Postgres, RabbitMq, Redis, Taper, binary};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    Embedded,
    Distributed,
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
}

impl Ground {
    /// # Errors
    /// A server is not installed or does not start.
    pub async fn prepare(profile: Profile) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("taper-rig-").tempdir()?;
        // Servers that run as somebody else must get through.
        std::fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
        let mut ground = Self { folder, postgres: None, rabbitmq: None, redis: None, keys: None };
        if profile == Profile::Distributed {
            let postgres = Postgres::start(ground.path()).await?;
            postgres.create("taper").await?;
            ground.postgres = Some(postgres);
            ground.rabbitmq = Some(RabbitMq::start(ground.path()).await?);
            ground.redis = Some(Redis::start(ground.path()).await?);
            ground.keys = Some(ground.runs(&["keys", "generate"]).await?.trim().to_owned());
            ground.runs(&["migrate", "up"]).await?;
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
        let mut command = tokio::process::Command::new(binary()?);
        command.args(arguments).env("TAPER_DATA_DIR", self.data_dir()).envs(self.settings()).stdin(Stdio::null());
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

    /// The database itself, past the platform: for judges.
    ///
    /// # Errors
    /// It does not run.
    pub async fn database(&self) -> Result<PgConnection> {
        let url = match &self.postgres {
            Some(postgres) => postgres.url("taper"),
            None => taper_postgres_supervisor::running_url(&self.data_dir()).context("no embedded server runs")?,
        };
        Ok(PgConnection::connect(&url).await?)
    }
}
