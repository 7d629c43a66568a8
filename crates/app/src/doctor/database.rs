//! Each database: whether it answers, what it is, what waits in it.

use std::str::FromStr;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection};
use taper_bus::Waiting;

use super::{Report, migrations};
use crate::backup::{self, InDatabase};
use crate::boot::Instance;
use crate::config::address;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// A statement of ours that takes longer is given up; the database is then busier than it should be.
const STATEMENT_TIMEOUT: &str = "15s";
const OLDEST_MAJOR: u32 = 15;
/// Tokens and schedules bear this much.
const MAX_CLOCK_DIFFERENCE: TimeDelta = TimeDelta::seconds(5);
/// Longer ones keep dead rows in the queues.
const MAX_TRANSACTION: TimeDelta = TimeDelta::minutes(5);
/// Longer, and nobody handles what waits.
const MAX_WAIT: TimeDelta = TimeDelta::minutes(5);

/// `has_keys`: those that the instance was put together with are its own.
pub(super) async fn examine(instance: &Instance, has_keys: bool, report: &mut Report) {
    let mut sound = true;
    for database in backup::databases(instance) {
        let about = format!("database {}", address(database.url()));
        match examine_one(instance, &database, &about, report).await {
            Ok(has_tables) => sound &= has_tables,
            Err(error) => {
                sound = false;
                report.problem(&about, format!("{error}: is it running, and is its URL right?"));
            }
        }
    }
    if sound && has_keys {
        signing_keys(instance, report).await;
    }
}

/// False if its tables are not those of this program.
async fn examine_one(
    instance: &Instance,
    database: &InDatabase,
    about: &str,
    report: &mut Report,
) -> anyhow::Result<bool> {
    let mut db = connect(database.url()).await?;
    server(instance, &mut db, about, report).await?;
    transactions(&mut db, about, report).await?;
    let sound = migrations::examine(instance, database, &mut db, report).await?;
    if sound {
        queues(instance, database, &mut db, report).await?;
    }
    Ok(sound)
}

async fn connect(url: &str) -> anyhow::Result<PgConnection> {
    let options = PgConnectOptions::from_str(url).map_err(|_| anyhow::anyhow!("its URL cannot be read"))?;
    let options = options.application_name("taper-doctor").options([("statement_timeout", STATEMENT_TIMEOUT)]);
    let connecting = tokio::time::timeout(CONNECT_TIMEOUT, PgConnection::connect_with(&options)).await;
    Ok(connecting.map_err(|_| anyhow::anyhow!("it does not answer within {} s", CONNECT_TIMEOUT.as_secs()))??)
}

async fn server(instance: &Instance, db: &mut PgConnection, about: &str, report: &mut Report) -> sqlx::Result<()> {
    let before = instance.bus.platform.now();
    let (number, version, fsync, theirs): (i32, String, String, DateTime<Utc>) = sqlx::query_as(
        "select current_setting('server_version_num')::int, current_setting('server_version'), current_setting('fsync'),
                clock_timestamp()",
    )
    .fetch_one(&mut *db)
    .await?;
    let after = instance.bus.platform.now();
    let major = number.unsigned_abs() / 10_000;
    if major < OLDEST_MAJOR {
        report.problem(about, format!("PostgreSQL {version} is too old: Taper needs {OLDEST_MAJOR} or newer"));
    } else {
        report.ok(about, format!("PostgreSQL {version} answers"));
    }
    if fsync != "on" {
        report.problem(about, "fsync is off, so what was acknowledged can be lost with the power: set fsync = on");
    }
    let off = if theirs < before { before - theirs } else { theirs - after };
    if off > MAX_CLOCK_DIFFERENCE {
        let seconds = off.num_seconds();
        report.problem("clock", format!("this machine and {about} disagree by {seconds} s: set both by NTP"));
    } else {
        report.ok("clock", format!("agrees with {about}"));
    }
    Ok(())
}

