use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sha2::{Digest, Sha256};
use sqlx::migrate::Migrator;
use taper_events::OrderKey;
use taper_platform::{Clock, Platform, Pools};

use crate::{Backlog, Wakes};

/// The tables of the bus; every database of services has them.
pub static MIGRATOR: Migrator = sqlx::migrate!();

/// How events get to the inboxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// All services share one database; the emitter writes the inboxes.
    Inboxes,
    /// Outbox, RabbitMQ, inbox.
    Broker,
}

/// Which services take which event types; all services of this program, running here or not.
#[derive(Clone, Debug, Default)]
pub struct Subscriptions(BTreeMap<&'static str, BTreeSet<&'static str>>);

impl Subscriptions {
    pub fn add(&mut self, event_type: &'static str, service: &'static str) {
        self.0.entry(event_type).or_default().insert(service);
    }

    pub fn takers(&self, event_type: &str) -> impl Iterator<Item = &'static str> {
        self.0.get(event_type).into_iter().flatten().copied()
    }

    pub fn pairs(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.0.iter().flat_map(|(event_type, services)| services.iter().map(|service| (*event_type, *service)))
    }
}

/// A process's handle on the bus. Cheap to clone.
#[derive(Clone)]
pub struct Bus {
    pub platform: Platform,
    pub carrier: Carrier,
    pub wakes: Wakes,
    pub subscriptions: Arc<Subscriptions>,
    pub backlog: Backlog,
}

impl Bus {
    pub fn clock(&self) -> &Clock {
        &self.platform.clock
    }

    pub fn db(&self, service: &str) -> &Pools {
        self.platform.db(service)
    }

    /// Writes down who takes what, so that an emit reaches a service that is not running yet.
    ///
    /// # Errors
    /// The database's.
    pub async fn register_takers(&self) -> Result<(), sqlx::Error> {
        let (types, services): (Vec<_>, Vec<_>) =
            self.subscriptions.pairs().map(|(t, s)| (t.to_owned(), s.to_owned())).unzip();
        for pools in self.platform.databases.each() {
            sqlx::query!(
                "insert into bus.takers (event_type, service) select * from unnest($1::text[], $2::text[])
                 on conflict do nothing",
                &types,
                &services
            )
            .execute(&pools.jobs)
            .await?;
        }
        Ok(())
    }
}

/// The class of a service's lane locks: `pg_advisory_xact_lock(class, lane)`.
pub(crate) fn lane_class(service: &str) -> i32 {
    let digest = Sha256::digest(format!("taper.lane.{service}").as_bytes());
    i32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]])
}

/// The lock of an order key within a service: `pg_advisory_xact_lock(bigint)`. Handlers and REST
/// writes of one service take the same.
pub(crate) fn key_lock(service: &str, key: OrderKey) -> i64 {
    key.0 ^ key_mask(service)
}

/// Keeps the locks of services apart.
pub(crate) fn key_mask(service: &str) -> i64 {
    let digest = Sha256::digest(format!("taper.key.{service}").as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    i64::from_be_bytes(first)
}
