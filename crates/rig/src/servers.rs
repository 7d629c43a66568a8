//! PostgreSQL, RabbitMQ and Redis as the distributed profile has them: durable, on private ports.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use nix::sys::signal::Signal;
use sqlx::{Connection, PgConnection};

use crate::{Program, free_port};

const PATIENCE: Duration = Duration::from_secs(240);
const POSTGRES_PLACES: [&str; 3] = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"];
const RABBITMQ_PLACES: [&str; 3] = ["/usr/lib/rabbitmq/bin", "/opt/homebrew/sbin", "/usr/local/sbin"];

/// Root is refused by PostgreSQL and should not be given to RabbitMQ.
fn unprivileged(wanted: &str, folder: &Path) -> Result<Option<String>> {
    if !nix::unistd::geteuid().is_root() {
        return Ok(None);
    }
    let known = |name: &&str| nix::unistd::User::from_name(name).ok().flatten();
    let user = [wanted, "nobody"].iter().find_map(known).context("no unprivileged user")?;
    nix::unistd::chown(folder, Some(user.uid), Some(user.gid))?;
    Ok(Some(user.name))
}

fn folder(parent: &Path, name: &str) -> Result<PathBuf> {
    let folder = parent.join(name);
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

pub struct Postgres {
    program: Program,
    pub port: u16,
}

impl Postgres {
    /// # Errors
    /// PostgreSQL is not installed or does not start.
    pub async fn start(parent: &Path) -> Result<Self> {
        let folder = folder(parent, "postgres")?;
        let user = unprivileged("postgres", &folder)?;
        let (bin, data, port) = (postgres_programs()?, folder.join("data"), free_port()?);
        let mut initdb = Program::new("initdb", bin.join("initdb"), parent.join("initdb.log")).as_user(user.clone());
        for argument in ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-D"] {
            initdb = initdb.arg(argument);
        }
        initdb = initdb.arg(&data);
        initdb.start()?;
        while !initdb.has_ended() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let mut program = Program::new("PostgreSQL", bin.join("postgres"), parent.join("postgres.log")).as_user(user);
        program = program.arg("-D").arg(&data).arg("-k").arg(&folder).arg("-p").arg(port.to_string());
        for setting in ["listen_addresses=127.0.0.1", "max_connections=300"] {
            program = program.arg("-c").arg(setting);
        }
        let mut postgres = Self { program, port };
        postgres.start_again().await?;
        Ok(postgres)
    }

    /// # Errors
    /// It does not come up.
    pub async fn start_again(&mut self) -> Result<()> {
        self.program.start()?;
        let url = self.url("postgres");
        self.program.wait_until(PATIENCE, async || PgConnection::connect(&url).await.is_ok()).await?;
        Ok(())
    }

    /// # Errors
    /// It does not run.
    pub async fn kill(&mut self) -> Result<()> {
        // Its processes are in groups of their own; they end when they find the first one gone.
        self.program.kill().await
    }

    pub fn url(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }

    /// A new database; its URL.
    ///
    /// # Errors
    /// The database's.
    pub async fn create(&self, database: &str) -> Result<String> {
        let mut admin = PgConnection::connect(&self.url("postgres")).await?;
        sqlx::query(sqlx::AssertSqlSafe(format!("create database {database}"))).execute(&mut admin).await?;
        Ok(self.url(database))
    }
}

pub(crate) fn postgres_programs() -> Result<PathBuf> {
    let mut found: Vec<PathBuf> = POSTGRES_PLACES
        .iter()
        .filter_map(|place| std::fs::read_dir(place).ok())
        .flat_map(|entries| entries.flatten().map(|entry| entry.path().join("bin")))
        .filter(|bin| bin.join("initdb").exists())
        .collect();
    found.sort();
    found.pop().context("PostgreSQL was not found: install the package postgresql")
}

pub struct Redis {
    program: Program,
    pub port: u16,
}

impl Redis {
    /// # Errors
    /// Redis is not installed or does not start.
    pub async fn start(parent: &Path) -> Result<Self> {
        let (folder, port) = (folder(parent, "redis")?, free_port()?);
        let program = Program::new("Redis", "redis-server", parent.join("redis.log"))
            .arg("--port")
            .arg(port.to_string())
            .arg("--bind")
            .arg("127.0.0.1")
            .arg("--save")
            .arg("")
            .arg("--dir")
            .arg(folder);
        let mut redis = Self { program, port };
        redis.start_again().await?;
        Ok(redis)
    }