async fn transactions(db: &mut PgConnection, about: &str, report: &mut Report) -> sqlx::Result<()> {
    let oldest = taper_bus::oldest_transaction(db).await?.filter(|open| open.seconds > MAX_TRANSACTION.num_seconds());
    let Some(open) = oldest else {
        report.ok("transactions", "none is open for long");
        return Ok(());
    };
    let who = format!("{} (process {}, {})", open.application, open.pid, open.state);
    if open.application == backup::APPLICATION {
        report.note("transactions", format!("a backup has run for {} s", open.seconds));
    } else {
        report.problem(
            "transactions",
            format!(
                "{who} has one open for {} s in {about}, and keeps the queues from being cleaned: `select pg_terminate_backend({})` ends it",
                open.seconds, open.pid
            ),
        );
    }
    Ok(())
}

async fn queues(
    instance: &Instance,
    database: &InDatabase,
    db: &mut PgConnection,
    report: &mut Report,
) -> sqlx::Result<()> {
    let services: Vec<String> = database.services.iter().map(|service| (*service).to_owned()).collect();
    let waiting = taper_bus::waiting(db, &services).await?;
    for service in &waiting {
        keys_and_letters(service, report);
    }
    let now = instance.bus.platform.now();
    let oldest = taper_bus::oldest(db).await?;
    let events: i64 = waiting.iter().map(|service| service.events).sum();
    let too_long = |since: &DateTime<Utc>| now - since > MAX_WAIT;
    match oldest.inbox {
        Some(since) if too_long(&since) => report.problem(
            "inbox",
            format!(
                "{events} events wait, the oldest since {}: see that `taper serve` runs with the role consumers",
                at(since)
            ),
        ),
        Some(since) => report.ok("inbox", format!("{events} events wait, the oldest since {}", at(since))),
        None => report.ok("inbox", format!("{events} events wait")),
    }
    match oldest.outbox {
        Some(since) if too_long(&since) => report.problem(
            "outbox",
            format!(
                "{} events wait, the oldest since {}: see that `taper serve` runs and RabbitMQ answers",
                oldest.outbox_rows,
                at(since)
            ),
        ),
        _ => report.ok("outbox", format!("{} events wait", oldest.outbox_rows)),
    }
    Ok(())
}

fn keys_and_letters(waiting: &Waiting, report: &mut Report) {
    let service = &waiting.service;
    if waiting.dead_events > 0 {
        report.problem(
            "dead letters",
            format!("{service} gave up {} events: `taper dlq list`, then replay or discard them", waiting.dead_events),
        );
    }
    if waiting.dead_jobs > 0 {
        report.problem(
            "dead letters",
            format!("{service} gave up {} jobs: `taper dlq list` shows them", waiting.dead_jobs),
        );
    }
    if waiting.held_keys > 0 {
        report.problem(
            "waiting keys",
            format!(
                "{service} holds {} keys with events that only a newer Taper knows: start that version, or give \
                 them up with `taper dlq bury-held --yes`",
                waiting.held_keys
            ),
        );
    }
    if waiting.parked_keys > 0 {
        report.note(
            "waiting keys",
            format!("{service} tries {} keys again by itself after a failure", waiting.parked_keys),
        );
    }
}

async fn signing_keys(instance: &Instance, report: &mut Report) {
    const ABOUT: &str = "signing keys";
    let keys = match identity::inspect_signing_keys(&instance.bus).await {
        Ok(keys) => keys,
        Err(error) => return report.problem(ABOUT, format!("they cannot be read: {error}: see the database's log")),
    };
    if keys.opened < keys.kept {
        report.problem(
            ABOUT,
            format!("of {} the instance's keys open {}: TAPER_KEYS or keys.json is not that of this database; put the right one back", keys.kept, keys.opened),
        );
    } else if keys.kept == 0 {
        report.note(ABOUT, "none yet: `taper serve` makes the first");
    } else {
        report.ok(ABOUT, format!("{} are kept and can be opened", keys.kept));
    }
}

fn at(time: DateTime<Utc>) -> impl std::fmt::Display {
    time.format("%F %T UTC")
}
