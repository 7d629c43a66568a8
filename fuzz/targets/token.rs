//! What is presented as an access token: nothing but what was signed is believed.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use taper_events::UserId;
use taper_platform::{Clock, Verifier};
use taper_testkit::TestTokens;
use uuid::Uuid;

const ISSUER: &str = "http://taper.test";

struct Door {
    verifier: Verifier,
    genuine: String,
}

static DOOR: LazyLock<Door> = LazyLock::new(|| {
    let (tokens, clock) = (TestTokens::new(ISSUER), Clock::machine());
    let genuine = tokens.token(UserId(Uuid::from_u128(1)), &["athlete"], clock.now());
    let verifier = Verifier::new(ISSUER, clock);
    verifier.set_keys(&tokens.keys());
    Door { verifier, genuine }
});

fuzz_target!(|bytes: &[u8]| {
    let door = &*DOOR;
    // The genuine one, changed at some places: pairs of a place and what it becomes.
    let mut forged = door.genuine.clone().into_bytes();
    for pair in bytes.chunks_exact(3) {
        let place = usize::from(u16::from_be_bytes([pair[0], pair[1]])) % forged.len();
        forged[place] = pair[2];
    }
    for token in [std::str::from_utf8(&forged), std::str::from_utf8(bytes)].into_iter().flatten() {
        if token != door.genuine {
            assert!(door.verifier.verify(token).is_err(), "believed: {token}");
        }
    }
});
