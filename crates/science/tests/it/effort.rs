use proptest::prelude::*;
use taper_science::effort::{STRESS_PER_HOUR, stress_of_effort, stress_of_zone};

#[test]
fn an_hour_is_what_the_published_table_says() {
    for (rpe, stress) in STRESS_PER_HOUR {
        assert_eq!(stress_of_effort(3600.0, rpe), Some(stress));
    }
    assert_eq!(stress_of_effort(5400.0, 7.5), Some(135.0));
}

#[test]
fn an_hour_in_a_zone_is_its_intensity_squared() {
    assert_eq!(stress_of_zone(1, 3600.0), Some(25.0));
    assert!((stress_of_zone(4, 3600.0).unwrap() - 96.04).abs() < 1e-9);
}

#[test]
fn what_is_not_known_gives_nothing() {
    for (seconds, rpe) in [(-1.0, 5.0), (f64::NAN, 5.0), (60.0, 0.5), (60.0, 10.5), (60.0, f64::NAN)] {
        assert_eq!(stress_of_effort(seconds, rpe), None);
    }
    for (zone, seconds) in [(0, 60.0), (8, 60.0), (3, -1.0), (3, f64::INFINITY)] {
        assert_eq!(stress_of_zone(zone, seconds), None);
    }
}

proptest! {
    #[test]
    fn longer_and_harder_is_never_less(seconds in 0.0..100_000.0, more in 0.0..10_000.0, rpe in 1.0..9.0, harder in 0.0..1.0) {
        let stress = stress_of_effort(seconds, rpe).unwrap();
        prop_assert!(stress_of_effort(seconds + more, rpe + harder).unwrap() >= stress);
    }
}
