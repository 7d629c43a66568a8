use proptest::prelude::*;
use taper_science::rpe::{Chart, ChartError, MAX_ENTRIES, from_reps_in_reserve};

use crate::golden::{assert_golden, cases, number, project, spec};

#[test]
fn the_chart_is_golden() {
    for case in cases(&spec()["rpe_percent"]) {
        let percent = Chart::STANDARD.percent(case[0].as_u64().unwrap() as u32, number(&case[1]));
        assert_golden(percent.unwrap(), &case[2]);
    }
}

/// Half repetitions in reserve, what lies between them, and where the chart ends.
#[test]
fn the_chart_is_read_between_its_entries_and_not_beyond() {
    let golden = project();
    for case in cases(&golden["rpe"]["cases"]) {
        let percent = Chart::STANDARD.percent(case[0].as_u64().unwrap() as u32, number(&case[1]));
        match percent {
            Some(percent) => assert!((percent - number(&case[2])).abs() < 1e-9, "{case}: {percent}"),
            None => assert!(case[2].is_null(), "{case}"),
        }
    }
}

#[test]
fn an_athletes_chart_is_read_alike_and_keeps_its_number() {
    let chart = Chart::own(7, vec![100.0, 97.0, 94.0]).unwrap();
    assert_eq!((chart.version(), Chart::STANDARD.version()), (7, 1));
    assert_eq!(chart.percent(2, 10.0), Some(94.0));
    assert_eq!(chart.percent(1, 9.25), Some(95.5));
    assert_eq!(chart.percent(2, 9.5), None);
}

#[test]
fn a_chart_that_is_none_is_refused() {
    assert_eq!(Chart::own(1, vec![]), Err(ChartError::Length));
    assert_eq!(Chart::own(1, (0..=MAX_ENTRIES).map(|entry| 100.0 - entry as f64).collect()), Err(ChartError::Length));
    assert_eq!(Chart::own(1, vec![99.0, 98.0]), Err(ChartError::Beginning));
    assert_eq!(Chart::own(1, vec![f64::NAN]), Err(ChartError::Beginning));
    assert_eq!(Chart::own(1, vec![100.0, 98.0, 98.0]), Err(ChartError::NotFalling(2)));
    assert_eq!(Chart::own(1, vec![100.0, f64::NAN]), Err(ChartError::NotFalling(1)));
    assert_eq!(Chart::own(1, vec![100.0, 0.0]), Err(ChartError::NotFalling(1)));
}

#[test]
fn reserve_is_the_other_way_to_say_it() {
    assert_eq!(from_reps_in_reserve(0.0), Some(10.0));
    assert_eq!(from_reps_in_reserve(2.5), Some(7.5));
    assert_eq!([-0.5, 9.5, f64::NAN].map(from_reps_in_reserve), [None; 3]);
}

#[test]
fn what_is_no_weight_is_no_set() {
    for weight in [0.0, -100.0, f64::NAN, f64::INFINITY] {
        assert_eq!(Chart::STANDARD.one_rep_max(weight, 5, 8.0), None);
        assert_eq!(Chart::STANDARD.weight(weight, 5, 8.0), None);
    }
}

proptest! {
    /// More repetitions, or more left in reserve, are fewer per cent.
    #[test]
    fn easier_sets_are_lighter(reps in 1_u32..=10, rpe in 6.5_f64..=10.0, less in 0.0_f64..0.5) {
        let percent = Chart::STANDARD.percent(reps, rpe).unwrap();
        prop_assert!(percent > 0.0 && percent <= 100.0);
        prop_assert!(Chart::STANDARD.percent(reps + 1, rpe).unwrap() < percent);
        prop_assert!(Chart::STANDARD.percent(reps, rpe - less).unwrap() <= percent);
    }

    #[test]
    fn there_and_back_is_the_same_weight(weight in 1.0_f64..500.0, reps in 1_u32..=10, rpe in 6.0_f64..=10.0) {
        let max = Chart::STANDARD.one_rep_max(weight, reps, rpe).unwrap();
        prop_assert!(max >= weight);
        prop_assert!((Chart::STANDARD.weight(max, reps, rpe).unwrap() - weight).abs() < 1e-9 * weight);
    }

    #[test]
    fn the_effort_of_a_share_is_the_one_it_was_prescribed_by(reps in 1_u32..=8, rpe in 6.5_f64..=10.0) {
        let percent = Chart::STANDARD.percent(reps, rpe).unwrap();
        prop_assert!((Chart::STANDARD.rpe(reps, percent).unwrap() - rpe).abs() < 1e-9);
    }

    #[test]
    fn no_effort_is_told_of_what_cannot_be_or_is_too_light(reps in any::<u32>(), percent in any::<f64>()) {
        if let Some(rpe) = Chart::STANDARD.rpe(reps, percent) {
            prop_assert!((1.0..=10.0).contains(&rpe) && (59.9..=100.0).contains(&percent));
        }
    }

    #[test]
    fn any_question_has_an_answer_or_none(reps in any::<u32>(), rpe in any::<f64>()) {
        if let Some(percent) = Chart::STANDARD.percent(reps, rpe) {
            prop_assert!((59.9..=100.0).contains(&percent));
        }
    }
}
