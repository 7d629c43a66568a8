use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use taper_service::prelude::*;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::domain::password::Password;

/// Hashes at a time: each takes a core and 19 MiB.
const MAX_AT_ONCE: usize = 2;
/// Who waits for one of them; one more is sent away.
const MAX_WAITING: usize = 100;
const SALT_BYTES: usize = 16;
/// Of a password that nobody has, with the parameters that new hashes get: checked for addresses
/// without an account, so that their answer takes as long.
const NOBODYS_HASH: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyB0aGlzLg$Y4KzzIgUErd7/K7tAmABwA2eMCXmbCD25+kvB5hRRio";

/// The process's hashing of passwords: off the async threads, few at a time, with a bounded queue.
#[derive(Clone)]
pub(crate) struct Passwords {
    queue: Arc<Semaphore>,
    hashing: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            queue: Arc::new(Semaphore::new(MAX_AT_ONCE + MAX_WAITING)),
            hashing: Arc::new(Semaphore::new(MAX_AT_ONCE)),
        }
    }
}

/// A place in the queue, good for one hash.
pub(crate) struct Place {
    hashing: Arc<Semaphore>,
    _queued: OwnedSemaphorePermit,
}

impl Passwords {
    /// A place in the queue, before anything else is done.
    ///
    /// # Errors
    /// 503: it is full.
    pub(crate) fn queue(&self) -> Result<Place, Problem> {
        let queued = self.queue.clone().try_acquire_owned();
        let queued = queued.map_err(|_| Problem::unavailable("Too many people sign in at this moment."))?;
        Ok(Place { hashing: self.hashing.clone(), _queued: queued })
    }
}

impl Place {
    /// Checks the rules and hashes.
    ///
    /// # Errors
    /// 422 at `pointer`: the password may not be chosen.
    pub(crate) async fn choose(
        self,
        platform: &Platform,
        password: Password,
        pointer: &'static str,
        context: Vec<String>,
    ) -> Result<String, Problem> {
        let salt: [u8; SALT_BYTES] = platform.random.bytes();
        self.work(move || {
            let context: Vec<&str> = context.iter().map(String::as_str).collect();
            password.may_be_chosen(pointer, &context).map_err(|error| Problem::invalid(vec![error]))?;
            let hash: Result<PasswordHash, _> = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
            hash.map(|hash| hash.to_string()).map_err(|error| {
                tracing::error!(%error, "cannot hash a password");
                Problem::internal()
            })
        })
        .await?
    }

    /// Whether the password is that of `hash`; without one it never is, after as much work.
    ///
    /// # Errors
    /// 500: the process is ending.
    pub(crate) async fn matches(self, password: Password, hash: Option<String>) -> Result<bool, Problem> {
        self.work(move || {
            let stored = hash.as_deref().unwrap_or(NOBODYS_HASH);
            let matches = PasswordHash::new(stored)
                .is_ok_and(|stored| Argon2::default().verify_password(password.as_bytes(), &stored).is_ok());
            matches && hash.is_some()
        })
        .await
    }

    async fn work<T: Send + 'static>(self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
        let _turn = self.hashing.acquire().await.map_err(|_| Problem::internal())?;
        tokio::task::spawn_blocking(work).await.map_err(|death| {
            tracing::error!(%death, "hashing died");
            Problem::internal()
        })
    }
}

#[cfg(test)]
mod tests {
    use argon2::Params;

    use super::*;

    #[test]
    fn nobodys_hash_costs_what_a_new_one_costs() {
        let nobodys = PasswordHash::new(NOBODYS_HASH).unwrap();
        let new: PasswordHash = Argon2::default().hash_password_with_salt(b"x", &[1; SALT_BYTES]).unwrap();
        assert_eq!(Params::try_from(&nobodys).unwrap(), Params::try_from(&new).unwrap());
        assert_eq!((nobodys.algorithm, nobodys.version), (new.algorithm, new.version));
        assert_eq!(nobodys.salt.unwrap().len(), new.salt.unwrap().len());
        assert_eq!(nobodys.hash.unwrap().len(), new.hash.unwrap().len());
    }

    #[tokio::test]
    async fn who_finds_the_queue_full_is_sent_away() {
        let passwords = Passwords::default();
        let places: Vec<Place> = (0..MAX_AT_ONCE + MAX_WAITING).map(|_| passwords.queue().unwrap()).collect();
        let sent_away = passwords.queue().err().unwrap();
        assert_eq!(sent_away.status, http::StatusCode::SERVICE_UNAVAILABLE);
        assert!(sent_away.retry_after.is_some());
        drop(places);
        assert!(passwords.queue().is_ok());
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn no_more_than_two_hash_at_once() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        static NOW: AtomicUsize = AtomicUsize::new(0);
        static MOST: AtomicUsize = AtomicUsize::new(0);
        let passwords = Passwords::default();
        let works = (0..12).map(|_| {
            passwords.queue().unwrap().work(|| {
                MOST.fetch_max(NOW.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                std::thread::sleep(std::time::Duration::from_millis(20));
                NOW.fetch_sub(1, Ordering::SeqCst);
            })
        });
        for done in futures::future::join_all(works).await {
            done.unwrap();
        }
        assert_eq!(MOST.load(Ordering::SeqCst), MAX_AT_ONCE);
    }
}
