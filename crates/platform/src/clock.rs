use std::sync::Arc;

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use taper_events::TimeZone;

/// Where the time comes from: the machine, or a test.
pub trait TimeSource: Send + Sync {
    fn now(&self) -> DateTime<Utc>;
}

struct Machine;

impl TimeSource for Machine {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the machine's clock")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// The only clock there is. Microseconds, as PostgreSQL keeps them.
#[derive(Clone)]
pub struct Clock(Arc<dyn TimeSource>);

impl Clock {
    pub fn machine() -> Self {
        Self(Arc::new(Machine))
    }

    pub fn from_source(source: Arc<dyn TimeSource>) -> Self {
        Self(source)
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.0.now().trunc_subsecs(6)
    }

    /// The day it is in `zone`.
    pub fn today_in(&self, zone: TimeZone) -> NaiveDate {
        zone.day_of(self.now())
    }
}
