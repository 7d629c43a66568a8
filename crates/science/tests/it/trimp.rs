use proptest::prelude::*;
use taper_science::terms::Sex;
use taper_science::trimp::{HeartRange, Stretch, trimp};

use crate::golden::{assert_golden, spec};

#[test]
fn an_hour_at_seven_tenths_is_golden() {
    let hour = [Stretch { minutes: 60.0, reserve: 0.7 }];
    let golden = spec();
    assert_golden(trimp(Sex::Male, hour), &golden["trimp_60min_hrr_0.7"]["M"]);
    assert_golden(trimp(Sex::Female, hour), &golden["trimp_60min_hrr_0.7"]["F"]);
}

#[test]
fn the_reserve_is_what_lies_between_rest_and_the_most() {
    let range = HeartRange { rest: 50.0, max: 190.0 };
    assert_eq!([40.0, 50.0, 120.0, 190.0, 210.0].map(|bpm| range.reserve(bpm).unwrap()), [0.0, 0.0, 0.5, 1.0, 1.0]);
    assert_eq!(range.reserve(f64::NAN), None);
    assert_eq!(HeartRange { rest: 190.0, max: 190.0 }.reserve(150.0), None);
    assert_eq!(HeartRange { rest: f64::NAN, max: 190.0 }.reserve(150.0), None);
}

#[test]
fn what_is_no_stretch_costs_nothing() {
    let odd = [(-10.0, 0.5), (f64::NAN, 0.5), (f64::INFINITY, 0.5), (10.0, -0.2), (10.0, f64::NAN), (10.0, 0.0)];
    assert_eq!(trimp(Sex::Male, odd.map(|(minutes, reserve)| Stretch { minutes, reserve })), 0.0);
    let over = trimp(Sex::Male, [Stretch { minutes: 10.0, reserve: 1.3 }]);
    assert_eq!(over, trimp(Sex::Male, [Stretch { minutes: 10.0, reserve: 1.0 }]));
}

proptest! {
    #[test]
    fn longer_and_harder_cost_more_and_parts_add_up(
        minutes in 0.1_f64..600.0, reserve in 0.05_f64..0.9, more in 0.001_f64..0.1, share in 0.1_f64..0.9,
    ) {
        let cost = |minutes, reserve| trimp(Sex::Female, [Stretch { minutes, reserve }]);
        let whole = cost(minutes, reserve);
        prop_assert!(cost(minutes + more, reserve) > whole && cost(minutes, reserve + more) > whole);
        let parts = [minutes * share, minutes * (1.0 - share)].map(|minutes| Stretch { minutes, reserve });
        prop_assert!((trimp(Sex::Female, parts) - whole).abs() < 1e-9 * whole);
        let of_a_man = trimp(Sex::Male, [Stretch { minutes, reserve }]);
        prop_assert!(of_a_man > whole);
    }
}
