//! One suite against both implementations; Redis by `scripts/with-redis`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod outage;
mod rates;
mod wakes;

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use taper_shared_state::SharedState;

/// Both columns. Fails without Redis: a test that is skipped says nothing.
fn both() -> [SharedState; 2] {
    [SharedState::in_process(), redis("a")]
}

fn redis(instance: &str) -> SharedState {
    SharedState::redis(&redis_url(), instance).expect("a Redis URL")
}

#[expect(clippy::disallowed_methods, reason = "tests are told of their server by the environment")]
fn redis_url() -> String {
    std::env::var("TAPER_TEST_REDIS_URL").expect("run with scripts/with-redis")
}

/// A key that no other test uses.
fn a_key() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("test-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Microseconds.
#[expect(clippy::disallowed_methods, reason = "Redis forgets keys by the real time")]
fn now() -> i64 {
    i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_micros()).unwrap()
}
