//! P3: the bus alone, as in bus.md. A backlog of intents; two processes whose handlers answer each with a fact, which goes
//! to its person's stream and to a second consumer: three handler commits. Beside it the same statements by bare SQL, and
//! a bare AMQP client that publishes with confirms and acknowledges.

mod bare_amqp;
mod bare_sql;
mod pgmq_queues;
mod process;

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use sqlx::{Connection, PgConnection};
use taper_bus::{Arrival, Bus, arrive};
use taper_events::athlete::AppSettingsSubmitted;
use taper_events::{Envelope, EventData, UserId};
use taper_platform::{Clock, Random};
use taper_rig::{Postgres, Program, RabbitMq, Redis};
use uuid::Uuid;

use bare_sql::Way;
use pgmq_queues::Reading;

use crate::Size;
use crate::report::{Figure, Report};

pub(crate) use process::{Process, work};

const PROCESSES: usize = 2;
const PEOPLE: u128 = 1000;
/// Of the backlog, for each second that a repetition is to take.
const PER_SECOND: usize = 4000;
const ARRIVE_AT_ONCE: usize = 500;
const LOOK_EVERY: Duration = Duration::from_millis(20);
const PATIENCE: Duration = Duration::from_secs(600);
/// The service that takes the intents, by its name in the catalogue.
const OWNER: &str = "athlete";
const SECOND: &str = "second";
const WAITING: &str = "select (select count(*) from bus.inbox) + (select count(*) from bus.outbox)";

/// The servers of one profile.
struct Ground {
    folder: tempfile::TempDir,
    postgres: Postgres,
    redis: Redis,
    rabbitmq: Option<RabbitMq>,
}

pub(crate) async fn measure(size: Size) -> Result<Report> {
    let intents = PER_SECOND * usize::try_from(size.seconds)?;
    let embedded = Ground::prepare(false).await?;
    let (mut inboxes, mut sql) = (Vec::new(), Vec::new());
    // The first of each warms up.
    for _ in 0..=size.repetitions {
        inboxes.push(embedded.bus(intents).await?);
        sql.push(bare_sql::handle(&embedded.database().await?, Way::Inboxes, intents).await?);
    }
    drop(embedded);
    let distributed = Ground::prepare(true).await?;
    let (mut carried, mut relayed, mut amqp) = (Vec::new(), Vec::new(), Vec::new());
    let broker = distributed.rabbitmq.as_ref().context("a broker")?.url();
    for _ in 0..=size.repetitions {
        carried.push(distributed.bus(intents).await?);
        relayed.push(bare_sql::handle(&distributed.database().await?, Way::Outbox, intents).await?);
        amqp.push(bare_amqp::carry(&broker, intents).await?);
    }
    let measured = |mut rates: Vec<f64>| rates.split_off(1);
    let (inboxes, sql) = (measured(inboxes), measured(sql));
    let (carried, relayed, amqp) = (measured(carried), measured(relayed), measured(amqp));
    // The same cores do both, one after the other.
    let both: Vec<f64> = relayed.iter().zip(&amqp).map(|(sql, amqp)| 1.0 / (1.0 / sql + 1.0 / amqp)).collect();
    let ratios = |rates: &[f64], bases: &[f64]| rates.iter().zip(bases).map(|(rate, base)| rate / base).collect();
    Ok(Report::new(
        "P3",
        "the bus alone: intent, handler, fact, stream and a second consumer",
        "6,000 intents/s embedded, 0.6 of the baselines in both profiles",
        vec![
            Figure::of("embedded, intents", "1/s", inboxes.clone()),
            Figure::of("bare SQL, intents", "1/s", sql.clone()),
            Figure::of("embedded, ratio to bare SQL", "", ratios(&inboxes, &sql)),
            Figure::of("distributed, intents", "1/s", carried.clone()),
            Figure::of("bare SQL with an outbox, intents", "1/s", relayed),
            Figure::of("bare AMQP, intents", "1/s", amqp.clone()),
            Figure::of("distributed, ratio to both together", "", ratios(&carried, &both)),
            Figure::of("distributed, ratio to bare AMQP", "", ratios(&carried, &amqp)),
        ],
    ))
}

/// The bus beside pgmq's queues, with the same effects of the same backlog.
pub(crate) async fn measure_queues(size: Size) -> Result<Report> {
    let intents = PER_SECOND * usize::try_from(size.seconds)?;
    let ground = Ground::prepare(false).await?;
    let (mut inboxes, mut unordered, mut ordered) = (Vec::new(), Vec::new(), Vec::new());
    // The first of each warms up.
    for _ in 0..=size.repetitions {
        inboxes.push(ground.bus(intents).await?);
        unordered.push(pgmq_queues::handle(&ground.database().await?, Reading::InAnyOrder, intents).await?);
        ordered.push(pgmq_queues::handle(&ground.database().await?, Reading::InOrderPerKey, intents).await?);
    }
    let measured = |mut rates: Vec<f64>| rates.split_off(1);
    Ok(Report::new(
        "queues",
        "a backlog of intents through the inboxes, and through pgmq's queues",
        "none: decision 0001",
        vec![
            Figure::of("the inboxes, in order per key, intents", "1/s", measured(inboxes)),
            Figure::of("pgmq, in any order, intents", "1/s", measured(unordered)),
            Figure::of("pgmq, in order per key, intents", "1/s", measured(ordered)),
        ],
    ))
}

