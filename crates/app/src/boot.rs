//! From configuration to a running process.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use taper_bus::{Backlog, Bus, Carrier, Subscriptions, Wakes};
use taper_platform::{
    Clock, Databases, KeyRing, Platform, PlatformParts, PoolBudget, Pools, Random, Rates, SharedState, Signals, Tasks,
    Verifier,
};
use taper_postgres_supervisor as embedded;
use taper_service::Service;
use tokio::signal::unix::{SignalKind, signal};

use crate::config::Config;
use crate::{backup, keys, reach, services};

/// What a command, which is gone again soon, is known by.
const COMMAND: &str = "cli";

/// Everything a command needs to work with an instance.
pub(crate) struct Instance {
    pub bus: Bus,
    pub services: Vec<Service>,
    /// What PostgreSQL knows this process by.
    pub process: String,
    /// Here while the embedded server is ours to stop.
    pub postgres: Option<embedded::Running>,
}

/// Which services' consumers wake in this process.
pub(crate) enum Consumers<'a> {
    None,
    Of(&'a dyn Fn(&str) -> bool),
}

/// As [`boot`], for a command that works on what is there and makes nothing new.
pub(crate) async fn boot_existing(config: &Config) -> anyhow::Result<Instance> {
    require(config)?;
    boot(config, Consumers::None).await
}

/// As [`boot`], for a command that may be the first of an instance: with the tables there.
pub(crate) async fn boot_migrated(config: &Config) -> anyhow::Result<Instance> {
    let instance = boot(config, Consumers::None).await?;
    let prepared = prepare(config, &instance).await;
    instance.or_shut_down(prepared).await.map(|(instance, ())| instance)
}

async fn prepare(config: &Config, instance: &Instance) -> anyhow::Result<()> {
    if config.is_embedded() {
        taper_service::migrate(&instance.bus, &instance.services).await?;
    } else if let Some(behind) = taper_service::behind(&instance.bus, &instance.services).await? {
        anyhow::bail!("the tables of {behind} are not there yet: run `taper migrate up` first");
    }
    Ok(instance.bus.register_takers().await?)
}

/// # Errors
/// The data directory holds no instance, and no database is configured.
pub(crate) fn require(config: &Config) -> anyhow::Result<()> {
    backup::refuse_half_restored(&config.data_dir)?;
    let there = !config.is_embedded() || cluster_folder(config).exists();
    anyhow::ensure!(
        there,
        "there is no instance in {}; name its folder with --data-dir, or TAPER_DATA_DIR",
        config.data_dir.display()
    );
    Ok(())
}

/// Connects to the instance's database, starting the embedded one if need be. `serve` waits for one that is away; a
/// command says so and ends.
pub(crate) async fn boot(config: &Config, consumers: Consumers<'_>) -> anyhow::Result<Instance> {
    backup::refuse_half_restored(&config.data_dir)?;
    let beside_serve = matches!(consumers, Consumers::None);
    match beside_serve {
        true => reach::reach(config).await?,
        false => reach::wait(config).await?,
    }
    let (database_url, postgres) = database(config, beside_serve).await?;
    let found = keys::find(config)?;
    let ring = found.clone().unwrap_or_else(|| KeyRing::generate(&Random::from_machine()));
    let instance = assemble(config, (&database_url, postgres), ring.clone(), consumers)?;
    let fitting = match keys::fit(config, &instance.bus).await {
        // Made at the first start.
        Ok(()) if found.is_none() => keys::write(&config.data_dir, &ring),
        fitting => fitting,
    };
    instance.or_shut_down(fitting).await.map(|(instance, ())| instance)
}

