//! What `fuzz/` reaches of the inside.

use chrono::{DateTime, Utc};
use lapin::BasicProperties;
use taper_events::Envelope;

use super::message::Schemas;

/// Reads messages as a receiver does.
pub struct Reader(Schemas);

impl Reader {
    /// # Panics
    /// A schema of the catalogue is none.
    pub fn new() -> Self {
        Self(Schemas::compile().expect("schemas that compile"))
    }

    /// A message that somebody published by hand: the event, or as what it goes to the dead letters.
    ///
    /// # Errors
    /// The payload that is kept of it, and why it was refused.
    pub fn read(&self, routing_key: &str, data: &[u8], now: DateTime<Utc>) -> Result<Envelope, (String, String)> {
        let read = self.0.read(routing_key, &BasicProperties::default(), data, now);
        read.map(|arrival| arrival.envelope).map_err(|refused| (refused.payload, refused.reason))
    }
}
