//! The streams that are open in this process, and how they hear that there is something new.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use taper_events::UserId;
use taper_platform::Problem;
use tokio::sync::Notify;

/// Streams of one user at once, over all their devices and tabs.
const MAX_PER_USER: usize = 20;
const RETRY_SECONDS: u32 = 30;

#[derive(Clone, Default)]
pub(crate) struct Streams(Arc<Mutex<HashMap<UserId, Vec<Arc<Notify>>>>>);

/// One open stream; leaves the register when it is dropped.
pub(crate) struct Listening {
    streams: Streams,
    user: UserId,
    pub news: Arc<Notify>,
}

impl Streams {
    /// # Errors
    /// 429: this user has too many open already.
    pub(crate) fn listen(&self, user: UserId) -> Result<Listening, Problem> {
        let news = Arc::new(Notify::new());
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mine = open.entry(user).or_default();
        if mine.len() >= MAX_PER_USER {
            return Err(Problem::too_many(RETRY_SECONDS));
        }
        mine.push(news.clone());
        metrics::gauge!("streams_open").increment(1.0);
        Ok(Listening { streams: self.clone(), user, news })
    }

    pub(crate) fn tell(&self, users: &[UserId]) {
        let open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for news in users.iter().filter_map(|user| open.get(user)).flatten() {
            news.notify_one();
        }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let mut open = self.streams.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(mine) = open.get_mut(&self.user) {
            mine.retain(|news| !Arc::ptr_eq(news, &self.news));
            if mine.is_empty() {
                open.remove(&self.user);
            }
        }
        metrics::gauge!("streams_open").decrement(1.0);
    }
}
