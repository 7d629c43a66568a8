use std::sync::Arc;

use uuid::Uuid;

use crate::local::LocalLimits;
use crate::redis_state::RedisState;
use crate::wakes::{self, Pending, Wake};
use crate::{Decision, Limit};

/// The instance's shared state, as one process has it. Cheap to clone.
#[derive(Clone)]
pub struct SharedState(Arc<Inner>);

struct Inner {
    redis: Option<RedisState>,
    /// The only counter in process, and the stand-in while Redis is away.
    local: LocalLimits,
    pending: Pending,
    /// Names this process in its wake-ups, so that it does not wake itself.
    instance: String,
}

#[derive(Debug, thiserror::Error)]
#[error("the address of Redis cannot be used: {0}")]
pub struct SharedStateError(#[from] redis::RedisError);

impl SharedState {
    /// For an instance of one process.
    pub fn in_process() -> Self {
        Self(Arc::new(Inner {
            redis: None,
            local: LocalLimits::default(),
            pending: Pending::default(),
            instance: String::new(),
        }))
    }

    /// For several processes. Does not wait for Redis to be there. `instance` is unique per process.
    ///
    /// # Errors
    /// The URL is none of Redis.
    pub fn redis(url: &str, instance: &str) -> Result<Self, SharedStateError> {
        Ok(Self(Arc::new(Inner {
            redis: Some(RedisState::new(url)?),
            local: LocalLimits::default(),
            pending: Pending::default(),
            instance: instance.to_owned(),
        })))
    }

    /// Whether Redis answers; in process there is nothing to ask.
    ///
    /// # Errors
    /// What Redis, or the way to it, says.
    pub async fn check(&self) -> Result<(), String> {
        match &self.0.redis {
            Some(redis) => redis.ping().await.map_err(|error| error.to_string()),
            None => Ok(()),
        }
    }

    /// One more for `key`, if the limit has room at `now` (microseconds of the callers' common
    /// clock). While Redis is away every process counts for itself.
    pub async fn take(&self, key: &str, limit: Limit, now: i64) -> Decision {
        self.take_many(key, 1, limit, now).await
    }

    /// As [`Self::take`], for `count` at once: all of them or none.
    pub async fn take_many(&self, key: &str, count: u32, limit: Limit, now: i64) -> Decision {
        let Some(redis) = &self.0.redis else {
            return self.0.local.take(key, count, limit, now);
        };
        match redis.take(key, count, limit, now).await {
            Some(decision) => decision,
            None => {
                metrics::counter!("shared_state_fallbacks_total").increment(1);
                self.0.local.take(key, count, limit, now)
            }
        }
    }

    /// Tells the other processes that these lanes of a service may hold something. May be lost.
    pub fn publish(&self, service: &str, lanes: u64) {
        if self.0.redis.is_some() {
            self.0.pending.add(service, lanes);
        }
    }

    /// Tells the other processes that there may be something new for these users. May be lost.
    pub fn publish_users(&self, users: &[Uuid]) {
        if self.0.redis.is_some() {
            self.0.pending.add_users(users);
        }
    }

    /// Sends what was published and tells `heard` what others did, until dropped. In process there
    /// is nobody to hear. While Redis is away `heard` is told again and again that something may have been missed.
    pub async fn carry_wakes(&self, heard: impl Fn(Wake) + Send + Sync) {
        match &self.0.redis {
            Some(redis) => wakes::carry(redis, &self.0.pending, &self.0.instance, heard).await,
            None => std::future::pending().await,
        }
    }
}
