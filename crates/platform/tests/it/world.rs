//! A platform whose database nobody asks.

use taper_platform::{
    Databases, HttpLimits, KeyRing, Platform, PlatformParts, PoolBudget, Random, Rates, SharedState, Signals, Tasks,
    Verifier,
};
use taper_testkit::FakeClock;

pub(crate) const ISSUER: &str = "http://taper.test";

pub(crate) fn platform(limits: HttpLimits) -> (FakeClock, Platform) {
    let clock = FakeClock::at("2027-01-04T09:00:00Z");
    let random = Random::seeded(1);
    // No connection is made before one is needed.
    let pools = taper_platform::connect("postgres://localhost/none", PoolBudget::default(), "test").unwrap();
    let platform = Platform::new(PlatformParts {
        clock: clock.clock(),
        keys: KeyRing::generate(&random),
        random,
        databases: Databases::one(pools),
        verifier: Verifier::new(ISSUER, clock.clock()),
        signals: Signals::new(SharedState::in_process()),
        rates: Rates::new(SharedState::in_process(), clock.clock(), limits),
        tasks: Tasks::default(),
        public_url: ISSUER.to_owned(),
        trusted_proxies: 1,
    });
    (clock, platform)
}
