//! What may not overtake: in a batch, nothing follows an event of its key that was not accepted.

use std::collections::HashSet;

use taper_events::{OrderKey, UserId};

/// Of what an event was not accepted.
#[derive(Default)]
pub(crate) struct Behind {
    keys: HashSet<OrderKey>,
    /// Whose: what the event was about could not be told.
    subjects: HashSet<UserId>,
}

impl Behind {
    /// `key`: none if it could not be read.
    pub(crate) fn refuse(&mut self, subject: UserId, key: Option<OrderKey>) {
        match key {
            Some(key) => self.keys.insert(key),
            None => self.subjects.insert(subject),
        };
    }

    pub(crate) fn is_behind(&self, subject: UserId, key: OrderKey) -> bool {
        self.keys.contains(&key) || self.subjects.contains(&subject)
    }
}
