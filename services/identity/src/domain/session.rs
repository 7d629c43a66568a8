use chrono::{DateTime, TimeDelta, Utc};
use taper_events::SessionId;

/// Devices of one person; with one more, the one seen longest ago is signed out.
pub(crate) const MAX_SESSIONS: i64 = 50;

/// How long a refresh token lives.
pub(crate) fn refresh_lifetime(stay_signed_in: bool) -> TimeDelta {
    TimeDelta::days(if stay_signed_in { 60 } else { 30 })
}

/// A signed-in device.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub id: SessionId,
    pub device: Option<String>,
    pub created_at: DateTime<Utc>,
    pub last_seen_at: DateTime<Utc>,
}
