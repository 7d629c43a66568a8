use std::time::Duration;

use taper_shared_state::{Decision, Limit};

use crate::{a_key, both, now, redis};

const FIVE_A_MINUTE: Limit = Limit::new(5, Duration::from_secs(60));
const SECOND: i64 = 1_000_000;

#[tokio::test]
async fn a_burst_up_to_the_count_passes_and_the_next_is_told_how_long_to_wait() {
    for state in both() {
        let (key, now) = (a_key(), now());
        for _ in 0..5 {
            assert_eq!(state.take(&key, FIVE_A_MINUTE, now).await, Decision::Allowed);
        }
        let refused = state.take(&key, FIVE_A_MINUTE, now).await;
        assert_eq!(refused, Decision::Refused { retry_after: Duration::from_secs(12) });
    }
}

#[tokio::test]
async fn one_is_regained_after_its_share_of_the_period_and_a_refusal_costs_nothing() {
    for state in both() {
        let (key, now) = (a_key(), now());
        for _ in 0..50 {
            state.take(&key, FIVE_A_MINUTE, now).await;
        }
        assert!(!state.take(&key, FIVE_A_MINUTE, now + 12 * SECOND - 1).await.is_allowed());
        assert!(state.take(&key, FIVE_A_MINUTE, now + 12 * SECOND).await.is_allowed());
        assert!(!state.take(&key, FIVE_A_MINUTE, now + 12 * SECOND).await.is_allowed());
    }
}

#[tokio::test]
async fn keys_do_not_share() {
    for state in both() {
        let (one, other, now) = (a_key(), a_key(), now());
        let once = Limit::new(1, Duration::from_secs(60));
        assert!(state.take(&one, once, now).await.is_allowed());
        assert!(!state.take(&one, once, now).await.is_allowed());
        assert!(state.take(&other, once, now).await.is_allowed());
    }
}

#[tokio::test]
async fn of_many_at_once_exactly_the_count_pass() {
    for state in both() {
        let (key, now) = (a_key(), now());
        let tries = (0..200).map(|_| state.take(&key, FIVE_A_MINUTE, now));
        let allowed = futures::future::join_all(tries).await.into_iter().filter(|d| d.is_allowed()).count();
        assert_eq!(allowed, 5);
    }
}

#[tokio::test]
async fn processes_count_together() {
    let (one, other, key, now) = (redis("one"), redis("other"), a_key(), now());
    for _ in 0..2 {
        assert!(one.take(&key, FIVE_A_MINUTE, now).await.is_allowed());
    }
    for _ in 0..3 {
        assert!(other.take(&key, FIVE_A_MINUTE, now).await.is_allowed());
    }
    assert!(!one.take(&key, FIVE_A_MINUTE, now).await.is_allowed());
}

#[tokio::test]
async fn several_at_once_pass_together_or_not_at_all() {
    for state in both() {
        let (key, now) = (a_key(), now());
        assert!(state.take_many(&key, 4, FIVE_A_MINUTE, now).await.is_allowed());
        let refused = state.take_many(&key, 2, FIVE_A_MINUTE, now).await;
        assert_eq!(refused, Decision::Refused { retry_after: Duration::from_secs(12) });
        assert!(state.take(&key, FIVE_A_MINUTE, now).await.is_allowed(), "the refusal cost nothing");
    }
}
