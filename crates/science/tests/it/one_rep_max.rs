use proptest::prelude::*;
use taper_science::one_rep_max::{Formula, LiftedSet, MeetResult, Source, current, estimate};

use crate::golden::{assert_golden, days_ago, spec, today};

const FORMULAS: [(Formula, &str); 5] = [
    (Formula::Epley, "epley"),
    (Formula::Brzycki, "brzycki"),
    (Formula::Lombardi, "lombardi"),
    (Formula::OConner, "oconner"),
    (Formula::Wathan, "wathan"),
];

#[test]
fn estimates_are_golden() {
    let golden = spec();
    for (formula, name) in FORMULAS {
        assert_golden(estimate(formula, 100.0, 5).unwrap(), &golden["e1rm_100x5"][name]);
    }
}

#[test]
fn one_repetition_is_itself_and_none_is_nothing() {
    for (formula, _) in FORMULAS {
        assert_eq!(estimate(formula, 182.5, 1), Some(182.5));
        assert_eq!(estimate(formula, 182.5, 0), None);
        for weight in [0.0, -20.0, f64::NAN, f64::INFINITY] {
            assert_eq!(estimate(formula, weight, 5), None);
        }
    }
}

#[test]
fn brzycki_ends_at_37() {
    assert!(estimate(Formula::Brzycki, 50.0, 36).is_some());
    assert_eq!([37, 38, u32::MAX].map(|reps| estimate(Formula::Brzycki, 50.0, reps)), [None; 3]);
}

fn set(days: u64, weight: f64, reps: u32) -> LiftedSet {
    LiftedSet { day: days_ago(days), weight, reps }
}

fn meet(days: u64, weight: f64) -> MeetResult {
    MeetResult { day: days_ago(days), weight }
}

fn current_of(sets: &[LiftedSet], meets: &[MeetResult]) -> Option<(f64, Source)> {
    current(sets, meets, today()).map(|max| (max.weight, max.source))
}

/// Single repetitions, so that the estimates are the weights: 100 … 140 in fives, whose 90th percentile is 136.
#[test]
fn sets_are_read_at_their_90th_percentile() {
    let sets: Vec<LiftedSet> = (0..9).map(|index| set(index, 100.0 + 5.0 * index as f64, 1)).collect();
    assert_eq!(current_of(&sets, &[]), Some((136.0, Source::Sets(9))));
}

#[test]
fn a_set_counts_for_42_days_and_three_are_needed() {
    let (first, second) = (set(0, 100.0, 1), set(41, 100.0, 1));
    assert_eq!(current_of(&[first, second], &[]), None);
    assert_eq!(current_of(&[first, second, set(42, 100.0, 1)], &[]), None);
    assert_eq!(current_of(&[first, second, set(41, 100.0, 1)], &[]), Some((100.0, Source::Sets(3))));
}

#[test]
fn sets_of_eleven_and_sets_of_tomorrow_say_nothing() {
    let tomorrow = LiftedSet { day: today().succ_opt().unwrap(), weight: 300.0, reps: 1 };
    let sets = [set(1, 90.0, 10), set(2, 90.0, 10), set(3, 100.0, 11), tomorrow];
    assert_eq!(current_of(&sets, &[]), None);
    let sets = [&sets[..], &[set(4, 90.0, 10)]].concat();
    assert_eq!(current_of(&sets, &[]), Some((120.0, Source::Sets(3))));
}

#[test]
fn a_meet_stands_for_180_days() {
    let sets = [set(1, 200.0, 1), set(2, 200.0, 1), set(3, 200.0, 1)];
    // What was trained before the meet does not exceed it, whatever it promised.
    assert_eq!(current_of(&sets, &[meet(0, 190.0)]), Some((190.0, Source::Meet(today()))));
    assert_eq!(current_of(&[], &[meet(179, 190.0)]), Some((190.0, Source::Meet(days_ago(179)))));
    assert_eq!(current_of(&[], &[meet(180, 190.0)]), None);
    assert_eq!(current_of(&sets, &[meet(180, 210.0)]), Some((200.0, Source::Sets(3))));
}

