//! One of the processes that work: the platform, ingress as it is, and two services that do nothing of their own.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use anyhow::Result;
use clap::Args;
use sqlx::migrate::Migrator;
use taper_bus::{Backlog, Bus, Carrier, Subscriptions, Wakes, broker};
use taper_events::athlete::{AppSettingsPersisted, AppSettingsSubmitted};
use taper_events::{Envelope, SettingsId};
use taper_platform::{
    Clock, Databases, HttpLimits, KeyRing, Platform, PlatformParts, PoolBudget, Random, Rates, SharedState, Signals,
    Tasks, Verifier, telemetry,
};
use taper_service::prelude::*;
use taper_service::{run_consumers, run_probe};

use super::{OWNER, SECOND};

const NOWHERE: &str = "http://bench.test";
const LOOK_EVERY: Duration = Duration::from_millis(5);
static NO_TABLES: LazyLock<Migrator> = LazyLock::new(|| Migrator { ..Migrator::DEFAULT });

/// Where its servers are.
#[derive(Args)]
pub(crate) struct Process {
    #[arg(long)]
    pub database: String,
    #[arg(long)]
    pub redis: String,
    #[arg(long)]
    pub rabbitmq: Option<String>,
}

impl Process {
    pub(super) fn arguments(&self) -> Vec<String> {
        let mut arguments =
            vec!["--database".to_owned(), self.database.clone(), "--redis".to_owned(), self.redis.clone()];
        arguments.extend(self.rabbitmq.iter().flat_map(|url| ["--rabbitmq".to_owned(), url.clone()]));
        arguments
    }

    pub(super) fn services() -> [Service; 3] {
        [
            Service::new(OWNER, "Answers", &NO_TABLES).on(answer),
            ingress::service(),
            Service::new(SECOND, "Takes every fact", &NO_TABLES).on_facts(take),
        ]
    }

    /// As `taper serve` puts it together.
    pub(super) fn bus(&self) -> Result<Bus> {
        let (random, clock) = (Random::from_machine(), Clock::machine());
        let id = random.id(&clock).to_string();
        let shared = SharedState::redis(&self.redis, &id)?;
        let services = Self::services();
        let mut subscriptions = Subscriptions::default();
        services.iter().for_each(|service| service.subscribe(&mut subscriptions));
        let platform = Platform::new(PlatformParts {
            rates: Rates::new(shared.clone(), clock.clone(), HttpLimits::NONE),
            signals: Signals::new(shared.clone()),
            verifier: Verifier::new(NOWHERE, clock.clone()),
            databases: Databases::one(taper_platform::connect(&self.database, PoolBudget::default(), &id)?),
            keys: KeyRing::generate(&random),
            random,
            clock,
            tasks: Tasks::default(),
            public_url: NOWHERE.to_owned(),
            trusted_proxies: 0,
        });
        Ok(Bus {
            platform,
            carrier: if self.rabbitmq.is_some() { Carrier::Broker } else { Carrier::Inboxes },
            wakes: Wakes::shared(services.iter().map(|service| service.name), shared),
            subscriptions: Arc::new(subscriptions),
            backlog: Backlog::up_to(i64::MAX),
        })
    }
}

/// Works until it is killed.
pub(crate) async fn work(process: Process) -> Result<()> {
    telemetry::init_logs("info", None);
    let bus = process.bus()?;
    let pool = &bus.db(OWNER).jobs;
    sqlx::query("insert into public.ready values (1)").execute(pool).await?;
    while !sqlx::query_scalar::<_, bool>("select to_regclass('public.go') is not null").fetch_one(pool).await? {
        tokio::time::sleep(LOOK_EVERY).await;
    }
    process.rabbitmq.as_ref().map(|url| broker::start(&bus, url)).transpose()?;
    for service in &Process::services() {
        run_consumers(&bus, service);
    }
    run_probe(&bus);
    bus.wakes.hear_others(&bus.platform.signals).await;
    Ok(())
}

async fn answer(tx: &mut Tx, event: &Event<AppSettingsSubmitted>) -> Handled {
    let id = SettingsId(event.envelope.user_id.0);
    tx.answer(&AppSettingsPersisted { id, version: 1, app_settings: event.data.app_settings, superseded: false })
}

async fn take(_: &mut Tx, _: &[Envelope]) -> Handled {
    Ok(())
}
