use std::sync::Arc;
use std::time::{Duration, Instant};

use sqlx::PgPool;
use sqlx::migrate::Migrator;
use taper_bus::{Bus, Worker, release_held, run_due_jobs, run_due_schedules};

use crate::Service;

/// Workers of one service in one process: one handles while the other commits.
const WORKERS: usize = 2;
const RELEASE_EVERY: Duration = Duration::from_secs(5);
/// Rounds of a service's jobs at once: one that waits for a slow provider does not hold up the next.
const JOB_ROUNDS: usize = 3;
const JOBS_EVERY: Duration = Duration::from_millis(500);
const PROBE_EVERY: Duration = Duration::from_secs(1);
/// Times as long as it took to count, within these bounds, nothing is counted.
const GAUGES_REST: u32 = 20;
const GAUGES_MIN_REST: Duration = Duration::from_secs(5);
const GAUGES_MAX_REST: Duration = Duration::from_secs(60);
const UPKEEP_EVERY: Duration = Duration::from_secs(3600);
const SCHEDULES_EVERY: Duration = Duration::from_secs(5);

/// Which parts of its services a process runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    pub http: bool,
    pub consumers: bool,
    pub jobs: bool,
}

impl Parts {
    pub const ALL: Self = Self { http: true, consumers: true, jobs: true };
}

/// Some service's tables, or the bus's, cannot be brought up to date.
#[derive(Debug, thiserror::Error)]
#[error("the tables of {service} cannot be brought up to date")]
pub struct MigrateError {
    service: &'static str,
    /// The database's, or a migration that was changed after it ran.
    source: sqlx::migrate::MigrateError,
}

/// Brings a database's bus and services up to this program's version.
///
/// # Errors
/// The first that cannot be brought there.
pub async fn migrate(bus: &Bus, services: &[Service]) -> Result<(), MigrateError> {
    for pools in bus.platform.databases.each() {
        run_migrations(&pools.jobs, "bus", &taper_bus::MIGRATOR).await?;
    }
    for service in services {
        run_migrations(&bus.db(service.name).jobs, service.name, service.migrator).await?;
    }
    Ok(())
}

/// Runs what has not run of one service's migrations, however long one takes: a statement that is cut off may leave half
/// an index behind.
///
/// # Errors
/// The database's, or a migration that was changed after it ran.
pub async fn run_migrations(pool: &PgPool, service: &'static str, migrator: &Migrator) -> Result<(), MigrateError> {
    let run = async {
        // Closed afterwards: nobody else is to have a connection without a limit.
        let mut own = pool.acquire().await?.detach();
        sqlx::raw_sql("set statement_timeout = 0").execute(&mut own).await?;
        migrator.run(&mut own).await
    };
    run.await.map_err(|source| MigrateError { service, source })
}

/// A service, the newest migration that ran, and the newest there is.
pub type Version = (&'static str, Option<i64>, i64);

/// How far each service's migrations are.
///
/// # Errors
/// The database's.
pub async fn versions(bus: &Bus, services: impl IntoIterator<Item = &Service>) -> Result<Vec<Version>, sqlx::Error> {
    let mut versions = Vec::new();
    let bus_migrator: &sqlx::migrate::Migrator = &taper_bus::MIGRATOR;
    for (name, migrator) in
        std::iter::once(("bus", bus_migrator)).chain(services.into_iter().map(|s| (s.name, s.migrator)))
    {
        let newest = migrator.iter().map(|migration| migration.version).max().unwrap_or(0);
        let ran = taper_bus::newest_migration(&bus.db(name).jobs, name).await?;
        versions.push((name, ran, newest));
    }
    Ok(versions)
}

/// A service whose tables are older than this program, if there is one.
///
/// # Errors
/// The database's.
pub async fn behind(
    bus: &Bus,
    services: impl IntoIterator<Item = &Service>,
) -> Result<Option<&'static str>, sqlx::Error> {
    let versions = versions(bus, services).await?;
    Ok(versions.into_iter().find(|(_, ran, newest)| ran.is_none_or(|ran| ran < *newest)).map(|(name, ..)| name))
}

