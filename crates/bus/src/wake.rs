use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::Notify;

/// A bit for each lane.
pub const ALL_LANES: u64 = u64::MAX;

/// Which lanes of which service may hold something: hints, never the truth. What a hint misses the
/// sweep finds.
#[derive(Clone, Default)]
pub struct Wakes(Arc<HashMap<&'static str, Dirty>>);

#[derive(Default)]
struct Dirty {
    lanes: AtomicU64,
    notify: Notify,
}

impl Wakes {
    /// For the services whose consumers run in this process.
    pub fn of(services: impl IntoIterator<Item = &'static str>) -> Self {
        Self(Arc::new(services.into_iter().map(|service| (service, Dirty::default())).collect()))
    }

    pub fn services(&self) -> impl Iterator<Item = &'static str> {
        self.0.keys().copied()
    }

    pub fn mark(&self, service: &str, lanes: u64) {
        if let Some(dirty) = self.0.get(service)
            && lanes != 0
        {
            dirty.lanes.fetch_or(lanes, Ordering::AcqRel);
            dirty.notify.notify_one();
        }
    }

    pub fn mark_all(&self) {
        for service in self.0.keys() {
            self.mark(service, ALL_LANES);
        }
    }

    /// The marked lanes, which are marked no longer.
    pub fn take(&self, service: &str) -> u64 {
        self.0.get(service).map_or(0, |dirty| dirty.lanes.swap(0, Ordering::AcqRel))
    }

    /// Resolves when something was marked.
    pub async fn wait(&self, service: &str) {
        match self.0.get(service) {
            Some(dirty) => dirty.notify.notified().await,
            None => std::future::pending().await,
        }
    }
}