/// Puts an instance together on a server that runs.
pub(crate) fn assemble(
    config: &Config,
    (database_url, postgres): (&str, Option<embedded::Running>),
    keys: KeyRing,
    consumers: Consumers<'_>,
) -> anyhow::Result<Instance> {
    let random = Random::from_machine();
    let clock = Clock::machine();
    let process = match consumers {
        Consumers::None => COMMAND.to_owned(),
        Consumers::Of(_) => random.id(&clock).to_string(),
    };
    let shared = match &config.redis_url {
        Some(url) => SharedState::redis(url, &random.id(&clock).to_string()).context("TAPER_REDIS_URL")?,
        None => SharedState::in_process(),
    };
    let platform = Platform::new(PlatformParts {
        rates: Rates::new(shared.clone(), clock.clone(), config.limits),
        signals: Signals::new(shared.clone()),
        verifier: Verifier::new(&config.public_url, clock.clone()),
        databases: databases(config, database_url, &process)?,
        keys,
        random,
        clock,
        tasks: Tasks::default(),
        public_url: config.public_url.clone(),
        trusted_proxies: config.trusted_proxies,
    });
    let services = services::all(config);
    for name in config.own_databases.keys() {
        let known = services.iter().any(|service| service.name == name);
        anyhow::ensure!(known, "TAPER_{}_DATABASE_URL: there is no service of that name", name.to_uppercase());
    }
    let mut subscriptions = Subscriptions::default();
    for service in &services {
        service.subscribe(&mut subscriptions);
    }
    let woken: Vec<&'static str> = match consumers {
        Consumers::None => Vec::new(),
        Consumers::Of(runs) => services.iter().map(|s| s.name).filter(|name| runs(name)).collect(),
    };
    let bus = Bus {
        platform,
        carrier: if config.rabbitmq_url.is_some() { Carrier::Broker } else { Carrier::Inboxes },
        wakes: Wakes::shared(woken, shared.clone()),
        subscriptions: Arc::new(subscriptions),
        backlog: Backlog::up_to(i64::try_from(config.outbox_limit).unwrap_or(i64::MAX)),
    };
    Ok(Instance { bus, services, process, postgres })
}

/// `beside_serve`: a command may use the server of a running `taper serve`; a second `serve` is refused.
async fn database(config: &Config, beside_serve: bool) -> anyhow::Result<(String, Option<embedded::Running>)> {
    if let Some(url) = &config.database_url {
        return Ok((url.clone(), None));
    }
    if beside_serve && let Some(url) = embedded::running_url(&config.data_dir) {
        return Ok((url, None));
    }
    let running = embedded::start(embedded_config(config)).await?;
    Ok((running.url().to_owned(), Some(running)))
}

/// What the embedded server is started and looked at with.
pub(crate) fn embedded_config(config: &Config) -> embedded::Config {
    embedded::Config { binaries: config.postgres_bin.clone(), ..embedded::Config::new(&config.data_dir) }
}

fn databases(config: &Config, default_url: &str, process: &str) -> anyhow::Result<Databases> {
    let connect = |name: &str, url: &str, budget: PoolBudget| -> anyhow::Result<Pools> {
        taper_platform::connect(url, budget, process).map_err(|_| anyhow::anyhow!("{name} is no PostgreSQL URL"))
    };
    let mut databases = Databases::one(connect("TAPER_DATABASE_URL", default_url, config.pool)?);
    for (service, url) in &config.own_databases {
        let name = format!("TAPER_{}_DATABASE_URL", service.to_uppercase());
        databases = databases.with_own(service, connect(&name, url, config.pool)?);
    }
    Ok(databases)
}

impl Instance {
    /// What was made with the instance, and the instance; or why it was not, with the embedded server stopped.
    pub(crate) async fn or_shut_down<T>(self, made: anyhow::Result<T>) -> anyhow::Result<(Self, T)> {
        match made {
            Ok(made) => Ok((self, made)),
            Err(error) => {
                self.shut_down(Duration::ZERO).await;
                Err(error)
            }
        }
    }

    /// Lets everything finish, then stops the embedded server if it is ours.
    pub(crate) async fn shut_down(self, patience: Duration) {
        if !self.bus.platform.tasks.drain(patience).await {
            tracing::warn!("some work did not end in time; it will be taken up again");
        }
        for pools in self.bus.platform.databases.each() {
            pools.http.close().await;
            pools.consumers.close().await;
            pools.jobs.close().await;
        }
        if let Some(postgres) = self.postgres
            && let Err(error) = postgres.stop().await
        {
            tracing::warn!(%error, "the embedded PostgreSQL did not stop cleanly");
        }
    }
}

/// Where the embedded server's data are.
pub(crate) fn cluster_folder(config: &Config) -> std::path::PathBuf {
    config.data_dir.join(embedded::FOLDER_NAME)
}

/// Returns when the operator, or the system, asks the process to end.
pub(crate) async fn asked_to_stop() {
    let (Ok(mut interrupt), Ok(mut terminate)) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
}
