use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// How many events wait for the broker, as last measured, and how many may.
#[derive(Clone, Debug)]
pub struct Backlog(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    waiting: AtomicI64,
    limit: i64,
}

impl Backlog {
    pub fn up_to(limit: i64) -> Self {
        Self(Arc::new(Inner { waiting: AtomicI64::new(0), limit }))
    }

    pub fn measured(&self, waiting: i64) {
        self.0.waiting.store(waiting, Ordering::Relaxed);
    }

    /// More wait than may: new ones are to come later.
    pub fn is_full(&self) -> bool {
        self.0.waiting.load(Ordering::Relaxed) > self.0.limit
    }
}
