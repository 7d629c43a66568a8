use proptest::prelude::*;
use serde_json::Value;
use taper_science::readiness::{
    Daily, HRV_KNOTS, HRV_WEIGHT, Morning, RESTING_HEART_RATE_KNOTS, RESTING_HEART_RATE_WEIGHT, SLEEP_KNOTS,
    SLEEP_WEIGHT, TSB_KNOTS, TSB_WEIGHT, hrv_deviation, readiness, resting_heart_rate_rise,
};

use crate::golden::{cases, days_ago, number, project, today};

const KNOTS: [(&str, &[(f64, f64)]); 4] = [
    ("hrv", &HRV_KNOTS),
    ("sleep", &SLEEP_KNOTS),
    ("tsb", &TSB_KNOTS),
    ("resting_heart_rate", &RESTING_HEART_RATE_KNOTS),
];

fn morning(golden: &Value) -> Morning {
    Morning {
        hrv_deviation: golden["hrv"].as_f64(),
        sleep_hours: golden["sleep"].as_f64(),
        tsb: golden["tsb"].as_f64(),
        resting_heart_rate_rise: golden["resting_heart_rate"].as_f64(),
    }
}

#[test]
fn the_knots_are_the_committed_ones() {
    let golden = project();
    for (name, knots) in KNOTS {
        let committed: Vec<(f64, f64)> = cases(&golden["readiness"]["knots"][name])
            .iter()
            .map(|knot| (number(&knot[0]), number(&knot[1])))
            .collect();
        assert_eq!(knots, committed, "{name}");
        assert!(knots.is_sorted_by(|before, after| before.0 < after.0), "{name}");
    }
}

#[test]
fn the_weights_are_the_whole() {
    let weights = [HRV_WEIGHT, SLEEP_WEIGHT, TSB_WEIGHT, RESTING_HEART_RATE_WEIGHT];
    assert_eq!(weights, [0.35, 0.30, 0.20, 0.15]);
    assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-15);
}

#[test]
fn mornings_are_golden() {
    let golden = project();
    for case in cases(&golden["readiness"]["cases"]) {
        let expected = &case["expected"];
        let Some(found) = readiness(&morning(&case["morning"])) else {
            assert!(expected.is_null(), "{case}");
            continue;
        };
        let close = |actual: f64, expected: &Value| (actual - number(expected)).abs() <= 5.1e-7;
        assert!(close(found.score, &expected["score"]), "{case}: {found:?}");
        assert!(close(found.confidence, &expected["confidence"]), "{case}: {found:?}");
        let parts = [
            ("hrv", found.parts.hrv),
            ("sleep", found.parts.sleep),
            ("tsb", found.parts.tsb),
            ("resting_heart_rate", found.parts.resting_heart_rate),
        ];
        for (name, part) in parts {
            match part {
                Some(part) => assert!(close(part, &expected["parts"][name]), "{name} of {case}: {part}"),
                None => assert!(expected["parts"][name].is_null(), "{name} of {case}"),
            }
        }
    }
}

fn by_days_ago(golden: &Value) -> Vec<Daily> {
    let daily = |pair: &Value| Daily { day: days_ago(pair[0].as_u64().unwrap()), value: number(&pair[1]) };
    cases(golden).iter().map(daily).collect()
}

fn assert_known_alike(found: Option<f64>, case: &Value) {
    match found {
        Some(found) => assert!((found - number(&case["expected"])).abs() <= 5.1e-9, "{case}: {found}"),
        None => assert!(case["expected"].is_null(), "{case}"),
    }
}

#[test]
fn baselines_are_golden() {
    let golden = project();
    for case in cases(&golden["readiness"]["hrv_deviations"]) {
        assert_known_alike(hrv_deviation(&by_days_ago(&case["rmssd_by_days_ago"]), today()), case);
    }
    for case in cases(&golden["readiness"]["resting_heart_rate_rises"]) {
        assert_known_alike(resting_heart_rate_rise(&by_days_ago(&case["bpm_by_days_ago"]), today()), case);
    }
}

