use std::time::Duration;

use taper_platform::KeyRingError;

/// How a handler ends. `Ok` also when the domain refuses; then it emitted why.
pub type Handled = Result<(), Fault>;

/// Why an event could not be handled now, or ever.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Try again later; the key waits meanwhile.
    #[error("{0}")]
    Retry(String),
    /// It cannot be read, now or ever. Only that: a refusal of the domain is no fault.
    #[error("{0}")]
    Reject(String),
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<KeyRingError> for Fault {
    /// A key that is not here is one that another process got by `taper keys rotate`: this one will, too.
    fn from(error: KeyRingError) -> Self {
        match error {
            KeyRingError::UnknownKey(_) => Self::Retry(format!("{error} yet; restart with the newest keys")),
            _ => Self::Reject(error.to_string()),
        }
    }
}

/// Makers of the faults that handlers return.
pub struct Retry;

impl Retry {
    /// The event names something whose own event has another key and is still on the way.
    pub fn parent_not_seen(parent: &str) -> Fault {
        Fault::Retry(format!("{parent} not seen yet"))
    }
}

impl Fault {
    /// Nobody's fault, never counted as an attempt: the database is away, full or busy.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Database(error) if taper_platform::is_transient(error))
    }
}

/// Pauses before the second, third, … try. After the last one an event is dead.
const LADDER: [Duration; 4] =
    [Duration::from_secs(5), Duration::from_secs(30), Duration::from_secs(300), Duration::from_secs(1800)];

/// Tries before an event is dead.
pub const MAX_ATTEMPTS: i32 = LADDER.len() as i32 + 1;

/// The pause after `attempts` failures; none if it is dead.
pub(crate) fn pause_after(attempts: i32) -> Option<Duration> {
    usize::try_from(attempts - 1).ok().and_then(|i| LADDER.get(i)).copied()
}

impl From<Fault> for taper_platform::Problem {
    /// What a request did not bring about, either: what may work later is 503.
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Database(error) => error.into(),
            Fault::Retry(reason) => {
                tracing::error!(reason, "a request failed for now");
                Self::unavailable("Something that this needs is not there yet.")
            }
            Fault::Reject(reason) => {
                tracing::error!(reason, "a request failed");
                Self::internal()
            }
        }
    }
}
