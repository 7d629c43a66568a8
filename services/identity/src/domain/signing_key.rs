use chrono::{DateTime, TimeDelta, Utc};

/// How long an access token lives.
pub(crate) const ACCESS_LIFETIME: TimeDelta = TimeDelta::hours(1);
const ROTATED_AFTER: TimeDelta = TimeDelta::days(30);
/// Between publication and first use: longer than any verifier keeps what it fetched.
const PUBLISHED_BEFORE: TimeDelta = TimeDelta::hours(1);
/// How long a key stays published after its successor took over: the life of its last token, and skew.
pub(crate) const PUBLISHED_AFTER: TimeDelta = TimeDelta::hours(2);

/// From when a key that is made now may sign; none if none is needed. `newest` is the newest key's own.
pub(crate) fn next_signs_from(newest: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    match newest {
        None => Some(now),
        Some(from) if from + ROTATED_AFTER <= now => Some(now + PUBLISHED_BEFORE),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_signs_at_once_and_later_ones_are_published_before() {
        let now = DateTime::UNIX_EPOCH;
        assert_eq!(next_signs_from(None, now), Some(now));
        assert_eq!(next_signs_from(Some(now), now + TimeDelta::days(29)), None);
        let due = now + TimeDelta::days(30);
        assert_eq!(next_signs_from(Some(now), due), Some(due + TimeDelta::hours(1)));
    }
}
