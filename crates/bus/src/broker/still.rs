//! The moment of a backup: nothing is on its way between databases, and nothing sets out.
//!
//! Snapshots of several databases, or of one whose events pass through RabbitMQ, are not of one moment by themselves. An
//! event that was published and not received yet would be in none of them; one that was received after the emitter's
//! snapshot would be an effect without its cause. So the relays are held (events go on being accepted, into the outbox),
//! and a marker is sent behind everything that lies in each queue. When every marker has arrived, each event is either in
//! its outbox or in its takers' databases, and stays there until the hold ends.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use lapin::options::{BasicPublishOptions, ConfirmSelectOptions};
use lapin::{BasicProperties, Confirmation};
use sqlx::{Connection, PgConnection};
use taper_events::{LANES, SYSTEM_USER};
use tokio::time::Instant;
use uuid::Uuid;

use super::message;
use super::queues::{connect, queues_on};
use super::rabbit::{BrokerError, SUCCESS, in_time, service_of};
use crate::Bus;
use crate::bus::lane_class;

/// A relay holds its lanes for as long as the broker may take to confirm.
const LOCK_WAIT: &str = "30s";
const DRAINED_WITHIN: Duration = Duration::from_secs(60);
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Why the events cannot be held still.
#[derive(Debug, thiserror::Error)]
pub enum StillError {
    #[error("{0}; without RabbitMQ nobody knows which events are on their way")]
    Broker(#[from] BrokerError),
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    #[error(
        "{messages} events wait in RabbitMQ's {queue} and nobody takes them: start `taper serve` with the role consumers first"
    )]
    Unattended { queue: String, messages: u32 },
    #[error("{service} did not take in what waits for it in RabbitMQ within {} s: see its log", DRAINED_WITHIN.as_secs())]
    NotDrained { service: String },
}

/// As long as this lives no relay publishes.
pub struct Still {
    /// Each in a transaction that has the lanes of one database's outbox.
    _held_by: Vec<PgConnection>,
}

/// Holds the relays of all databases, and waits until what they published has arrived.
///
/// # Errors
/// It cannot be had just now; then nothing is held.
pub async fn hold_still(bus: &Bus, url: &str) -> Result<Still, StillError> {
    let mut databases = BTreeMap::new();
    for pools in bus.platform.databases.each() {
        databases.insert(Arc::clone(&pools.id), pools.jobs.connect_options());
    }
    let mut held_by = Vec::new();
    for options in databases.into_values() {
        let mut connection = PgConnection::connect_with(&options).await?;
        hold(&mut connection).await?;
        held_by.push(connection);
    }
    let markers = send_markers(bus, url).await?;
    let deadline = Instant::now() + DRAINED_WITHIN;
    for (service, marker) in markers {
        while !has_arrived(bus, &service, marker).await? {
            if Instant::now() >= deadline {
                return Err(StillError::NotDrained { service });
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }
    Ok(Still { _held_by: held_by })
}

async fn hold(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    // The pools' limits suit requests; this one has to last.
    let begin = format!(
        "set idle_in_transaction_session_timeout = 0; set statement_timeout = 0; set lock_timeout = '{LOCK_WAIT}'; begin"
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(begin)).execute(&mut *connection).await?;
    sqlx::query("select pg_advisory_xact_lock($1, lane) from generate_series(0, $2) lane")
        .bind(lane_class("bus.outbox"))
        .bind(i32::from(LANES) - 1)
        .execute(connection)
        .await?;
    Ok(())
}

/// One behind all that each queue holds; a queue without a consumer must be empty.
async fn send_markers(bus: &Bus, url: &str) -> Result<Vec<(String, Uuid)>, StillError> {
    let connection = connect(url).await?;
    let channel = in_time(connection.create_channel()).await?;
    in_time(channel.confirm_select(ConfirmSelectOptions::default())).await?;
    let mut markers = Vec::new();
    for queue in queues_on(&connection, &bus.subscriptions).await? {
        if queue.consumers == 0 {
            if queue.messages > 0 {
                return Err(StillError::Unattended { queue: queue.name, messages: queue.messages });
            }
            continue;
        }
        let service = service_of(&queue.name).to_owned();
        if !bus.subscriptions.pairs().any(|(_, known)| known == service) {
            // The queue of the dead has no service; its messages are kept by the broker until they are.
            continue;
        }
        let marker = bus.platform.id();
        let options = BasicPublishOptions { mandatory: true, ..Default::default() };
        let properties: BasicProperties = message::marker(marker);
        let publishing = channel.basic_publish("".into(), queue.name.as_str().into(), options, b"", properties);
        let confirm = in_time(publishing).await?;
        match in_time(confirm).await? {
            Confirmation::Ack(None) => markers.push((service, marker)),
            _ => return Err(BrokerError::NotConfirmed(1).into()),
        }
    }
    let _ = in_time(connection.close(SUCCESS, "".into())).await;
    Ok(markers)
}

async fn has_arrived(bus: &Bus, service: &str, marker: Uuid) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select exists (select 1 from bus.idempotency_keys
                           where consumer = $1 and user_id = $2 and client_generated_id = $3) as "there!""#,
        service,
        SYSTEM_USER.0,
        marker
    )
    .fetch_one(&bus.db(service).jobs)
    .await
}