    /// # Errors
    /// It does not come up.
    pub async fn start_again(&mut self) -> Result<()> {
        self.program.start()?;
        let address = ("127.0.0.1", self.port);
        self.program.wait_until(PATIENCE, async || tokio::net::TcpStream::connect(address).await.is_ok()).await?;
        Ok(())
    }

    /// # Errors
    /// It does not run.
    pub async fn kill(&mut self) -> Result<()> {
        self.program.kill().await
    }

    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}/", self.port)
    }
}

pub struct RabbitMq {
    program: Program,
    names: Program,
    pub port: u16,
}

impl RabbitMq {
    /// # Errors
    /// RabbitMQ is not installed or does not start.
    pub async fn start(parent: &Path) -> Result<Self> {
        let folder = folder(parent, "rabbitmq")?;
        let user = unprivileged("rabbitmq", &folder)?;
        let bin = RABBITMQ_PLACES.iter().map(PathBuf::from).find(|place| place.join("rabbitmq-server").exists());
        let bin = bin.context("RabbitMQ was not found: install the package rabbitmq-server")?;
        let (port, distribution, names_port) = (free_port()?, free_port()?, free_port()?);
        let settings =
            format!("listeners.tcp.local = 127.0.0.1:{port}\ndisk_free_limit.absolute = 50MB\nlog.console = true\n");
        std::fs::write(folder.join("rabbitmq.conf"), settings)?;
        std::fs::write(folder.join("enabled_plugins"), "[].")?;
        std::fs::write(folder.join("env.conf"), "")?;
        // A name server of its own, so that neither the system's nodes nor other runs are seen.
        let names = Program::new("epmd", "epmd", parent.join("epmd.log"))
            .as_user(user.clone())
            .arg("-port")
            .arg(names_port.to_string())
            .arg("-address")
            .arg("127.0.0.1");
        let at = |name: &str| folder.join(name).into_os_string();
        let program = Program::new("RabbitMQ", bin.join("rabbitmq-server"), parent.join("rabbitmq.log"))
            .as_user(user)
            .env("ERL_EPMD_PORT", names_port.to_string())
            .env("ERL_EPMD_ADDRESS", "127.0.0.1")
            .env("HOME", folder.clone())
            .env("RABBITMQ_NODENAME", format!("taper{port}@localhost"))
            .env("RABBITMQ_DIST_PORT", distribution.to_string())
            .env("RABBITMQ_CONF_ENV_FILE", at("env.conf"))
            .env("RABBITMQ_CONFIG_FILE", at("rabbitmq"))
            .env("RABBITMQ_ADVANCED_CONFIG_FILE", at("advanced"))
            .env("RABBITMQ_GENERATED_CONFIG_DIR", at("generated"))
            .env("RABBITMQ_SCHEMA_DIR", at("schema"))
            .env("RABBITMQ_MNESIA_BASE", at("mnesia"))
            .env("RABBITMQ_LOG_BASE", folder.clone())
            .env("RABBITMQ_LOGS", "-")
            .env("RABBITMQ_ENABLED_PLUGINS_FILE", at("enabled_plugins"))
            .env("RABBITMQ_PLUGINS_EXPAND_DIR", at("plugins"))
            .env("RABBITMQ_FEATURE_FLAGS_FILE", at("feature_flags"))
            .env("RABBITMQ_PID_FILE", at("pid"))
            .env(
                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                "+sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}",
            );
        let mut rabbit = Self { program, names, port };
        rabbit.names.start()?;
        rabbit.start_again().await?;
        Ok(rabbit)
    }

    /// # Errors
    /// It does not come up.
    pub async fn start_again(&mut self) -> Result<()> {
        let log = self.program.log().to_owned();
        let starts =
            |log: &Path| std::fs::read_to_string(log).unwrap_or_default().matches("Server startup complete").count();
        let before = starts(&log);
        self.program.start()?;
        self.program.wait_until(PATIENCE, async || starts(&log) > before).await?;
        Ok(())
    }

    /// # Errors
    /// It does not run.
    pub async fn kill(&mut self) -> Result<()> {
        self.program.kill().await
    }

    /// # Errors
    /// It does not run, or does not end.
    pub async fn stop(&mut self) -> Result<()> {
        ensure!(self.program.pid().is_some(), "RabbitMQ does not run");
        self.program.end(Signal::SIGTERM).await
    }

    pub fn url(&self) -> String {
        format!("amqp://guest:guest@127.0.0.1:{}/%2f", self.port)
    }
}