impl Ground {
    async fn prepare(with_broker: bool) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("taper-bench-").tempdir()?;
        // Servers that run as somebody else must get through.
        std::fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
        let postgres = Postgres::start(folder.path()).await?;
        let redis = Redis::start(folder.path()).await?;
        let rabbitmq = if with_broker { Some(RabbitMq::start(folder.path()).await?) } else { None };
        Ok(Self { folder, postgres, redis, rabbitmq })
    }

    /// A new database with the tables of the bus and of ingress; its URL.
    async fn database(&self) -> Result<String> {
        let url =
            self.postgres.create(&format!("bench_{}", Random::from_machine().id(&Clock::machine()).simple())).await?;
        let process = self.process(url.clone());
        taper_service::migrate(&process.bus()?, &Process::services()).await?;
        Ok(url)
    }

    fn process(&self, database: String) -> Process {
        Process { database, redis: self.redis.url(), rabbitmq: self.rabbitmq.as_ref().map(RabbitMq::url) }
    }

    /// Intents per second, from a backlog to the last stream and the last second handler.
    async fn bus(&self, intents: usize) -> Result<f64> {
        let url = self.database().await?;
        let process = self.process(url.clone());
        let mut db = PgConnection::connect(&url).await?;
        fill(&process, &mut db, intents).await?;
        let mut workers = Vec::new();
        for number in 0..PROCESSES {
            let log = self.folder.path().join(format!("worker-{number}.log"));
            let mut worker = Program::new("worker", std::env::current_exe()?, log).arg("bus-process");
            for argument in process.arguments() {
                worker = worker.arg(argument);
            }
            worker.start()?;
            workers.push(worker);
        }
        until(&mut db, &mut workers, "select count(*) from public.ready", PROCESSES).await?;
        sqlx::raw_sql("create table public.go ()").execute(&mut db).await?;
        let started = Instant::now();
        let told = "select coalesce(sum(seq), 0)::bigint from ingress.stream_heads";
        until(&mut db, &mut workers, told, intents).await?;
        if self.rabbitmq.is_some() {
            let brought = "select count(*) from bus.idempotency_keys where consumer = 'second'";
            until(&mut db, &mut workers, brought, intents).await?;
        }
        until(&mut db, &mut workers, WAITING, 0).await?;
        let rate = intents as f64 / started.elapsed().as_secs_f64();
        for worker in &mut workers {
            worker.kill().await?;
        }
        Ok(rate)
    }
}

/// Takes the intents in as ingress does: into the inbox, or with a broker into the outbox.
async fn fill(process: &Process, db: &mut PgConnection, intents: usize) -> Result<()> {
    let bus = process.bus()?;
    bus.register_takers().await?;
    let arrivals: Vec<Arrival> = (0..intents).map(|number| arrival(&bus, number)).collect();
    for some in arrivals.chunks(ARRIVE_AT_ONCE) {
        arrive(&bus, db, "ingress", some).await?;
    }
    sqlx::raw_sql("create table public.ready (process int)").execute(&mut *db).await?;
    sqlx::raw_sql("vacuum analyze").execute(&mut *db).await?;
    let there: i64 = sqlx::query_scalar(WAITING).fetch_one(db).await?;
    ensure!(there == i64::try_from(intents)?, "not every intent is there");
    Ok(())
}

fn person(number: usize) -> UserId {
    UserId(Uuid::from_u128(0xbe1c_0000_0000_4000_8000_0000_0000_0000 + number as u128 % PEOPLE))
}

fn arrival(bus: &Bus, number: usize) -> Arrival {
    let (id, now) = (|| bus.platform.id(), bus.clock().now());
    let envelope = Envelope {
        schema_version: AppSettingsSubmitted::EVENT.version.to_string(),
        event_type: AppSettingsSubmitted::EVENT.name.to_owned(),
        event_id: Some(id()),
        client_generated_id: id(),
        causation_id: None,
        user_id: person(number),
        subject_user_id: None,
        audience: Vec::new(),
        timestamp: now,
        received_at: Some(now),
        source_service: "frontend".to_owned(),
        traceparent: None,
        request_id: None,
        data: serde_json::json!({"units": "kg", "locale": "en", "theme": "dark", "clock": "24h", "token_storage": "cookie"}),
    };
    Arrival { key: envelope.order_key(&AppSettingsSubmitted::EVENT), envelope, fingerprint: None }
}

/// Waits until a query counts so many.
async fn until(db: &mut PgConnection, workers: &mut [Program], what: &'static str, wanted: usize) -> Result<()> {
    let (started, wanted) = (Instant::now(), i64::try_from(wanted)?);
    while sqlx::query_scalar::<_, i64>(what).fetch_one(&mut *db).await? != wanted {
        for worker in workers.iter_mut() {
            ensure!(!worker.has_ended(), "a worker ended: see {}", worker.log().display());
        }
        ensure!(started.elapsed() < PATIENCE, "not done within {} s", PATIENCE.as_secs());
        tokio::time::sleep(LOOK_EVERY).await;
    }
    Ok(())
}
