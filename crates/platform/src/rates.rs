use std::fmt::Display;
use std::time::Duration;

use taper_events::UserId;
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

    /// Whether the state that processes share can be reached.
    ///
    /// # Errors
    /// What it, or the way to it, says.
    pub async fn check_shared(&self) -> Result<(), String> {
        self.shared.check().await
    }

    /// One more of `bucket` (a constant name, such as `auth.login`) for `key`.
    ///
    /// # Errors
    /// 429 with the seconds to wait.
    pub async fn check(&self, bucket: &'static str, key: impl Display, limit: RateLimit) -> Result<(), Problem> {
        self.check_many(bucket, key, limit, 1).await
    }

    /// `count` more of what one signed-in person may ask for, where one request asks for several things.
    ///
    /// # Errors
    /// As [`Self::check`].
    pub async fn check_user(&self, user: UserId, count: usize) -> Result<(), Problem> {
        match self.http.per_user {
            // The request itself was counted before; more than the limit has room for would never pass.
            Some(limit) if count > 1 => {
                let room = usize::try_from(limit.count.saturating_sub(1)).unwrap_or(usize::MAX);
                self.check_many("user", user, limit, count.min(room)).await
            }
            Some(limit) if count == 1 => self.check("user", user, limit).await,
            _ => Ok(()),
        }
    }

    async fn check_many(
        &self,
        bucket: &'static str,
        key: impl Display,
        limit: RateLimit,
        count: usize,
    ) -> Result<(), Problem> {
        let now = self.clock.now().timestamp_micros();
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        match self.shared.take_many(&format!("{bucket}:{key}"), count, limit, now).await {
            Decision::Allowed => Ok(()),
            Decision::Refused { retry_after } => {
                metrics::counter!("rate_limited_total", "bucket" => bucket).increment(1);
                let seconds = retry_after.as_millis().div_ceil(1000);
                Err(Problem::too_many(u32::try_from(seconds).unwrap_or(u32::MAX)))
            }
        }
    }

    pub(crate) async fn check_address(&self, address: impl Display) -> Result<(), Problem> {
        match self.http.per_address {
            Some(limit) => self.check("address", address, limit).await,
            None => Ok(()),
        }
    }
}