#[test]
fn values_that_cannot_be_and_days_to_come_are_passed_over() {
    let usual: Vec<Daily> =
        (0..40).map(|days| Daily { day: days_ago(days), value: 50.0 + (days % 5) as f64 }).collect();
    let tomorrow = today().succ_opt().unwrap();
    let odd = [0.0, -5.0, f64::NAN, f64::INFINITY].map(|value| Daily { day: today(), value });
    let with_odd = [&odd[..], &usual[..], &[Daily { day: tomorrow, value: 200.0 }]].concat();
    assert_eq!(hrv_deviation(&with_odd, today()), hrv_deviation(&usual, today()));
    assert_eq!(resting_heart_rate_rise(&with_odd, today()), resting_heart_rate_rise(&usual, today()));
}

#[test]
fn what_is_no_number_is_not_known() {
    let sleep = Morning { sleep_hours: Some(7.0), ..Morning::default() };
    let odd = Morning { tsb: Some(f64::NAN), hrv_deviation: Some(f64::INFINITY), ..sleep };
    assert_eq!(readiness(&odd), readiness(&sleep));
    assert_eq!(readiness(&Morning { sleep_hours: Some(-1.0), ..Morning::default() }), None);
}

fn maybe(range: std::ops::Range<f64>) -> impl Strategy<Value = Option<f64>> {
    prop::option::of(range)
}

fn mornings() -> impl Strategy<Value = Morning> {
    (maybe(-4.0..4.0), maybe(0.0..14.0), maybe(-90.0..60.0), maybe(-15.0..25.0)).prop_map(
        |(hrv_deviation, sleep_hours, tsb, resting_heart_rate_rise)| Morning {
            hrv_deviation,
            sleep_hours,
            tsb,
            resting_heart_rate_rise,
        },
    )
}

proptest! {
    #[test]
    fn the_score_is_a_mean_of_what_is_known(morning in mornings()) {
        let Some(found) = readiness(&morning) else {
            prop_assert_eq!(morning, Morning::default());
            return Ok(());
        };
        let parts = [found.parts.hrv, found.parts.sleep, found.parts.tsb, found.parts.resting_heart_rate];
        let known: Vec<f64> = parts.into_iter().flatten().collect();
        let (least, most) = known.iter().fold((100.0_f64, 0.0_f64), |(least, most), x| (least.min(*x), most.max(*x)));
        prop_assert!((0.0..=100.0).contains(&least) && most <= 100.0);
        prop_assert!(found.score >= least - 1e-9 && found.score <= most + 1e-9);
        prop_assert!(found.confidence > 0.0 && found.confidence <= 1.0);
    }

    /// Better on any one input is never a worse morning.
    #[test]
    fn better_is_never_worse(morning in mornings(), by in 0.0_f64..5.0) {
        let score = |morning: Morning| readiness(&morning).map(|found| found.score);
        let better = [
            Morning { hrv_deviation: morning.hrv_deviation.map(|x| x + by), ..morning },
            Morning { sleep_hours: morning.sleep_hours.map(|x| x + by), ..morning },
            Morning { tsb: morning.tsb.map(|x| x + by), ..morning },
            Morning { resting_heart_rate_rise: morning.resting_heart_rate_rise.map(|x| x - by), ..morning },
        ];
        for better in better {
            prop_assert!(score(better) >= score(morning).map(|score| score - 1e-9));
        }
    }

    /// One input less is less confidence by its weight, and the others' sub-scores stay what they were.
    #[test]
    fn a_missing_input_is_told_and_not_imputed(morning in mornings()) {
        let without = readiness(&Morning { sleep_hours: None, ..morning });
        let Some(with) = readiness(&morning).filter(|_| morning.sleep_hours.is_some()) else { return Ok(()) };
        match without {
            None => prop_assert!((with.confidence - SLEEP_WEIGHT).abs() < 1e-12),
            Some(without) => {
                prop_assert!((with.confidence - without.confidence - SLEEP_WEIGHT).abs() < 1e-12);
                prop_assert_eq!((without.parts.hrv, without.parts.tsb), (with.parts.hrv, with.parts.tsb));
                let all = without.score * without.confidence + with.parts.sleep.unwrap() * SLEEP_WEIGHT;
                prop_assert!((all - with.score * with.confidence).abs() < 1e-9);
            }
        }
    }
}
