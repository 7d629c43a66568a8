use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use taper_events::UserId;
use taper_shared_state::SharedState;
use tokio::sync::Notify;

/// News that one listener may have in front of it; of more it has to look itself.
const MAX_BROUGHT: usize = 64;

/// Tells whoever waits for a user's news, in any process, that there may be some, and in this process which: a hint,
/// never the truth. What a hint misses is found by looking now and then.
#[derive(Clone)]
pub struct Signals {
    waiting: Arc<Mutex<HashMap<UserId, Vec<Arc<Ear>>>>>,
    shared: SharedState,
}

/// One of a user's news; their numbers have no gaps.
#[derive(Debug, PartialEq, Eq)]
pub struct News {
    pub seq: i64,
    pub event_type: String,
    pub payload: String,
}

/// Somebody who waits for a user's news, until dropped.
pub struct Listening {
    signals: Signals,
    user: UserId,
    ear: Arc<Ear>,
}

#[derive(Default)]
struct Ear {
    rings: Notify,
    brought: Mutex<BTreeMap<i64, Arc<News>>>,
}

impl Ear {
    fn bring(&self, news: Arc<News>) {
        let mut brought = self.brought.lock().unwrap_or_else(PoisonError::into_inner);
        if brought.len() >= MAX_BROUGHT {
            brought.clear();
        }
        brought.insert(news.seq, news);
    }
}

impl Signals {
    pub fn new(shared: SharedState) -> Self {
        Self { waiting: Arc::default(), shared }
    }

    /// None if `most` wait in this process for the same user already.
    pub fn listen(&self, user: UserId, most: usize) -> Option<Listening> {
        let ear = Arc::<Ear>::default();
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let beside = waiting.entry(user).or_default();
        if beside.len() >= most {
            return None;
        }
        beside.push(ear.clone());
        Some(Listening { signals: self.clone(), user, ear })
    }

    /// Whoever is waited for in this process, each once.
    pub fn awaited(&self) -> Vec<UserId> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).keys().copied().collect()
    }

    /// There may be something new for these users.
    pub fn tell(&self, users: &[UserId]) {
        self.wake(users);
        self.shared.publish_users(&users.iter().map(|user| user.0).collect::<Vec<_>>());
    }

    /// As [`Self::tell`]; who listens in this process need not look.
    pub fn bring(&self, news: Vec<(UserId, News)>) {
        let users: Vec<UserId> = news.iter().map(|(user, _)| *user).collect();
        {
            let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            for (user, news) in news {
                let Some(ears) = waiting.get(&user) else { continue };
                let news = Arc::new(news);
                ears.iter().for_each(|ear| ear.bring(news.clone()));
            }
        }
        self.tell(&users);
    }

    /// As [`Self::tell`], in this process alone.
    pub fn wake(&self, users: &[UserId]) {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        users.iter().filter_map(|user| waiting.get(user)).flatten().for_each(|ear| ear.rings.notify_one());
    }

    /// There may be something new for anybody.
    pub fn wake_all(&self) {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.values().flatten().for_each(|ear| ear.rings.notify_one());
    }
}

impl Listening {
    /// Resolves when there may be something new since the last time.
    pub async fn news(&self) {
        self.ear.rings.notified().await;
    }

    /// What was brought and follows `seq` without a gap. Nothing: look, there may be more than was brought.
    pub fn following(&self, seq: i64) -> Vec<Arc<News>> {
        let brought = std::mem::take(&mut *self.ear.brought.lock().unwrap_or_else(PoisonError::into_inner));
        let newer = brought.into_iter().filter(|(number, _)| *number > seq);
        newer.zip(seq + 1..).take_while(|((number, _), next)| number == next).map(|((_, news), _)| news).collect()
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let mut waiting = self.signals.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(beside) = waiting.get_mut(&self.user) {
            beside.retain(|ear| !Arc::ptr_eq(ear, &self.ear));
            if beside.is_empty() {
                waiting.remove(&self.user);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const USER: UserId = UserId(Uuid::from_u128(1));

    fn news(seq: i64) -> (UserId, News) {
        (USER, News { seq, event_type: "x".to_owned(), payload: "{}".to_owned() })
    }

    fn numbers(listening: &Listening, seq: i64) -> Vec<i64> {
        listening.following(seq).iter().map(|news| news.seq).collect()
    }

    #[test]
    fn what_is_brought_is_heard_up_to_the_first_gap() {
        let signals = Signals::new(SharedState::in_process());
        let listening = signals.listen(USER, 1).unwrap();
        // Commits are told in another order than they were made.
        signals.bring(vec![news(6), news(5), news(8)]);
        assert_eq!(numbers(&listening, 4), [5, 6]);
        assert_eq!(numbers(&listening, 6), [0; 0], "brought once");
        signals.bring(vec![news(7)]);
        assert_eq!(numbers(&listening, 5), [0; 0], "6 is missing: it is to be read");
        signals.bring(vec![news(3)]);
        assert_eq!(numbers(&listening, 5), [0; 0], "read before");
    }

    #[test]
    fn a_listener_that_does_not_hear_has_a_bounded_pile() {
        let signals = Signals::new(SharedState::in_process());
        let listening = signals.listen(USER, 1).unwrap();
        for seq in 1..=i64::try_from(MAX_BROUGHT).unwrap() + 1 {
            signals.bring(vec![news(seq)]);
        }
        assert_eq!(numbers(&listening, 0), [0; 0]);
        assert!(listening.ear.brought.lock().unwrap().is_empty());
    }
}
