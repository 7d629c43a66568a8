use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use taper_events::UserId;
use taper_platform::{SharedState, Signals};
use tokio::sync::Notify;

/// A bit for each lane.
pub const ALL_LANES: u64 = u64::MAX;

/// Which lanes of which service may hold something: hints, never the truth. What a hint misses the
/// sweep finds.
#[derive(Clone, Default)]
pub struct Wakes(Arc<Inner>);

#[derive(Default)]
struct Inner {
    /// The inboxes of the services whose consumers run here.
    inboxes: HashMap<&'static str, Dirty>,
    /// The outboxes that are relayed here, by database.
    outboxes: Mutex<HashMap<Arc<str>, Arc<Dirty>>>,
    /// Tells other processes.
    shared: Option<SharedState>,
}

/// Lanes that may hold something.
#[derive(Default)]
pub(crate) struct Dirty {
    lanes: AtomicU64,
    notify: Notify,
}

impl Dirty {
    pub(crate) fn mark(&self, lanes: u64) {
        if lanes != 0 {
            self.lanes.fetch_or(lanes, Ordering::AcqRel);
            self.notify.notify_one();
        }
    }

    /// The marked lanes, which are marked no longer.
    pub(crate) fn take(&self) -> u64 {
        self.lanes.swap(0, Ordering::AcqRel)
    }

    /// Resolves when something was marked.
    pub(crate) async fn wait(&self) {
        self.notify.notified().await;
    }
}

impl Wakes {
    /// For the services whose consumers run in this process.
    pub fn of(services: impl IntoIterator<Item = &'static str>) -> Self {
        Self::new(services, None)
    }

    /// As [`Self::of`]; what is marked for a service that does not run here goes to those who run it.
    pub fn shared(services: impl IntoIterator<Item = &'static str>, shared: SharedState) -> Self {
        Self::new(services, Some(shared))
    }

    fn new(services: impl IntoIterator<Item = &'static str>, shared: Option<SharedState>) -> Self {
        let inboxes = services.into_iter().map(|service| (service, Dirty::default())).collect();
        Self(Arc::new(Inner { inboxes, outboxes: Mutex::default(), shared }))
    }

    pub fn services(&self) -> impl Iterator<Item = &'static str> {
        self.0.inboxes.keys().copied()
    }

    pub fn mark(&self, service: &str, lanes: u64) {
        match (self.0.inboxes.get(service), &self.0.shared) {
            (Some(inbox), _) => inbox.mark(lanes),
            (None, Some(shared)) if lanes != 0 => shared.publish(service, lanes),
            (None, _) => {}
        }
    }

    pub fn mark_all(&self) {
        self.0.inboxes.values().for_each(|inbox| inbox.mark(ALL_LANES));
    }

    /// The marked lanes, which are marked no longer.
    pub fn take(&self, service: &str) -> u64 {
        self.0.inboxes.get(service).map_or(0, Dirty::take)
    }

    /// Resolves when something was marked.
    pub async fn wait(&self, service: &str) {
        match self.0.inboxes.get(service) {
            Some(inbox) => inbox.wait().await,
            None => std::future::pending().await,
        }
    }

    /// Hears other processes' marks and signals, until dropped.
    pub async fn hear_others(&self, signals: &Signals) {
        let Some(shared) = &self.0.shared else { return std::future::pending().await };
        shared
            .carry_wakes(|wake| match wake {
                taper_platform::Wake::Lanes { service, lanes } => {
                    if let Some(inbox) = self.0.inboxes.get(service.as_str()) {
                        inbox.mark(lanes);
                    }
                }
                taper_platform::Wake::Users(users) => signals.wake(&users.into_iter().map(UserId).collect::<Vec<_>>()),
                taper_platform::Wake::Missed => {
                    self.mark_all();
                    signals.wake_all();
                }
            })
            .await;
    }

    /// The outbox of a database, as those who relay it watch it.
    pub(crate) fn outbox(&self, database: &Arc<str>) -> Arc<Dirty> {
        let mut outboxes = self.0.outboxes.lock().unwrap_or_else(PoisonError::into_inner);
        outboxes.entry(database.clone()).or_default().clone()
    }

    /// Who wrote does not say into which database: a look at an empty lane is cheap.
    pub(crate) fn mark_outboxes(&self, lanes: u64) {
        let outboxes = self.0.outboxes.lock().unwrap_or_else(PoisonError::into_inner);
        outboxes.values().for_each(|outbox| outbox.mark(lanes));
    }
}
