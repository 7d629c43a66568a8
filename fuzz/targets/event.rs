//! What a client sends: whatever is admitted can be read by its owner, is stored as it is read again, keeps its order
//! key, and holds no secret in clear.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};
use taper_events::{CATALOGUE, Entry, Envelope, SessionId, UserId};
use taper_platform::{Caller, KeyRing, Random};
use uuid::Uuid;

const ME: Uuid = Uuid::from_u128(0xa711_e7e0_0000_4000_8000_0000_0000_0001);
static KEYS: LazyLock<KeyRing> = LazyLock::new(|| KeyRing::generate(&Random::seeded(7)));
static INTENTS: LazyLock<Vec<&Entry>> =
    LazyLock::new(|| CATALOGUE.iter().filter(|entry| entry.event.kind.is_intent()).collect());

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, rest)) = bytes.split_first() else { return };
    let Ok(value) = serde_json::from_slice::<Value>(rest) else { return };
    let event = match INTENTS.get(usize::from(first)) {
        // The data of an event that is whole otherwise.
        Some(entry) => json!({
            "schema_version": entry.event.version.to_string(), "event_type": entry.event.name, "user_id": ME,
            "client_generated_id": ME, "timestamp": chrono::Utc::now(), "data": value,
        }),
        None => value,
    };
    let caller = Caller { id: UserId(ME), session_id: SessionId(ME), roles: vec!["athlete".to_owned()], expires_at: 0 };
    let Some(envelope) = ingress::fuzzing::admitted(event, &caller, &KEYS) else { return };
    let entry = taper_events::entry(&envelope.event_type).expect("a type of the catalogue");
    assert!(entry.event.kind.is_intent(), "clients hand in intents");
    assert_eq!(envelope.user_id.0, ME);
    (entry.read)(&envelope.data).expect("its owner can read it");
    for pointer in taper_events::secret_pointers(entry) {
        if let Some(Value::String(secret)) = envelope.data.pointer(&pointer) {
            assert!(secret.starts_with("sealed:"), "{pointer} in clear");
        }
    }
    let stored = serde_json::to_string(&envelope).expect("an envelope as JSON");
    let read: Envelope = serde_json::from_str(&stored).expect("what was stored can be read");
    assert_eq!(read.order_key(&entry.event), envelope.order_key(&entry.event));
    assert_eq!(serde_json::to_string(&read).expect("JSON"), stored, "read and written again it is the same");
});
