use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::Duration;

use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::{Client, RedisError, RedisResult, Script};
use tokio::time::Instant;

use crate::{Decision, Limit};

/// Longest that a request waits for an answer before the process counts for itself.
const RESPONSE_TIMEOUT: Duration = Duration::from_millis(250);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(1);
/// After a failure nobody waits for Redis again for so long.
const REST_AFTER_FAILURE: Duration = Duration::from_secs(2);

/// The same arithmetic as [`crate::local::LocalLimits`]; answers the microseconds that are missing.
static TAKE: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        "local now, step, span = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
         local free_at = tonumber(redis.call('GET', KEYS[1]) or ARGV[1])
         local next = math.max(free_at, now) + step
         if next - now > span then return next - now - span end
         redis.call('SET', KEYS[1], string.format('%.0f', next), 'PX', math.ceil((next - now) / 1000))
         return 0",
    )
});

/// One connection to Redis that comes back by itself.
pub(crate) struct RedisState {
    pub(crate) client: Client,
    manager: ConnectionManager,
    resting_until: Mutex<Option<Instant>>,
}

impl RedisState {
    pub(crate) fn new(url: &str) -> RedisResult<Self> {
        let client = Client::open(url)?;
        let config = ConnectionManagerConfig::new()
            .set_connection_timeout(Some(CONNECT_TIMEOUT))
            .set_response_timeout(Some(RESPONSE_TIMEOUT))
            .set_number_of_retries(1);
        let manager = ConnectionManager::new_lazy_with_config(client.clone(), config)?;
        Ok(Self { client, manager, resting_until: Mutex::default() })
    }

    pub(crate) fn connection(&self) -> ConnectionManager {
        self.manager.clone()
    }

    pub(crate) async fn ping(&self) -> RedisResult<()> {
        redis::cmd("PING").query_async(&mut self.connection()).await
    }

    /// None if Redis cannot say.
    pub(crate) async fn take(&self, key: &str, count: u32, limit: Limit, now: i64) -> Option<Decision> {
        if self.is_resting() {
            return None;
        }
        let mut connection = self.connection();
        let mut call = TAKE.prepare_invoke();
        call.key(format!("taper:rate:{key}")).arg(now).arg(limit.steps(count)).arg(limit.span());
        let answer = tokio::time::timeout(RESPONSE_TIMEOUT, call.invoke_async::<i64>(&mut connection)).await;
        match answer {
            Ok(Ok(missing)) => Some(Decision::missing(missing)),
            Ok(Err(error)) => self.rest(&error),
            Err(_) => self.rest(&RedisError::from(std::io::Error::from(std::io::ErrorKind::TimedOut))),
        }
    }

    fn is_resting(&self) -> bool {
        let until = *self.resting_until.lock().unwrap_or_else(PoisonError::into_inner);
        until.is_some_and(|until| Instant::now() < until)
    }

    fn rest<T>(&self, error: &RedisError) -> Option<T> {
        tracing::warn!(%error, "Redis does not answer; this process counts for itself");
        let until = Instant::now() + REST_AFTER_FAILURE;
        *self.resting_until.lock().unwrap_or_else(PoisonError::into_inner) = Some(until);
        None
    }
}
