//! Short texts from outside: cursors, versions, zones, ids, sealed texts, forwarded addresses.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use taper_events::{TimeZone, Version};
use taper_platform::http::ClientAddress;
use taper_platform::{Cursor, KeyRing, Random};
use uuid::Uuid;

static KEYS: LazyLock<KeyRing> = LazyLock::new(|| KeyRing::generate(&Random::seeded(7)));

fuzz_target!(|text: &str| {
    if let Some(again) = ingress::fuzzing::stream_cursor(text) {
        assert_eq!(ingress::fuzzing::stream_cursor(&again).as_deref(), Some(again.as_str()));
    }
    if let Ok(place) = Cursor::decode::<(chrono::DateTime<chrono::Utc>, Uuid)>(text) {
        let again = Cursor::decode::<(chrono::DateTime<chrono::Utc>, Uuid)>(&Cursor::encode(&place));
        assert_eq!(again.ok(), Some(place));
    }
    if let Some(version) = Version::parse(text) {
        let parts = |version: &Version| (version.major, version.minor);
        assert_eq!(Version::parse(&version.to_string()).as_ref().map(parts), Some(parts(&version)));
    }
    if let Ok(zone) = text.parse::<TimeZone>() {
        assert_eq!(zone.to_string().parse::<TimeZone>().ok(), Some(zone));
    }
    assert!(KEYS.unseal("fuzz", text).is_err(), "opened what was never sealed");
    if let Ok(request) = http::Request::builder().header("x-forwarded-for", text).body(()) {
        let (parts, ()) = request.into_parts();
        for proxies in 0..3 {
            let _ = ClientAddress::of(&parts, proxies).network();
        }
    }
});
