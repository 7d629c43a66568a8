//! Wake-ups over Redis' publish and subscribe, which loses messages by nature: the probe of the
//! database finds what a lost one would have said.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use futures::StreamExt;
use redis::{RedisResult, aio::PubSub};
use tokio::sync::Notify;
use uuid::Uuid;

use crate::redis_state::RedisState;

const CHANNEL: &str = "taper.wakes";
/// Wake-ups of so long go out together.
const GATHER: Duration = Duration::from_millis(2);
/// Most users of one message, and most that wait to be said.
const MAX_USERS: usize = 500;
const MAX_PENDING_USERS: usize = 100_000;
/// How often a silent connection is asked whether it still stands, and how long it has to answer.
const PING_EVERY: Duration = Duration::from_secs(5);
const PING_TIMEOUT: Duration = Duration::from_secs(2);
const RECONNECT_PAUSE: Duration = Duration::from_secs(1);

/// What was heard from other processes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wake {
    /// These lanes of the service may hold something.
    Lanes { service: String, lanes: u64 },
    /// There may be something new for these users.
    Users(Vec<Uuid>),
    /// Something may have been missed: look everywhere.
    Missed,
}

/// What this process has to say and did not yet.
#[derive(Default)]
pub(crate) struct Pending {
    said: Mutex<Said>,
    notify: Notify,
}

#[derive(Default)]
struct Said {
    lanes: HashMap<String, u64>,
    users: HashSet<Uuid>,
}

impl Pending {
    pub(crate) fn add(&self, service: &str, lanes: u64) {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        match said.lanes.get_mut(service) {
            Some(known) => *known |= lanes,
            None => drop(said.lanes.insert(service.to_owned(), lanes)),
        }
        drop(said);
        self.notify.notify_one();
    }

    pub(crate) fn add_users(&self, users: &[Uuid]) {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        // While Redis is away nobody takes them out; the others look for themselves then.
        if said.users.len() < MAX_PENDING_USERS {
            said.users.extend(users);
        }
        drop(said);
        self.notify.notify_one();
    }

    /// The messages that say it.
    fn take(&self, instance: &str) -> Vec<String> {
        let said = std::mem::take(&mut *self.said.lock().unwrap_or_else(PoisonError::into_inner));
        let users: Vec<String> = said.users.iter().map(Uuid::to_string).collect();
        let lanes = said.lanes.iter().map(|(service, lanes)| format!("{instance} lanes {service} {lanes:x}"));
        lanes.chain(users.chunks(MAX_USERS).map(|users| format!("{instance} users {}", users.join(" ")))).collect()
    }
}

pub(crate) async fn carry(redis: &RedisState, pending: &Pending, instance: &str, heard: impl Fn(Wake) + Send + Sync) {
    loop {
        if let Err(error) = carry_once(redis, pending, instance, &heard).await {
            metrics::counter!("shared_state_reconnects_total").increment(1);
            tracing::warn!(%error, "wake-ups are interrupted; the probe stands in");
        }
        heard(Wake::Missed);
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
                for message in pending.take(instance) {
                    pipe.publish(CHANNEL, message).ignore();
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
    let (sender, said) = text.split_once(' ')?;
    let (kind, said) = said.split_once(' ')?;
    let wake = match kind {
        "lanes" => {
            let (service, lanes) = said.split_once(' ')?;
            Wake::Lanes { service: service.to_owned(), lanes: u64::from_str_radix(lanes, 16).ok()? }
        }
        "users" => Wake::Users(said.split(' ').map(Uuid::parse_str).collect::<Result<_, _>>().ok()?),
        _ => return None,
    };
    (sender != instance).then_some(wake)
}
