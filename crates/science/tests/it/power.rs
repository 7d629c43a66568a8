use proptest::prelude::*;
use taper_science::power::{WINDOW_SECONDS, intensity_factor, normalized_power, ride_load, tss};

use crate::golden::{assert_golden, cases, number, project, samples, spec};

#[test]
fn an_hour_at_threshold_is_a_hundred() {
    for case in cases(&spec()["tss"]) {
        let watts = vec![number(&case["watts"]); case["seconds"].as_u64().unwrap() as usize];
        let load = ride_load(&watts, number(&case["ftp"])).unwrap();
        assert_golden(load.normalized_power, &case["np"]);
        assert_golden(load.intensity_factor, &case["if"]);
        assert_golden(load.tss, &case["tss"]);
    }
}

#[test]
fn rides_that_vary_are_golden() {
    let golden = project();
    for case in cases(&golden["rides"]["cases"]) {
        let load = ride_load(&samples(&case["blocks"]), number(&case["ftp"])).unwrap();
        let close = |actual: f64, expected: &str, allowed| (actual - number(&case[expected])).abs() <= allowed;
        assert!(close(load.normalized_power, "normalized_power", 5.1e-5), "{case}: {load:?}");
        assert!(close(load.intensity_factor, "intensity_factor", 5.1e-7), "{case}: {load:?}");
        assert!(close(load.tss, "tss", 5.1e-5), "{case}: {load:?}");
    }
}

#[test]
fn less_than_a_window_or_what_is_no_power_has_none() {
    assert_eq!(normalized_power(&[200.0; WINDOW_SECONDS - 1]), None);
    assert_eq!(normalized_power(&[200.0; WINDOW_SECONDS]), Some(200.0));
    for odd in [-1.0, f64::NAN, f64::INFINITY] {
        let mut watts = [200.0; 60];
        watts[40] = odd;
        assert_eq!(normalized_power(&watts), None);
    }
}

#[test]
fn without_a_threshold_nothing_is_known() {
    for ftp in [0.0, -250.0, f64::NAN, f64::INFINITY] {
        assert_eq!(intensity_factor(200.0, ftp), None);
        assert_eq!(tss(3600.0, 200.0, ftp), None);
    }
    assert_eq!(tss(-1.0, 200.0, 250.0), None);
    assert_eq!(tss(f64::NAN, 200.0, 250.0), None);
    assert_eq!(tss(0.0, 200.0, 250.0), Some(0.0));
}

fn rides() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec((0_u16..1_200).prop_map(f64::from), WINDOW_SECONDS..400)
}

/// As the definition says it, window by window.
fn by_definition(watts: &[f64]) -> f64 {
    let averages = watts.windows(WINDOW_SECONDS).map(|window| window.iter().sum::<f64>() / WINDOW_SECONDS as f64);
    let fourths: Vec<f64> = averages.map(|average| average.powi(4)).collect();
    (fourths.iter().sum::<f64>() / fourths.len() as f64).powf(0.25)
}

proptest! {
    #[test]
    fn the_running_average_is_the_definition(watts in rides()) {
        let expected = by_definition(&watts);
        prop_assert!((normalized_power(&watts).unwrap() - expected).abs() <= 1e-9 * expected.max(1.0));
    }

    /// It lies between the weakest and the strongest window, and never below their mean; twice the power is twice of it.
    #[test]
    fn normalized_power_is_bounded_and_scales(watts in rides()) {
        let power = normalized_power(&watts).unwrap();
        let windows: Vec<f64> =
            watts.windows(WINDOW_SECONDS).map(|window| window.iter().sum::<f64>() / WINDOW_SECONDS as f64).collect();
        let mean = windows.iter().sum::<f64>() / windows.len() as f64;
        prop_assert!(power >= mean - 1e-6);
        prop_assert!(power <= windows.iter().copied().fold(0.0, f64::max) + 1e-6);
        let doubled: Vec<f64> = watts.iter().map(|sample| 2.0 * sample).collect();
        prop_assert!((normalized_power(&doubled).unwrap() - 2.0 * power).abs() <= 1e-6);
    }

    #[test]
    fn stress_grows_with_time_and_effort(
        seconds in 1.0_f64..40_000.0, power in 1.0_f64..500.0, ftp in 50.0_f64..450.0, more in 0.0_f64..100.0,
    ) {
        let stress = tss(seconds, power, ftp).unwrap();
        prop_assert!(stress > 0.0);
        prop_assert!(tss(seconds + more, power, ftp).unwrap() >= stress);
        prop_assert!(tss(seconds, power + more, ftp).unwrap() >= stress);
        prop_assert!(tss(seconds, power, ftp + more).unwrap() <= stress);
    }
}
