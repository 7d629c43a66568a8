//! From the outbox to the broker: in order within a lane, deleted when the broker has it.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use lapin::options::BasicPublishOptions;
use lapin::{Channel, Confirmation};
use sqlx::PgConnection;
use taper_events::LANES;
use taper_platform::Pools;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::message;
use super::rabbit::{Bound, BrokerError, EXCHANGE, Link};
use crate::ALL_LANES;
use crate::bus::lane_class;
use crate::wake::Dirty;

/// Rows of one transaction.
const MAX_BATCH: i32 = 256;
/// Rows of one lane in it, so that a lane with a long backlog takes turns with the others.
const MAX_PER_LANE: i32 = 64;
/// Longest wait for the confirms of a batch: one that was in flight when the broker died never comes.
const CONFIRM_TIMEOUT: Duration = Duration::from_secs(5);
const SWEEP_EVERY: Duration = Duration::from_secs(1);
const BUSY_PAUSE: Duration = Duration::from_millis(10);

/// One database's outbox, as one worker empties it.
pub(crate) struct Relay {
    pub(crate) link: Arc<Link>,
    pub(crate) pools: Pools,
    pub(crate) outbox: Arc<Dirty>,
    pub(crate) shutdown: CancellationToken,
}

struct Row {
    lane: i16,
    id: i64,
    key: i64,
    event_type: String,
    payload: String,
}

/// What one transaction came to.
#[derive(Default)]
struct Published {
    /// Lanes that may hold more.
    again: u64,
    /// Lanes that another relay has.
    busy: u64,
    /// Messages that the broker did not take for sure; their lanes' later ones wait with them.
    missing: usize,
}

impl Relay {
    /// Publishes until shutdown; ends with the first doubt about the connection.
    pub(crate) async fn run(&self) -> Result<(), BrokerError> {
        let channel = self.link.publishing().await?;
        let mut bound = Bound::default();
        let mut lanes = ALL_LANES;
        while !self.shutdown.is_cancelled() {
            if lanes == 0 {
                tokio::select! {
                    () = self.outbox.wait() => {}
                    () = tokio::time::sleep(SWEEP_EVERY) => self.outbox.mark(ALL_LANES),
                    () = self.shutdown.cancelled() => return Ok(()),
                }
                lanes = self.outbox.take();
                continue;
            }
            if self.link.is_blocked() {
                return Err(BrokerError::Blocked);
            }
            let published = self.publish(&channel, &mut bound, lanes).await?;
            if published.missing > 0 {
                return Err(BrokerError::NotConfirmed(published.missing));
            }
            if published.busy != 0 && published.again == 0 {
                tokio::time::sleep(BUSY_PAUSE).await;
            }
            lanes = published.again | published.busy | self.outbox.take();
        }
        Ok(())
    }

    /// Publishes one batch and deletes, per lane, what was confirmed from its beginning.
    async fn publish(&self, channel: &Channel, bound: &mut Bound, lanes: u64) -> Result<Published, BrokerError> {
        let mut tx = self.pools.jobs.begin().await?;
        let (rows, mut published) = peek(&mut tx, lanes).await?;
        if rows.is_empty() {
            tx.rollback().await?;
            return Ok(published);
        }
        let takers = takers(&mut tx, &rows).await?;
        bound.ensure(channel, takers.iter().cloned()).await?;
        let taken: HashSet<&str> = takers.iter().map(|(event_type, _)| event_type.as_str()).collect();
        let confirmed = self.send(channel, &rows, &taken).await;
        let gone = confirmed_beginnings(&rows, &confirmed);
        published.missing = rows.len() - gone.len();
        forget(&mut tx, &gone).await?;
        tx.commit().await?;
        metrics::counter!("broker_published_total").increment(gone.len() as u64);
        Ok(published)
    }

