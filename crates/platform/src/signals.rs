use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use taper_events::UserId;
use taper_shared_state::SharedState;
use tokio::sync::Notify;

/// Tells whoever waits for a user's news, in any process, that there may be some: a hint, never the truth. What a hint
/// misses is found by looking now and then.
#[derive(Clone)]
pub struct Signals {
    waiting: Arc<Mutex<HashMap<UserId, Vec<Arc<Notify>>>>>,
    shared: SharedState,
}

/// Somebody who waits for a user's news, until dropped.
pub struct Listening {
    signals: Signals,
    user: UserId,
    news: Arc<Notify>,
}

impl Signals {
    pub fn new(shared: SharedState) -> Self {
        Self { waiting: Arc::default(), shared }
    }

    /// None if `most` wait in this process for the same user already.
    pub fn listen(&self, user: UserId, most: usize) -> Option<Listening> {
        let news = Arc::new(Notify::new());
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let beside = waiting.entry(user).or_default();
        if beside.len() >= most {
            return None;
        }
        beside.push(news.clone());
        Some(Listening { signals: self.clone(), user, news })
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

    /// As [`Self::tell`], in this process alone.
    pub fn wake(&self, users: &[UserId]) {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        users.iter().filter_map(|user| waiting.get(user)).flatten().for_each(|news| news.notify_one());
    }

    /// There may be something new for anybody.
    pub fn wake_all(&self) {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.values().flatten().for_each(|news| news.notify_one());
    }
}

impl Listening {
    /// Resolves when there may be something new since the last time.
    pub async fn news(&self) {
        self.news.notified().await;
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let mut waiting = self.signals.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(beside) = waiting.get_mut(&self.user) {
            beside.retain(|news| !Arc::ptr_eq(news, &self.news));
            if beside.is_empty() {
                waiting.remove(&self.user);
            }
        }
    }
}
