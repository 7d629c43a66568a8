use chrono::{DateTime, TimeDelta, Utc};

/// Failures that anybody may have.
const FREE_FAILURES: i32 = 10;
const FIRST_LOCK: TimeDelta = TimeDelta::minutes(1);
const LONGEST_LOCK: TimeDelta = TimeDelta::hours(1);
/// Quiet time after which earlier failures no longer count.
pub(crate) const FORGOTTEN_AFTER: TimeDelta = TimeDelta::hours(24);

/// How often signing in with one address has failed in a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lockout {
    pub failures: i32,
    pub last_failure_at: Option<DateTime<Utc>>,
    pub locked_until: Option<DateTime<Utc>>,
}

impl Lockout {
    /// Counts a try as failed before it is looked at, so that of any number at once no more than
    /// the free ones are looked at; the right password forgets it all again. Locked: the seconds left.
    pub(crate) fn try_at(self, now: DateTime<Utc>) -> Result<Self, u32> {
        if let Some(until) = self.locked_until.filter(|until| *until > now) {
            return Err(seconds(until - now));
        }
        let is_old = self.last_failure_at.is_some_and(|last| now - last >= FORGOTTEN_AFTER);
        let failures = if is_old { 1 } else { self.failures.saturating_add(1) };
        Ok(Self { failures, last_failure_at: Some(now), locked_until: lock_after(failures).map(|lock| now + lock) })
    }

    /// Whether this very try, should it fail, locks.
    pub(crate) fn locks(&self) -> bool {
        self.locked_until.is_some()
    }
}

/// Doubles with every further failure.
fn lock_after(failures: i32) -> Option<TimeDelta> {
    let beyond = u32::try_from(failures - FREE_FAILURES).ok()?;
    let factor = 1_i32.checked_shl(beyond).filter(|factor| *factor > 0).unwrap_or(i32::MAX);
    Some(FIRST_LOCK.checked_mul(factor).map_or(LONGEST_LOCK, |lock| lock.min(LONGEST_LOCK)))
}

fn seconds(left: TimeDelta) -> u32 {
    let whole = left.num_seconds() + i64::from(left.subsec_nanos() > 0);
    u32::try_from(whole).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
    }

    #[test]
    fn ten_are_free_and_then_the_wait_doubles_up_to_an_hour() {
        let mut lockout = Lockout::default();
        for _ in 0..10 {
            lockout = lockout.try_at(at(0)).unwrap();
        }
        assert_eq!(lockout.try_at(at(0)), Err(60));
        let mut now = at(1);
        for minutes in [2, 4, 8, 16, 32, 60, 60] {
            lockout = lockout.try_at(now).unwrap();
            assert_eq!(lockout.try_at(now), Err(minutes * 60));
            now += TimeDelta::minutes(i64::from(minutes));
        }
    }

    #[test]
    fn a_quiet_day_forgets() {
        let mut lockout = Lockout::default();
        for _ in 0..9 {
            lockout = lockout.try_at(at(0)).unwrap();
        }
        let next_day = lockout.try_at(at(24 * 60)).unwrap();
        assert_eq!((next_day.failures, next_day.locked_until), (1, None));
    }

    #[test]
    fn no_number_of_failures_overflows() {
        let lockout = Lockout { failures: i32::MAX, last_failure_at: Some(at(0)), locked_until: None };
        assert_eq!(lockout.try_at(at(1)).unwrap().locked_until, Some(at(61)));
    }
}
