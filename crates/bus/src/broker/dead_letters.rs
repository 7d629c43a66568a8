//! What the broker itself gave up: drained into the table of dead letters, where people look.

use std::sync::Arc;

use lapin::BasicProperties;
use lapin::message::Delivery;
use lapin::options::BasicAckOptions;
use lapin::types::{AMQPValue, FieldTable};
use taper_events::{Envelope, UserId};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::message::refused;
use super::rabbit::{BrokerError, DEAD_QUEUE, Link, in_time, service_of};
use super::receiver::next_batch;
use crate::Bus;
use crate::dead::{Buried, bury};

/// The broker's dead-letter queue, as one worker of all processes empties it.
pub(crate) struct DeadLetters {
    pub(crate) bus: Bus,
    pub(crate) link: Arc<Link>,
    pub(crate) shutdown: CancellationToken,
}

impl DeadLetters {
    /// Drains until shutdown; ends with the first doubt about broker or database.
    pub(crate) async fn run(&self) -> Result<(), BrokerError> {
        let (channel, mut messages) = self.link.consuming(DEAD_QUEUE).await?;
        loop {
            let batch = tokio::select! {
                batch = next_batch(&mut messages) => batch?,
                () = self.shutdown.cancelled() => return Ok(()),
            };
            for delivery in &batch {
                self.bury(delivery).await?;
                in_time(channel.basic_ack(delivery.delivery_tag, BasicAckOptions::default())).await?;
            }
        }
    }

    async fn bury(&self, delivery: &Delivery) -> Result<(), BrokerError> {
        let death = Death::of(&delivery.properties);
        let service = service_of(&death.queue);
        let event_type = death.routing_key.as_deref().unwrap_or(delivery.routing_key.as_str());
        let document = serde_json::from_slice(&delivery.data).ok();
        let reason = format!("given up by RabbitMQ: {}", death.reason);
        let letter = refused(event_type, &delivery.data, document.as_ref(), reason, Vec::new());
        let envelope = document.and_then(|document| serde_json::from_value::<Envelope>(document).ok());
        let key = envelope.and_then(|envelope| {
            taper_events::entry(&envelope.event_type).map(|entry| envelope.order_key(&entry.event))
        });
        let nobody = UserId(Uuid::nil());
        let mut connection = self.bus.db(service).jobs.acquire().await?;
        bury(
            &mut connection,
            &Buried {
                id: Uuid::new_v5(&letter.id, service.as_bytes()),
                service,
                key: key.unwrap_or(letter.key),
                event_type,
                user: letter.user.unwrap_or(nobody),
                subject: letter.subject.unwrap_or(nobody),
                client_generated_id: letter.client_generated_id.unwrap_or_default(),
                payload: &letter.payload,
                reason: &letter.reason,
            },
            self.bus.clock().now(),
        )
        .await?;
        Ok(())
    }
}

/// What the broker wrote onto a message when it gave it up.
#[derive(Default)]
struct Death {
    queue: String,
    reason: String,
    routing_key: Option<String>,
}

impl Death {
    fn of(properties: &BasicProperties) -> Self {
        let newest = properties.headers().as_ref().and_then(|headers| match headers.inner().get("x-death") {
            Some(AMQPValue::FieldArray(deaths)) => match deaths.as_slice().first() {
                Some(AMQPValue::FieldTable(death)) => Some(death.clone()),
                _ => None,
            },
            _ => None,
        });
        let Some(death) = newest else { return Self::default() };
        Self {
            queue: text(&death, "queue").unwrap_or_default(),
            reason: text(&death, "reason").unwrap_or_default(),
            routing_key: match death.inner().get("routing-keys") {
                Some(AMQPValue::FieldArray(keys)) => keys.as_slice().first().and_then(as_text),
                _ => None,
            },
        }
    }
}

fn text(table: &FieldTable, name: &str) -> Option<String> {
    table.inner().get(name).and_then(as_text)
}

fn as_text(value: &AMQPValue) -> Option<String> {
    match value {
        AMQPValue::LongString(text) => Some(String::from_utf8_lossy(text.as_bytes()).into_owned()),
        AMQPValue::ShortString(text) => Some(text.as_str().to_owned()),
        _ => None,
    }
}