/// Starts the workers of a service's inbox.
pub fn run_consumers(bus: &Bus, service: &Service) {
    if service.consumer.is_empty() {
        return;
    }
    let (name, tasks) = (service.name, &bus.platform.tasks);
    let worker = Arc::new(Worker::new(bus, name, service.consumer.clone()));
    for _ in 0..WORKERS {
        let (bus, worker) = (bus.clone(), worker.clone());
        tasks.supervise("consumer", move || {
            let (bus, worker) = (bus.clone(), worker.clone());
            async move { worker.work(&bus).await }
        });
    }
    let held_by = bus.clone();
    tasks.every("release-held", RELEASE_EVERY, move || {
        let bus = held_by.clone();
        async move {
            if let Err(error) = release_held(&bus, name).await {
                tracing::warn!(service = name, %error, "cannot look at held keys");
            }
        }
    });
}

/// Starts the jobs and schedules of a service.
pub fn run_jobs(bus: &Bus, service: &Service) {
    let (name, tasks) = (service.name, &bus.platform.tasks);
    if !service.jobs.is_empty() {
        for _ in 0..JOB_ROUNDS {
            let (bus, jobs) = (bus.clone(), service.jobs.clone());
            tasks.every("jobs", JOBS_EVERY, move || {
                let (bus, jobs) = (bus.clone(), jobs.clone());
                async move {
                    if let Err(error) = run_due_jobs(&bus, name, &jobs).await {
                        tracing::warn!(service = name, %error, "cannot look for jobs");
                    }
                }
            });
        }
    }
    if !service.schedules.is_empty() {
        let (bus, schedules) = (bus.clone(), service.schedules.clone());
        tasks.every("schedules", SCHEDULES_EVERY, move || {
            let (bus, schedules) = (bus.clone(), schedules.clone());
            async move {
                if let Err(error) = run_due_schedules(&bus, name, &schedules).await {
                    tracing::warn!(service = name, %error, "cannot look for scheduled work");
                }
            }
        });
    }
}

/// Measures what waits in the databases, for `/metrics`.
pub fn run_gauges(bus: &Bus, services: &[Service]) {
    let measured = bus.clone();
    let names: Arc<[&'static str]> = services.iter().map(|service| service.name).collect();
    bus.platform.tasks.again("gauges", move || {
        let (bus, names) = (measured.clone(), names.clone());
        async move {
            let started = Instant::now();
            if let Err(error) = taper_bus::measure(&bus, &names).await {
                tracing::warn!(%error, "cannot measure the databases");
            }
            // It counts rows: what takes long, behind a large backlog, is done less often.
            (started.elapsed() * GAUGES_REST).clamp(GAUGES_MIN_REST, GAUGES_MAX_REST)
        }
    });
}

/// Has the databases forget what they have kept for long enough.
pub fn run_upkeep(bus: &Bus) {
    let kept = bus.clone();
    bus.platform.tasks.every("upkeep", UPKEEP_EVERY, move || {
        let bus = kept.clone();
        async move {
            if let Err(error) = taper_bus::forget_old(&bus).await {
                tracing::warn!(%error, "cannot forget what is old");
            }
        }
    });
}

/// Watches the databases for rows that other processes brought.
pub fn run_probe(bus: &Bus) {
    let watched = bus.clone();
    let floors = Arc::new(tokio::sync::Mutex::new(taper_bus::Floors::new()));
    bus.platform.tasks.every("probe", PROBE_EVERY, move || {
        let (bus, floors) = (watched.clone(), floors.clone());
        async move {
            if let Err(error) = taper_bus::probe(&bus, &mut *floors.lock().await).await {
                tracing::warn!(%error, "cannot look for new rows");
            }
        }
    });
}

/// Does a service's due jobs once. Returns how many were taken.
///
/// # Errors
/// The database's.
pub async fn run_jobs_once(bus: &Bus, service: &Service) -> Result<usize, sqlx::Error> {
    run_due_jobs(bus, service.name, &service.jobs).await
}

/// Does a service's due scheduled work once. Returns how many ran.
///
/// # Errors
/// The database's.
pub async fn run_schedules_once(bus: &Bus, service: &Service) -> Result<usize, sqlx::Error> {
    run_due_schedules(bus, service.name, &service.schedules).await
}
