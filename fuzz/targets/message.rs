//! What somebody publishes by hand: an event that its owner can read, or a dead letter that PostgreSQL can keep.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use taper_bus::broker::fuzzing::Reader;
use taper_events::CATALOGUE;

static READER: LazyLock<Reader> = LazyLock::new(Reader::new);

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, data)) = bytes.split_first() else { return };
    let routing_key = CATALOGUE.get(usize::from(first)).map_or("no.such.type", |entry| entry.event.name);
    match READER.read(routing_key, data, chrono::DateTime::UNIX_EPOCH) {
        Ok(envelope) => {
            assert_eq!(envelope.event_type, routing_key);
            assert!(envelope.event_id.is_some(), "it is known by an id from here on");
        }
        Err((payload, reason)) => {
            assert!(!payload.contains('\0'), "PostgreSQL's text holds no NUL");
            assert!(!reason.is_empty());
        }
    }
});