#[test]
fn a_meet_stands_until_it_is_exceeded_once() {
    let result = meet(120, 200.0);
    let equal = [set(80, 200.0, 1), set(81, 200.0, 1), set(82, 200.0, 1)];
    assert_eq!(current_of(&equal, &[result]), Some((200.0, Source::Meet(days_ago(120)))));
    let more = [set(80, 202.5, 1), set(81, 202.5, 1), set(82, 202.5, 1)];
    let weak_since = [set(3, 180.0, 1), set(2, 180.0, 1), set(1, 180.0, 1)];
    // Exceeded eighty days ago: it stays exceeded although today's sets are weaker.
    let sets = [more, weak_since].concat();
    assert_eq!(current_of(&sets, &[result]), Some((180.0, Source::Sets(3))));
    assert_eq!(current_of(&more, &[result]), None);
}

/// What is lifted on the day of the meet is the meet: openers warm up, and what was loaded by mistake is no exceeding.
#[test]
fn sets_of_the_meets_own_day_do_not_exceed_it() {
    let sets = [set(9, 220.0, 1), set(9, 220.0, 1), set(9, 220.0, 1)];
    assert_eq!(current_of(&sets, &[meet(9, 200.0)]), Some((200.0, Source::Meet(days_ago(9)))));
    assert_eq!(current_of(&sets, &[meet(10, 200.0)]), Some((220.0, Source::Sets(3))));
}

#[test]
fn the_newest_meet_is_the_one_that_stands() {
    let meets = [meet(10, 195.0), meet(100, 205.0), meet(10, 197.5), meet(5, f64::NAN)];
    assert_eq!(current_of(&[], &meets), Some((197.5, Source::Meet(days_ago(10)))));
}

fn formulas() -> impl Strategy<Value = Formula> {
    prop::sample::select(FORMULAS.map(|(formula, _)| formula).to_vec())
}

fn sets() -> impl Strategy<Value = Vec<LiftedSet>> {
    let lifted = (0_u64..60, 20.0_f64..300.0, 1_u32..=12).prop_map(|(days, weight, reps)| set(days, weight, reps));
    prop::collection::vec(lifted, 0..40)
}

proptest! {
    #[test]
    fn more_weight_or_more_repetitions_are_never_less(
        formula in formulas(), weight in 1.0_f64..500.0, heavier in 0.0_f64..50.0, reps in 1_u32..=35,
    ) {
        let this = estimate(formula, weight, reps).unwrap();
        prop_assert!(this >= weight);
        prop_assert!(estimate(formula, weight + heavier, reps).unwrap() >= this);
        prop_assert!(estimate(formula, weight, reps + 1).unwrap() >= this);
    }

    /// Kilograms in, kilograms out; pounds in, pounds out.
    #[test]
    fn the_unit_does_not_matter(formula in formulas(), weight in 1.0_f64..500.0, reps in 1_u32..=36) {
        const POUNDS: f64 = 2.204_622_621_848_775_7;
        let pounds = estimate(formula, weight * POUNDS, reps).unwrap();
        prop_assert!((pounds - estimate(formula, weight, reps).unwrap() * POUNDS).abs() < 1e-9 * pounds);
    }

    /// The order of the sets says nothing, and the answer is between the weakest and the best of them.
    #[test]
    fn the_current_maximum_is_among_the_sets(sets in sets()) {
        let mut backwards = sets.clone();
        backwards.reverse();
        let now = current(&sets, &[], today());
        prop_assert_eq!(now, current(&backwards, &[], today()));
        let counted: Vec<f64> = sets
            .iter()
            .filter(|set| set.reps <= 10 && set.day > days_ago(42))
            .filter_map(|set| estimate(Formula::Epley, set.weight, set.reps))
            .collect();
        prop_assert_eq!(now.is_some(), counted.len() >= 3);
        if let Some(now) = now {
            prop_assert!(counted.iter().any(|estimate| *estimate <= now.weight));
            prop_assert!(counted.iter().any(|estimate| *estimate >= now.weight));
        }
    }

    /// A meet leaves no doubt: whatever the sets say, the answer is never below a meet that was not exceeded.
    #[test]
    fn a_meet_is_never_undercut(sets in sets(), days in 0_u64..180, weight in 20.0_f64..400.0) {
        let now = current(&sets, &[meet(days, weight)], today());
        if let Some(now) = now && now.source == Source::Meet(days_ago(days)) {
            prop_assert_eq!(now.weight, weight);
            let since: Vec<LiftedSet> = sets.into_iter().filter(|set| set.day > days_ago(days)).collect();
            prop_assert!(current(&since, &[], today()).is_none_or(|estimate| estimate.weight <= weight));
        }
    }
}
