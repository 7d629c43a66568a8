//! The distributed carrier: outbox → RabbitMQ → inbox. The broker holds events on their way between
//! databases and nothing else; every wait on it is bounded, and every doubt ends in doing it again.

mod dead_letters;
#[cfg(fuzzing)]
pub mod fuzzing;
mod message;
mod queues;
mod rabbit;
mod receiver;
mod relay;
mod still;

use std::collections::BTreeSet;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use lapin::uri::AMQPUri;
use tokio_util::sync::CancellationToken;

use crate::Bus;
use dead_letters::DeadLetters;
use message::Schemas;
use rabbit::Link;
use receiver::Receiver;
use relay::Relay;

pub use queues::{Queue, queues};
pub use rabbit::{BrokerError, EXCHANGE};
pub use still::{Still, StillError, hold_still};

/// Workers per outbox: one publishes while the other waits for confirms.
const RELAYS: usize = 2;
const FIRST_PAUSE: Duration = Duration::from_millis(200);
const LAST_PAUSE: Duration = Duration::from_secs(5);

/// Why the carrier cannot be started at all.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("the address of RabbitMQ cannot be used: {0}")]
    Address(String),
    #[error("a schema of the catalogue is none: {0}")]
    Schema(String),
}

/// Whether the broker can be reached, for `/readyz`. Its absence stops no request: the outbox holds.
#[derive(Clone)]
pub struct AmqpHealth {
    publishing: Arc<Link>,
    /// None if no consumer runs here.
    consuming: Option<Arc<Link>>,
}

impl AmqpHealth {
    pub fn is_connected(&self) -> bool {
        self.publishing.is_up() && self.consuming.as_ref().is_none_or(|link| link.is_up())
    }
}

/// Starts to relay every outbox, and to receive for the services that wake here. Does not wait for the
/// broker.
///
/// # Errors
/// The address is none, or a schema does not compile.
pub fn start(bus: &Bus, url: &str) -> Result<AmqpHealth, StartError> {
    let uri: AMQPUri = url.parse().map_err(StartError::Address)?;
    let schemas = Arc::new(Schemas::compile().map_err(StartError::Schema)?);
    let link = |name| Arc::new(Link::new(uri.clone(), name, bus.subscriptions.clone()));
    let publishing = link("taper-relay");
    let shutdown = bus.platform.tasks.shutdown();
    for pools in bus.platform.databases.each() {
        for _ in 0..RELAYS {
            let relay = Arc::new(Relay {
                link: publishing.clone(),
                pools: pools.clone(),
                outbox: bus.wakes.outbox(&pools.id),
                shutdown: shutdown.clone(),
            });
            supervise(bus, "relay", &publishing, relay, |relay| async move { relay.run().await });
        }
    }
    let taking: BTreeSet<_> = bus.subscriptions.pairs().map(|(_, service)| service).collect();
    let here: Vec<_> = bus.wakes.services().filter(|service| taking.contains(service)).collect();
    if here.is_empty() {
        return Ok(AmqpHealth { publishing, consuming: None });
    }
    let consuming = link("taper-receiver");
    for service in here {
        let receiver = Arc::new(Receiver {
            bus: bus.clone(),
            link: consuming.clone(),
            schemas: schemas.clone(),
            service,
            shutdown: shutdown.clone(),
        });
        supervise(bus, "receiver", &consuming, receiver, |receiver| async move { receiver.run().await });
    }
    let dead = Arc::new(DeadLetters { bus: bus.clone(), link: consuming.clone(), shutdown: shutdown.clone() });
    supervise(bus, "broker-dead-letters", &consuming, dead, |dead| async move { dead.run().await });
    Ok(AmqpHealth { publishing, consuming: Some(consuming) })
}

/// Runs `session` again and again: what ends in doubt gives up its connection's channel and, if the
/// connection is the doubt, the connection; pauses grow until a session lasts.
fn supervise<W, T>(
    bus: &Bus,
    name: &'static str,
    link: &Arc<Link>,
    worker: Arc<W>,
    session: impl Fn(Arc<W>) -> T + Clone + Send + Sync + 'static,
) where
    W: Send + Sync + 'static,
    T: Future<Output = Result<(), BrokerError>> + Send + 'static,
{
    let (link, shutdown) = (link.clone(), bus.platform.tasks.shutdown().clone());
    bus.platform.tasks.supervise(name, move || {
        let (link, shutdown, worker, session) = (link.clone(), shutdown.clone(), worker.clone(), session.clone());
        async move { again_and_again(name, &link, &shutdown, || session(worker.clone())).await }
    });
}

async fn again_and_again<T: Future<Output = Result<(), BrokerError>>>(
    name: &'static str,
    link: &Link,
    shutdown: &CancellationToken,
    session: impl Fn() -> T,
) {
    let mut pause = FIRST_PAUSE;
    while !shutdown.is_cancelled() {
        let started = tokio::time::Instant::now();
        let Err(error) = session().await else { continue };
        metrics::counter!("broker_sessions_failed_total", "worker" => name).increment(1);
        tracing::warn!(worker = name, %error, "interrupted; it will go on where it was");
        if matches!(error, BrokerError::TimedOut | BrokerError::NotConfirmed(_)) {
            link.close_connection().await;
        }
        if started.elapsed() > LAST_PAUSE {
            pause = FIRST_PAUSE;
        }
        tokio::select! {
            () = tokio::time::sleep(pause) => pause = (pause * 2).min(LAST_PAUSE),
            () = shutdown.cancelled() => {}
        }
    }
}
