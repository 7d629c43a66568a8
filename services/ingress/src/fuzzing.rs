//! What `fuzz/` reaches of the inside.

use serde_json::Value;
use taper_events::Envelope;
use taper_platform::{Caller, Clock, KeyRing, Random};

use crate::domain::cursor::StreamCursor;
use crate::steps::admission::{Means, admit};

/// The event as it would be stored, if its own person may send it.
pub fn admitted(event: Value, caller: &Caller, keys: &KeyRing) -> Option<Envelope> {
    let (random, clock) = (Random::seeded(1), Clock::machine());
    let means = Means {
        keys,
        event_id: random.id(&clock),
        random: &random,
        now: clock.now(),
        traceparent: None,
        request_id: String::new(),
    };
    admit(event, caller, &means).ok().map(|admission| admission.arrival.envelope)
}

/// A cursor as it is written again.
pub fn stream_cursor(text: &str) -> Option<String> {
    StreamCursor::parse(text).map(|cursor| cursor.to_string())
}
