//! What may not overtake: in a batch, nothing follows an event of its key that was not accepted.

use std::collections::HashSet;

use taper_events::OrderKey;

/// The keys of which an event was not accepted.
#[derive(Default)]
pub(crate) struct Behind(HashSet<OrderKey>);

impl Behind {
    pub(crate) fn refuse(&mut self, key: OrderKey) {
        self.0.insert(key);
    }

    pub(crate) fn is_behind(&self, key: OrderKey) -> bool {
        self.0.contains(&key)
    }
}
