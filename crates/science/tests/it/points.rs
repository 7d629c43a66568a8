use proptest::prelude::*;
use taper_science::points::{dots, dots_coefficient, ipf_gl, ipf_gl_coefficient, wilks, wilks_coefficient};
use taper_science::terms::{Equipment, Event, Sex};

use crate::golden::{assert_golden, cases, equipment, event, number, sex, spec};

#[test]
fn dots_are_golden() {
    for case in cases(&spec()["dots"]) {
        assert_golden(dots(sex(&case[0]), number(&case[1]), number(&case[2])).unwrap(), &case[3]);
    }
}

#[test]
fn wilks_is_golden() {
    for case in cases(&spec()["wilks_coefficient"]) {
        assert_golden(wilks_coefficient(sex(&case[0]), number(&case[1])).unwrap(), &case[2]);
    }
    for case in cases(&spec()["wilks"]) {
        assert_golden(wilks(sex(&case[0]), number(&case[1]), number(&case[2])).unwrap(), &case[3]);
    }
}

#[test]
fn ipf_gl_is_golden() {
    for case in cases(&spec()["ipf_gl"]) {
        let (sex, equipment, event) = (sex(&case[0]), equipment(&case[1]), event(&case[2]));
        assert_golden(ipf_gl(sex, equipment, event, number(&case[3]), number(&case[4])).unwrap(), &case[5]);
    }
}

#[test]
fn body_weights_outside_the_curves_are_clamped() {
    for (sex, lightest, heaviest) in [(Sex::Male, 40.0, 210.0), (Sex::Female, 40.0, 150.0)] {
        assert_eq!(dots_coefficient(sex, 1.0), dots_coefficient(sex, lightest));
        assert_eq!(dots_coefficient(sex, 400.0), dots_coefficient(sex, heaviest));
        assert_ne!(dots_coefficient(sex, lightest + 0.1), dots_coefficient(sex, lightest));
        assert_ne!(dots_coefficient(sex, heaviest - 0.1), dots_coefficient(sex, heaviest));
    }
    for (sex, lightest, heaviest) in [(Sex::Male, 40.0, 201.9), (Sex::Female, 26.51, 154.53)] {
        assert_eq!(wilks_coefficient(sex, 1.0), wilks_coefficient(sex, lightest));
        assert_eq!(wilks_coefficient(sex, 400.0), wilks_coefficient(sex, heaviest));
        assert_ne!(wilks_coefficient(sex, lightest + 0.1), wilks_coefficient(sex, lightest));
    }
}

#[test]
fn ipf_gl_is_nothing_below_35_kg() {
    let gl = |body| ipf_gl(Sex::Female, Equipment::Raw, Event::FullPower, body, 200.0);
    assert_eq!(gl(34.99), Some(0.0));
    assert!(gl(35.0).unwrap() > 0.0);
}

#[test]
fn what_is_no_weight_has_no_points() {
    for body in [0.0, -80.0, f64::NAN, f64::INFINITY] {
        assert_eq!(dots(Sex::Male, body, 500.0), None);
        assert_eq!(wilks(Sex::Male, body, 500.0), None);
        assert_eq!(ipf_gl(Sex::Male, Equipment::Raw, Event::FullPower, body, 500.0), None);
    }
    for total in [-2.5, f64::NAN, f64::INFINITY] {
        assert_eq!(dots(Sex::Female, 60.0, total), None);
    }
    assert_eq!(dots(Sex::Female, 60.0, 0.0), Some(0.0));
}

fn sexes() -> impl Strategy<Value = Sex> {
    prop_oneof![Just(Sex::Male), Just(Sex::Female)]
}

fn gl_tables() -> impl Strategy<Value = (Equipment, Event)> {
    (
        prop_oneof![Just(Equipment::Raw), Just(Equipment::Equipped)],
        prop_oneof![Just(Event::FullPower), Just(Event::BenchOnly)],
    )
}

proptest! {
    /// Twice the total is twice the points, and points are finite and positive whatever somebody weighs.
    #[test]
    fn points_grow_with_the_total(
        sex in sexes(), (equipment, event) in gl_tables(), body in 0.1_f64..700.0, total in 0.5_f64..1_500.0,
    ) {
        let systems: [&dyn Fn(f64) -> Option<f64>; 3] = [
            &|total| dots(sex, body, total),
            &|total| wilks(sex, body, total),
            &|total| ipf_gl(sex, equipment, event, body.max(35.0), total),
        ];
        for points in systems {
            let once = points(total).unwrap();
            prop_assert!(once.is_finite() && once > 0.0);
            prop_assert!((points(2.0 * total).unwrap() - 2.0 * once).abs() <= 1e-9 * once);
        }
    }

    /// Of two lifters with one total, the heavier never has more.
    #[test]
    fn points_fall_with_body_weight(
        sex in sexes(), (equipment, event) in gl_tables(), body in 35.0_f64..250.0, more in 0.0_f64..50.0,
    ) {
        let heavier = body + more;
        prop_assert!(dots_coefficient(sex, heavier) <= dots_coefficient(sex, body));
        let gl = |body| ipf_gl_coefficient(sex, equipment, event, body);
        prop_assert!(gl(heavier) <= gl(body));
        prop_assert!(wilks_coefficient(sex, heavier) <= wilks_coefficient(sex, body));
    }
}
