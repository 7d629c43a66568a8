//! Wake-ups over Redis' publish and subscribe, which loses messages by nature: the probe of the
//! database finds what a lost one would have said.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use futures::StreamExt;
use redis::{RedisResult, aio::PubSub};
use tokio::sync::Notify;

use crate::redis_state::RedisState;

const CHANNEL: &str = "taper.wakes";
/// Wake-ups of so long go out together.
const GATHER: Duration = Duration::from_millis(2);
/// How often a silent connection is asked whether it still stands, and how long it has to answer.
const PING_EVERY: Duration = Duration::from_secs(5);
const PING_TIMEOUT: Duration = Duration::from_secs(2);
const RECONNECT_PAUSE: Duration = Duration::from_secs(1);

/// What was heard from other processes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wake {
    /// These lanes of the service may hold something.
    Lanes { service: String, lanes: u64 },
    /// Something may have been missed: look everywhere.
    Missed,
}

/// What this process has to say and did not yet.
#[derive(Default)]
pub(crate) struct Pending {
    lanes: Mutex<HashMap<String, u64>>,
    notify: Notify,
}

impl Pending {
    pub(crate) fn add(&self, service: &str, lanes: u64) {
        let mut pending = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        match pending.get_mut(service) {
            Some(known) => *known |= lanes,
            None => drop(pending.insert(service.to_owned(), lanes)),
        }
        self.notify.notify_one();
    }

    fn take(&self) -> HashMap<String, u64> {
        std::mem::take(&mut self.lanes.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

pub(crate) async fn carry(redis: &RedisState, pending: &Pending, instance: &str, heard: impl Fn(Wake) + Send + Sync) {
    loop {
        if let Err(error) = carry_once(redis, pending, instance, &heard).await {
            metrics::counter!("shared_state_reconnects_total").increment(1);
            tracing::warn!(%error, "wake-ups are interrupted; the probe stands in");
        }
        tokio::time::sleep(RECONNECT_PAUSE).await;
    }
}

/// Until the connection breaks.
async fn carry_once(
    redis: &RedisState,
    pending: &Pending,
    instance: &str,
    heard: &(impl Fn(Wake) + Send + Sync),
) -> RedisResult<()> {
    let (mut sink, mut messages) = in_time(redis.client.get_async_pubsub()).await.map(PubSub::split)?;
    in_time(sink.subscribe(CHANNEL)).await?;
    heard(Wake::Missed);
    loop {
        tokio::select! {
            message = messages.next() => {
                let Some(message) = message else { return Ok(()) };
                if let Some(wake) = message.get_payload::<String>().ok().and_then(|text| parse(&text, instance)) {
                    heard(wake);
                }
            }
            () = pending.notify.notified() => {
                tokio::time::sleep(GATHER).await;
                let mut pipe = redis::pipe();
                for (service, lanes) in pending.take() {
                    pipe.publish(CHANNEL, format!("{instance} {service} {lanes:x}")).ignore();
                }
                in_time(pipe.query_async::<()>(&mut redis.connection())).await?;
            }
            () = tokio::time::sleep(PING_EVERY) => in_time(sink.ping::<redis::Value>()).await.map(drop)?,
        }
    }
}

async fn in_time<T>(work: impl Future<Output = RedisResult<T>>) -> RedisResult<T> {
    match tokio::time::timeout(PING_TIMEOUT, work).await {
        Ok(result) => result,
        Err(_) => Err(std::io::Error::from(std::io::ErrorKind::TimedOut).into()),
    }
}

/// None for what this process said itself, and for what is no wake-up.
fn parse(text: &str, instance: &str) -> Option<Wake> {
    let mut words = text.split(' ');
    let (sender, service, lanes) = (words.next()?, words.next()?, words.next()?);
    let lanes = u64::from_str_radix(lanes, 16).ok()?;
    (sender != instance).then(|| Wake::Lanes { service: service.to_owned(), lanes })
}
