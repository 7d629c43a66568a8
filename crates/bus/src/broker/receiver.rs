//! From a service's queue to its inbox: committed first, acknowledged then.

use std::panic::{AssertUnwindSafe, resume_unwind};
use std::sync::Arc;
use std::time::Duration;

use futures::{FutureExt, StreamExt};
use lapin::message::Delivery;
use lapin::options::BasicAckOptions;
use lapin::{Channel, Consumer};
use taper_events::ingress::ValidationFailed;
use taper_events::{SYSTEM_USER, UserId};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::message::{Refused, Schemas};
use super::rabbit::{BrokerError, Link, in_time, queue_of};
use crate::arrive::arrive_at;
use crate::dead::{Buried, bury};
use crate::{Arrival, Arrived, Bus, Cause, Fault, Tx};

/// Messages of one transaction.
const MAX_BATCH: usize = 256;
/// Longest event type that is repeated in an answer, characters.
const MAX_TYPE_CHARS: usize = 100;
/// How often the database is asked whether it is back; nothing is consumed meanwhile.
const DATABASE_PAUSE: Duration = Duration::from_secs(1);

/// One service's queue, as one worker empties it.
pub(crate) struct Receiver {
    pub(crate) bus: Bus,
    pub(crate) link: Arc<Link>,
    pub(crate) schemas: Arc<Schemas>,
    pub(crate) service: &'static str,
    pub(crate) shutdown: CancellationToken,
}

/// What became of one message.
enum Read {
    Event(Box<Arrival>),
    Refused(Box<Refused>),
    Marker(Uuid),
}

impl Receiver {
    /// Receives until shutdown; ends with the first doubt about broker or database, and whatever was
    /// not acknowledged comes again.
    pub(crate) async fn run(&self) -> Result<(), BrokerError> {
        // Asked first, so that messages are not taken and given back all the time.
        while let Err(error) = sqlx::query("select 1").execute(&self.bus.db(self.service).consumers).await {
            tracing::warn!(service = self.service, %error, "database unavailable; nothing is received");
            tokio::select! {
                () = tokio::time::sleep(DATABASE_PAUSE) => {}
                () = self.shutdown.cancelled() => return Ok(()),
            }
        }
        let (channel, mut messages) = self.link.consuming(&queue_of(self.service)).await?;
        let outcome = AssertUnwindSafe(self.receive(&channel, &mut messages)).catch_unwind().await;
        self.link.close(&channel).await;
        outcome.unwrap_or_else(|death| resume_unwind(death))
    }

    async fn receive(&self, channel: &Channel, messages: &mut Consumer) -> Result<(), BrokerError> {
        loop {
            let batch = tokio::select! {
                batch = next_batch(messages) => batch?,
                () = self.shutdown.cancelled() => return Ok(()),
            };
            self.take_in(channel, &batch).await?;
        }
    }

    async fn take_in(&self, channel: &Channel, batch: &[Delivery]) -> Result<(), BrokerError> {
        let read: Vec<Read> = batch.iter().map(|delivery| self.read(delivery)).collect();
        match self.store(read).await {
            Ok(()) => {}
            Err(Fault::Database(error)) if taper_platform::is_transient(&error) => return Err(error.into()),
            // One of them cannot be stored; the others are not to suffer.
            Err(_) => self.store_one_by_one(batch).await?,
        }
        let Some(last) = batch.last() else { return Ok(()) };
        in_time(channel.basic_ack(last.delivery_tag, BasicAckOptions { multiple: true })).await
    }

    fn read(&self, delivery: &Delivery) -> Read {
        if let Some(marker) = super::message::marker_of(&delivery.properties) {
            return Read::Marker(marker);
        }
        let now = self.bus.clock().now();
        match self.schemas.read(delivery.routing_key.as_str(), &delivery.properties, &delivery.data, now) {
            Ok(arrival) => Read::Event(Box::new(arrival)),
            Err(refused) => Read::Refused(refused),
        }
    }

