//! What lies in the broker just now: for `taper doctor`, backups and restores.

use std::collections::BTreeSet;
use std::time::Duration;

use lapin::options::QueueDeclareOptions;
use lapin::types::FieldTable;
use lapin::uri::AMQPUri;
use lapin::{Connection, ConnectionProperties, ErrorKind};

use super::rabbit::{BrokerError, DEAD_QUEUE, SUCCESS, in_time, queue_of};
use crate::Subscriptions;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// AMQP's reply code of what is not there.
const NOT_FOUND: u16 = 404;

/// A queue of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    pub name: String,
    /// Waiting to be delivered; those that a consumer has and did not acknowledge yet are not counted.
    pub messages: u32,
    pub consumers: u32,
}

/// The services' queues and that of the dead, as far as they are there. Declares nothing.
///
/// # Errors
/// The broker cannot be reached.
pub async fn queues(url: &str, subscriptions: &Subscriptions) -> Result<Vec<Queue>, BrokerError> {
    let connection = connect(url).await?;
    let found = queues_on(&connection, subscriptions).await?;
    let _ = in_time(connection.close(SUCCESS, "".into())).await;
    Ok(found)
}

pub(super) async fn queues_on(
    connection: &Connection,
    subscriptions: &Subscriptions,
) -> Result<Vec<Queue>, BrokerError> {
    let services: BTreeSet<_> = subscriptions.pairs().map(|(_, service)| service).collect();
    let names = services.into_iter().map(queue_of).chain([DEAD_QUEUE.to_owned()]);
    let mut found = Vec::new();
    for name in names {
        // The broker closes the channel over a queue that is not there.
        let channel = in_time(connection.create_channel()).await?;
        let options = QueueDeclareOptions { passive: true, ..Default::default() };
        match in_time(channel.queue_declare(name.as_str().into(), options, FieldTable::default())).await {
            Ok(queue) => found.push(Queue { name, messages: queue.message_count(), consumers: queue.consumer_count() }),
            Err(error) if is_missing(&error) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

pub(super) async fn connect(url: &str) -> Result<Connection, BrokerError> {
    let uri: AMQPUri = url.parse().map_err(|_| BrokerError::Address)?;
    let properties = ConnectionProperties::default().with_connection_name("taper-operator".into());
    let connecting = Connection::connect_uri(uri, properties);
    Ok(tokio::time::timeout(CONNECT_TIMEOUT, connecting).await.map_err(|_| BrokerError::TimedOut)??)
}

fn is_missing(error: &BrokerError) -> bool {
    matches!(error, BrokerError::Amqp(error)
        if matches!(error.kind(), ErrorKind::ProtocolError(error) if error.get_id() == NOT_FOUND))
}
