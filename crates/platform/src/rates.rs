use std::fmt::Display;
use std::time::Duration;

use taper_shared_state::Decision;

use crate::{Clock, Problem};

pub use taper_shared_state::{Limit as RateLimit, SharedState, Wake};

/// What the HTTP door lets through, whoever asks for whatever. None: no limit.
#[derive(Clone, Copy, Debug)]
pub struct HttpLimits {
    /// Per client address (IPv6: per network of 64 bits). Many people may sit behind one.
    pub per_address: Option<RateLimit>,
    /// Per signed-in person.
    pub per_user: Option<RateLimit>,
}

impl HttpLimits {
    pub const NONE: Self = Self { per_address: None, per_user: None };

    /// Requests per minute; 0 is no limit.
    pub fn per_minute(per_user: u32, per_address: u32) -> Self {
        let limit = |count| (count > 0).then(|| RateLimit::new(count, Duration::from_secs(60)));
        Self { per_address: limit(per_address), per_user: limit(per_user) }
    }
}

/// Who asks too often. A protection of the house, shared by its processes as well as may be: what
/// must be exact, such as the tries of a code, is counted in the database.
#[derive(Clone)]
pub struct Rates {
    shared: SharedState,
    clock: Clock,
    pub http: HttpLimits,
}

impl Rates {
    pub fn new(shared: SharedState, clock: Clock, http: HttpLimits) -> Self {
        Self { shared, clock, http }
    }

    /// One more of `bucket` (a constant name, such as `auth.login`) for `key`.
    ///
    /// # Errors
    /// 429 with the seconds to wait.
    pub async fn check(&self, bucket: &'static str, key: impl Display, limit: RateLimit) -> Result<(), Problem> {
        let now = self.clock.now().timestamp_micros();
        match self.shared.take(&format!("{bucket}:{key}"), limit, now).await {
            Decision::Allowed => Ok(()),
            Decision::Refused { retry_after } => {
                metrics::counter!("rate_limited_total", "bucket" => bucket).increment(1);
                let seconds = retry_after.as_millis().div_ceil(1000);
                Err(Problem::too_many(u32::try_from(seconds).unwrap_or(u32::MAX)))
            }
        }
    }

    pub(crate) async fn check_if_limited(
        &self,
        bucket: &'static str,
        key: impl Display,
        limit: Option<RateLimit>,
    ) -> Result<(), Problem> {
        match limit {
            Some(limit) => self.check(bucket, key, limit).await,
            None => Ok(()),
        }
    }
}
