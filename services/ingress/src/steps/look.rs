//! Finds what no signal told of: one look for all who listen in this process.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use taper_bus::Bus;
use taper_events::UserId;

use crate::store;

const LOOK_EVERY: Duration = Duration::from_secs(10);
/// Users of one statement.
const MAX_USERS: usize = 1000;

/// The newest number of users' streams.
type Heads = HashMap<UserId, i64>;

/// Starts with the first stream.
#[derive(Clone, Default)]
pub(crate) struct Look(Arc<OnceLock<()>>);

impl Look {
    pub(crate) fn start(&self, bus: &Bus) {
        self.0.get_or_init(|| {
            let (bus, seen) = (bus.clone(), Arc::<Mutex<Heads>>::default());
            bus.platform.tasks.clone().every("stream-look", LOOK_EVERY, move || look(bus.clone(), seen.clone()));
        });
    }
}

async fn look(bus: Bus, seen: Arc<Mutex<Heads>>) {
    match heads(&bus).await {
        Ok(heads) => {
            let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
            bus.platform.signals.wake(&moved(&seen, &heads));
            *seen = heads;
        }
        Err(error) => tracing::debug!(%error, "streams cannot be looked at just now"),
    }
}

async fn heads(bus: &Bus) -> Result<Heads, sqlx::Error> {
    let users = bus.platform.signals.awaited();
    let mut heads = Heads::with_capacity(users.len());
    for users in users.chunks(MAX_USERS) {
        let mut db = bus.db("ingress").http.acquire().await?;
        heads.extend(store::stream::heads(&mut db, users).await?);
    }
    Ok(heads)
}

/// Whose stream went on since; of whom nothing was seen before may have missed something too.
fn moved(before: &Heads, now: &Heads) -> Vec<UserId> {
    now.iter().filter(|(user, head)| before.get(user) != Some(head)).map(|(user, _)| *user).collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn whose_head_stands_is_left_alone() {
        let user = |number| UserId(Uuid::from_u128(number));
        let before = Heads::from([(user(1), 4), (user(2), 7)]);
        let now = Heads::from([(user(1), 4), (user(2), 8), (user(3), 1)]);
        let mut woken = moved(&before, &now);
        woken.sort_unstable();
        assert_eq!(woken, [user(2), user(3)]);
    }
}
