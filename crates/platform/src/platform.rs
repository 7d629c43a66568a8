use std::ops::Deref;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{Clock, Databases, KeyRing, Pools, Random, Rates, Signals, Tasks, Verifier};

/// What a service may ask of the house. Cheap to clone.
#[derive(Clone)]
pub struct Platform(Arc<PlatformParts>);

/// What the binary, or a test, puts a [`Platform`] together from.
pub struct PlatformParts {
    pub clock: Clock,
    pub random: Random,
    pub keys: KeyRing,
    pub databases: Databases,
    pub verifier: Verifier,
    pub rates: Rates,
    pub signals: Signals,
    pub tasks: Tasks,
    /// Where people reach this instance, without a slash at the end.
    pub public_url: String,
    /// Proxies in front that may be believed about addresses.
    pub trusted_proxies: usize,
}

impl Platform {
    pub fn new(parts: PlatformParts) -> Self {
        Self(Arc::new(parts))
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// A new UUIDv7.
    pub fn id(&self) -> Uuid {
        self.random.id(&self.clock)
    }

    pub fn db(&self, service: &str) -> &Pools {
        self.databases.of(service)
    }

    /// Cookies may say `Secure` unless people reach us over plain HTTP on their own machine.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

impl Deref for Platform {
    type Target = PlatformParts;
    fn deref(&self) -> &PlatformParts {
        &self.0
    }
}