    /// Which rows the broker has for sure. One that nobody takes needs no broker.
    async fn send(&self, channel: &Channel, rows: &[Row], taken: &HashSet<&str>) -> Vec<bool> {
        let deadline = Instant::now() + CONFIRM_TIMEOUT;
        let mut confirms = Vec::with_capacity(rows.len());
        for row in rows {
            if !taken.contains(row.event_type.as_str()) {
                confirms.push(None);
                continue;
            }
            let options = BasicPublishOptions { mandatory: true, ..Default::default() };
            let properties = message::properties(&row.event_type, row.key);
            let publishing = channel.basic_publish(
                EXCHANGE.into(),
                row.event_type.as_str().into(),
                options,
                row.payload.as_bytes(),
                properties,
            );
            match tokio::time::timeout_at(deadline, publishing).await {
                Ok(Ok(confirm)) => confirms.push(Some(confirm)),
                Ok(Err(error)) => {
                    tracing::warn!(%error, "cannot publish");
                    break;
                }
                Err(_) => break,
            }
        }
        let mut confirmed = vec![false; rows.len()];
        for (has_it, confirm) in confirmed.iter_mut().zip(confirms) {
            *has_it = match confirm {
                None => true,
                Some(confirm) => match tokio::time::timeout_at(deadline, confirm).await {
                    Ok(Ok(Confirmation::Ack(None))) => true,
                    Ok(Ok(Confirmation::Ack(Some(returned)) | Confirmation::Nack(Some(returned)))) => {
                        metrics::counter!("broker_returned_total").increment(1);
                        tracing::error!(event_type = %returned.delivery.routing_key, reason = %returned.reply_text,
                            "RabbitMQ returned a message; it stays in the outbox");
                        false
                    }
                    Ok(Ok(_)) => false,
                    Ok(Err(_)) => false,
                    Err(_) => {
                        metrics::counter!("broker_confirm_timeouts_total").increment(1);
                        false
                    }
                },
            };
        }
        confirmed
    }
}

/// The next rows of the lanes that nobody else relays just now.
async fn peek(connection: &mut PgConnection, lanes: u64) -> Result<(Vec<Row>, Published), sqlx::Error> {
    let wanted: Vec<i16> = (0..i16::from(LANES)).filter(|lane| lanes & (1 << lane) != 0).collect();
    let found = sqlx::query!(
        r#"select lane as "lane!", id as "id?", key as "key!", event_type as "event_type!", payload as "payload!"
           from bus.peek_outbox($1, $2, $3, $4)"#,
        lane_class("bus.outbox"),
        &wanted,
        MAX_PER_LANE,
        MAX_BATCH
    )
    .fetch_all(connection)
    .await?;
    let mut published = Published::default();
    let mut rows = Vec::with_capacity(found.len());
    for row in found {
        match row.id {
            Some(id) => {
                rows.push(Row { lane: row.lane, id, key: row.key, event_type: row.event_type, payload: row.payload });
            }
            None => published.busy |= 1 << row.lane,
        }
    }
    if rows.len() >= MAX_BATCH as usize {
        published.again = lanes & !published.busy;
    } else {
        let mut counts = BTreeMap::new();
        rows.iter().for_each(|row| *counts.entry(row.lane).or_insert(0) += 1);
        published.again =
            counts.iter().filter(|(_, count)| **count >= MAX_PER_LANE).fold(0, |lanes, (lane, _)| lanes | 1 << lane);
    }
    Ok((rows, published))
}

/// Who takes the types of these rows, as (type, service).
async fn takers(connection: &mut PgConnection, rows: &[Row]) -> Result<Vec<(String, String)>, sqlx::Error> {
    let types: Vec<String> =
        rows.iter().map(|row| row.event_type.clone()).collect::<HashSet<_>>().into_iter().collect();
    let takers = sqlx::query!("select event_type, service from bus.takers where event_type = any($1)", &types)
        .fetch_all(connection)
        .await?;
    Ok(takers.into_iter().map(|taker| (taker.event_type, taker.service)).collect())
}

/// Of each lane the rows before the first that the broker may not have.
fn confirmed_beginnings<'a>(rows: &'a [Row], confirmed: &[bool]) -> Vec<&'a Row> {
    let mut broken = 0_u64;
    let mut gone = Vec::with_capacity(rows.len());
    for (row, has_it) in rows.iter().zip(confirmed) {
        if !has_it {
            broken |= 1 << row.lane;
        }
        if broken & (1 << row.lane) == 0 {
            gone.push(row);
        }
    }
    gone
}

async fn forget(connection: &mut PgConnection, gone: &[&Row]) -> Result<(), sqlx::Error> {
    let lanes: Vec<i16> = gone.iter().map(|row| row.lane).collect();
    let ids: Vec<i64> = gone.iter().map(|row| row.id).collect();
    sqlx::query!("select bus.forget_outbox($1, $2)", &lanes, &ids).execute(connection).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_after_a_doubtful_message_of_its_lane_stays() {
        let row = |lane, id| Row { lane, id, key: 0, event_type: String::new(), payload: String::new() };
        let rows = [row(1, 10), row(1, 11), row(1, 12), row(2, 13), row(63, 14)];
        let gone = confirmed_beginnings(&rows, &[true, false, true, true, false]);
        assert_eq!(gone.iter().map(|row| row.id).collect::<Vec<_>>(), [10, 13]);
    }
}
