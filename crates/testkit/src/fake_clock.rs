use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use taper_platform::{Clock, TimeSource};

/// Stands still until it is moved.
#[derive(Clone)]
pub struct FakeClock(Arc<Mutex<DateTime<Utc>>>);

impl FakeClock {
    pub fn at(text: &str) -> Self {
        Self(Arc::new(Mutex::new(text.parse().expect("an RFC 3339 time"))))
    }

    pub fn advance(&self, by: TimeDelta) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += by;
    }

    pub fn set(&self, text: &str) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = text.parse().expect("an RFC 3339 time");
    }

    pub fn clock(&self) -> Clock {
        Clock::from_source(Arc::new(self.clone()))
    }
}

impl TimeSource for FakeClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
