//! The connection to RabbitMQ, and what every process declares there before it says anything.

use std::collections::{BTreeSet, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lapin::options::{
    BasicConsumeOptions, BasicQosOptions, ConfirmSelectOptions, ExchangeDeclareOptions, QueueBindOptions,
    QueueDeclareOptions,
};
use lapin::types::{AMQPValue, FieldTable};
use lapin::uri::AMQPUri;
use lapin::{Channel, Connection, ConnectionProperties, ConnectionStatus, Consumer, ExchangeKind};

use crate::Subscriptions;

/// Where every event is published, with its type as the routing key.
pub const EXCHANGE: &str = "app.events";
const DEAD_EXCHANGE: &str = "app.events.dead";
pub(crate) const DEAD_QUEUE: &str = "taper.dead";
const QUEUE_PREFIX: &str = "taper.";
/// Deaths of consumers must never cost a message; what is poison is the inbox's business.
const DELIVERY_LIMIT: i64 = 1_000_000;
/// Messages that the broker sends ahead of their acknowledgement.
const PREFETCH: u16 = 512;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Longest wait for any answer: a call in flight when the broker dies may never end.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(5);
const HEARTBEAT_SECONDS: u16 = 10;
/// AMQP's reply code of an orderly end.
pub(crate) const SUCCESS: u16 = 200;

/// What went wrong with the broker; always worth another try.
#[derive(Debug, thiserror::Error)]
pub enum BrokerError {
    #[error(transparent)]
    Amqp(#[from] lapin::Error),
    #[error("RabbitMQ did not answer in time")]
    TimedOut,
    #[error("RabbitMQ accepts nothing for now: its memory or disk alarm is on")]
    Blocked,
    #[error("RabbitMQ did not take {0} messages")]
    NotConfirmed(usize),
    #[error("the address of RabbitMQ cannot be used")]
    Address,
    #[error("RabbitMQ ended the subscription")]
    Ended,
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

/// Bounds an answer of the broker.
pub(crate) async fn in_time<T>(answer: impl Future<Output = lapin::Result<T>>) -> Result<T, BrokerError> {
    match tokio::time::timeout(ANSWER_TIMEOUT, answer).await {
        Ok(result) => result.map_err(BrokerError::from),
        Err(_) => Err(BrokerError::TimedOut),
    }
}

/// The queue of a service.
pub(crate) fn queue_of(service: &str) -> String {
    format!("{QUEUE_PREFIX}{service}")
}

/// The service of a queue.
pub(crate) fn service_of(queue: &str) -> &str {
    queue.strip_prefix(QUEUE_PREFIX).unwrap_or(queue)
}

/// One connection that is made anew when it is needed and gone.
pub(crate) struct Link {
    uri: AMQPUri,
    name: &'static str,
    subscriptions: Arc<Subscriptions>,
    connection: tokio::sync::Mutex<Option<Connection>>,
    status: Mutex<Option<ConnectionStatus>>,
}

impl Link {
    pub(crate) fn new(mut uri: AMQPUri, name: &'static str, subscriptions: Arc<Subscriptions>) -> Self {
        uri.query.heartbeat.get_or_insert(HEARTBEAT_SECONDS);
        Self { uri, name, subscriptions, connection: tokio::sync::Mutex::default(), status: Mutex::default() }
    }

    pub(crate) fn is_up(&self) -> bool {
        self.status().is_some_and(|status| status.connected())
    }

    /// The broker's memory or disk alarm holds publishers up.
    pub(crate) fn is_blocked(&self) -> bool {
        self.status().is_some_and(|status| status.blocked())
    }

    fn status(&self) -> Option<ConnectionStatus> {
        self.status.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A channel with confirms.
    pub(crate) async fn publishing(&self) -> Result<Channel, BrokerError> {
        let channel = self.channel().await?;
        in_time(channel.confirm_select(ConfirmSelectOptions::default())).await?;
        Ok(channel)
    }

    /// The messages of a queue.
    pub(crate) async fn consuming(&self, queue: &str) -> Result<(Channel, Consumer), BrokerError> {
        let channel = self.channel().await?;
        in_time(channel.basic_qos(PREFETCH, BasicQosOptions::default())).await?;
        let tag = self.name.into();
        let options = BasicConsumeOptions::default();
        match in_time(channel.basic_consume(queue.into(), tag, options, FieldTable::default())).await {
            Ok(consumer) => Ok((channel, consumer)),
            Err(error) => {
                self.close(&channel).await;
                Err(error)
            }
        }
    }

    /// Ends a subscription with its channel, while the consumer still lives: a consumer that is dropped
    /// first is cancelled, and then the queue's next one gets the later messages before those that were
    /// not acknowledged here.
    pub(crate) async fn close(&self, channel: &Channel) {
        if channel.status().connected() && in_time(channel.close(SUCCESS, "".into())).await.is_err() {
            self.close_connection().await;
        }
    }

    /// A channel on the connection, which is made first if there is none.
    async fn channel(&self) -> Result<Channel, BrokerError> {
        let mut current = self.connection.lock().await;
        if let Some(connection) = current.as_ref().filter(|connection| connection.status().connected()) {
            return in_time(connection.create_channel()).await;
        }
        *current = None;
        let properties = ConnectionProperties::default().with_connection_name(self.name.into());
        let connecting = Connection::connect_uri(self.uri.clone(), properties);
        let connection =
            tokio::time::timeout(CONNECT_TIMEOUT, connecting).await.map_err(|_| BrokerError::TimedOut)??;
        let channel = in_time(connection.create_channel()).await?;
        declare(&channel, &self.subscriptions).await?;
        tracing::info!(connection = self.name, "connected to RabbitMQ");
        metrics::counter!("broker_connects_total", "connection" => self.name).increment(1);
        *self.status.lock().unwrap_or_else(PoisonError::into_inner) = Some(connection.status().clone());
        let channel = in_time(connection.create_channel()).await?;
        *current = Some(connection);
        Ok(channel)
    }

    /// Gives up the connection with all that is on it: whatever was in flight is in doubt.
    pub(crate) async fn close_connection(&self) {
        let connection = self.connection.lock().await.take();
        if let Some(connection) = connection.filter(|connection| connection.status().connected())
            && let Err(error) = in_time(connection.close(SUCCESS, "".into())).await
        {
            tracing::warn!(connection = self.name, %error, "closed without an answer");
        }
    }
}

/// Queues and bindings of all services, running here, elsewhere or not yet: nothing that was
/// acknowledged falls through because its consumer was never started.
async fn declare(channel: &Channel, subscriptions: &Subscriptions) -> Result<(), BrokerError> {
    for (exchange, kind) in [(EXCHANGE, ExchangeKind::Topic), (DEAD_EXCHANGE, ExchangeKind::Fanout)] {
        let options = ExchangeDeclareOptions { durable: true, ..Default::default() };
        in_time(channel.exchange_declare(exchange.into(), kind, options, FieldTable::default())).await?;
    }
    let mut dead = queue_arguments();
    dead.insert("x-queue-type".into(), text("quorum"));
    declare_queue(channel, DEAD_QUEUE, dead).await?;
    bind(channel, DEAD_QUEUE, DEAD_EXCHANGE, "#").await?;
    let services: BTreeSet<_> = subscriptions.pairs().map(|(_, service)| service).collect();
    for service in services {
        declare_service(channel, service).await?;
    }
    for (event_type, service) in subscriptions.pairs() {
        bind(channel, &queue_of(service), EXCHANGE, event_type).await?;
    }
    Ok(())
}

/// A service's queue. Its arguments are frozen: a queue that exists cannot be declared with others.
async fn declare_service(channel: &Channel, service: &str) -> Result<(), BrokerError> {
    let mut arguments = queue_arguments();
    arguments.insert("x-dead-letter-exchange".into(), text(DEAD_EXCHANGE));
    arguments.insert("x-dead-letter-strategy".into(), text("at-least-once"));
    // What at-least-once asks for; without a length limit nothing is ever rejected.
    arguments.insert("x-overflow".into(), text("reject-publish"));
    declare_queue(channel, &queue_of(service), arguments).await
}

fn queue_arguments() -> FieldTable {
    let mut arguments = FieldTable::default();
    arguments.insert("x-queue-type".into(), text("quorum"));
    arguments.insert("x-single-active-consumer".into(), AMQPValue::Boolean(true));
    arguments.insert("x-delivery-limit".into(), AMQPValue::LongLongInt(DELIVERY_LIMIT));
    arguments
}

fn text(value: &str) -> AMQPValue {
    AMQPValue::LongString(value.into())
}

async fn declare_queue(channel: &Channel, queue: &str, arguments: FieldTable) -> Result<(), BrokerError> {
    let options = QueueDeclareOptions { durable: true, ..Default::default() };
    in_time(channel.queue_declare(queue.into(), options, arguments)).await.map(drop)
}

async fn bind(channel: &Channel, queue: &str, exchange: &str, key: &str) -> Result<(), BrokerError> {
    let options = QueueBindOptions::default();
    in_time(channel.queue_bind(queue.into(), exchange.into(), key.into(), options, FieldTable::default())).await
}

/// The pairs that are bound for sure. A newer process may have written down takers that this one
/// does not know: their queues are declared before the first event for them goes out, or an event of
/// another type would overtake it.
#[derive(Default)]
pub(crate) struct Bound(HashSet<(String, String)>);

impl Bound {
    pub(crate) async fn ensure(
        &mut self,
        channel: &Channel,
        pairs: impl IntoIterator<Item = (String, String)>,
    ) -> Result<(), BrokerError> {
        for (event_type, service) in pairs {
            if self.0.contains(&(event_type.clone(), service.clone())) {
                continue;
            }
            declare_service(channel, &service).await?;
            bind(channel, &queue_of(&service), EXCHANGE, &event_type).await?;
            self.0.insert((event_type, service));
        }
        Ok(())
    }
}
