use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::{Decision, Limit};

/// Keys that are remembered. Beyond it those nearest to being free again are forgotten.
const MAX_KEYS: usize = 200_000;

/// Limits counted in this process. Per key: when, in microseconds, it will be as if nothing had
/// happened (the algorithm's theoretical arrival time).
#[derive(Default)]
pub(crate) struct LocalLimits(Mutex<HashMap<String, i64>>);

impl LocalLimits {
    pub(crate) fn take(&self, key: &str, count: u32, limit: Limit, now: i64) -> Decision {
        let mut free_at = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = free_at.get(key).copied();
        let next = known.unwrap_or(now).max(now) + limit.steps(count);
        let missing = next - now - limit.span();
        if missing > 0 {
            return Decision::missing(missing);
        }
        if known.is_none() && free_at.len() >= MAX_KEYS {
            forget(&mut free_at, now);
        }
        free_at.insert(key.to_owned(), next);
        Decision::Allowed
    }
}

/// Drops what is free; if that is not enough, also the half that will be soonest.
fn forget(free_at: &mut HashMap<String, i64>, now: i64) {
    free_at.retain(|_, at| *at > now);
    if free_at.len() > MAX_KEYS / 2 {
        let mut times: Vec<i64> = free_at.values().copied().collect();
        let half = times.len() / 2;
        let (_, median, _) = times.select_nth_unstable(half);
        let median = *median;
        free_at.retain(|_, at| *at > median);
        metrics::counter!("rate_limits_forgotten_total").increment(half as u64);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn memory_is_bounded_and_the_longest_waits_are_kept() {
        let limits = LocalLimits::default();
        let strict = Limit::new(1, Duration::from_secs(3600));
        let loose = Limit::new(1, Duration::from_secs(1));
        assert!(limits.take("strict", 1, strict, 0).is_allowed());
        for n in 0..MAX_KEYS + 10 {
            limits.take(&n.to_string(), 1, loose, 0);
        }
        let kept = limits.0.lock().unwrap().len();
        assert!(kept <= MAX_KEYS, "{kept} keys");
        assert!(!limits.take("strict", 1, strict, 1).is_allowed(), "the strict one was forgotten");
    }
}