    async fn store_one_by_one(&self, batch: &[Delivery]) -> Result<(), BrokerError> {
        for delivery in batch {
            let fault = match self.store(vec![self.read(delivery)]).await {
                Ok(()) => continue,
                Err(Fault::Database(error)) if taper_platform::is_transient(&error) => return Err(error.into()),
                Err(fault) => fault,
            };
            let routing_key = delivery.routing_key.as_str();
            let reason = format!("cannot be stored: {fault}");
            let refused = super::message::refused(routing_key, &delivery.data, None, reason, Vec::new());
            self.store(vec![Read::Refused(refused)]).await.map_err(|fault| match fault {
                Fault::Database(error) => BrokerError::Database(error),
                fault => BrokerError::Database(sqlx::Error::Protocol(fault.to_string())),
            })?;
        }
        Ok(())
    }

    /// All of them in one transaction, with the hints that follow it.
    async fn store(&self, read: Vec<Read>) -> Result<(), Fault> {
        let pool = &self.bus.db(self.service).consumers;
        let cause = Cause::request(Uuid::nil(), SYSTEM_USER);
        let mut tx = Tx::begin(&self.bus, self.service, pool, cause).await?;
        let (mut arrivals, mut refusals, mut markers) = (Vec::with_capacity(read.len()), Vec::new(), Vec::new());
        for one in read {
            match one {
                Read::Event(arrival) => arrivals.push(*arrival),
                Read::Refused(refused) => refusals.push(refused),
                Read::Marker(marker) => markers.push(marker),
            }
        }
        let arrived = arrive_at(&self.bus, &mut tx, self.service, &arrivals).await?;
        for refused in &refusals {
            self.refuse(&mut tx, refused).await?;
        }
        if !markers.is_empty() {
            self.note_markers(&mut tx, &markers).await?;
        }
        tx.commit().await?;
        let mut lanes = 0;
        let mut new = 0_u64;
        for (arrival, arrived) in arrivals.iter().zip(&arrived) {
            if matches!(arrived, Arrived::New { .. }) {
                lanes |= 1_u64 << arrival.key.lane();
                new += 1;
            }
        }
        self.bus.wakes.mark(self.service, lanes);
        metrics::counter!("broker_received_total", "service" => self.service).increment(new);
        metrics::counter!("broker_duplicates_total", "service" => self.service).increment(arrivals.len() as u64 - new);
        Ok(())
    }

    /// With the keys of what arrived: who sent one looks for it there.
    async fn note_markers(&self, tx: &mut Tx, markers: &[Uuid]) -> Result<(), Fault> {
        let now = tx.now();
        sqlx::query!(
            "insert into bus.idempotency_keys (consumer, user_id, client_generated_id, event_id, received_at)
             select $1, $2, marker, marker, $4 from unnest($3::uuid[]) as m (marker) order by marker
             on conflict do nothing",
            self.service,
            SYSTEM_USER.0,
            markers,
            now
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// To the dead letters, once; whoever published it by hand is told what is wrong with it.
    async fn refuse(&self, tx: &mut Tx, refused: &Refused) -> Result<(), Fault> {
        let now = tx.now();
        let nobody = UserId(Uuid::nil());
        let is_new = bury(
            tx,
            &Buried {
                id: Uuid::new_v5(&refused.id, self.service.as_bytes()),
                service: self.service,
                key: refused.key,
                event_type: &refused.event_type,
                user: refused.user.unwrap_or(nobody),
                subject: refused.subject.unwrap_or(nobody),
                client_generated_id: refused.client_generated_id.unwrap_or_default(),
                payload: &refused.payload,
                reason: &refused.reason,
            },
            now,
        )
        .await?;
        if !is_new || refused.violations.is_empty() {
            return Ok(());
        }
        let actor = refused.user.unwrap_or(SYSTEM_USER);
        tx.set_cause(Cause {
            id: refused.event_id,
            client_generated_id: refused.client_generated_id,
            actor,
            subject: refused.subject.unwrap_or(actor),
            traceparent: None,
            request_id: None,
        });
        tx.answer(&ValidationFailed {
            event_id: refused.event_id,
            event_type: refused.event_type.chars().take(MAX_TYPE_CHARS).collect(),
            violations: refused.violations.clone(),
        })
    }
}

/// The next message, and those that are here already.
pub(super) async fn next_batch(messages: &mut Consumer) -> Result<Vec<Delivery>, BrokerError> {
    let mut batch = vec![messages.next().await.ok_or(BrokerError::Ended)??];
    while batch.len() < MAX_BATCH {
        match messages.next().now_or_never() {
            Some(Some(delivery)) => batch.push(delivery?),
            Some(None) => return Err(BrokerError::Ended),
            None => break,
        }
    }
    Ok(batch)
}
