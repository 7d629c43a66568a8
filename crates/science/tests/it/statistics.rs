use proptest::prelude::*;
use taper_science::statistics::{mean, percentile, piecewise_linear, standard_deviation};

use crate::golden::{cases, number, project};

#[test]
fn percentiles_are_golden() {
    let golden = project();
    for case in cases(&golden["percentiles"]["cases"]) {
        let values: Vec<f64> = cases(&case["values"]).iter().map(number).collect();
        let found = percentile(&values, number(&case["share"])).unwrap();
        assert!((found - number(&case["expected"])).abs() < 1e-9, "{case}: {found}");
    }
}

#[test]
fn of_nothing_nothing_is_known() {
    assert_eq!(percentile(&[], 0.5), None);
    assert_eq!(percentile(&[1.0, f64::NAN], 0.5), None);
    assert_eq!(percentile(&[1.0], f64::NAN), None);
    assert_eq!((mean(&[]), standard_deviation(&[]), standard_deviation(&[1.0])), (None, None, None));
    assert_eq!(piecewise_linear(&[], 1.0), None);
    assert_eq!(piecewise_linear(&[(0.0, 1.0)], f64::NAN), None);
}

#[test]
fn a_sample_varies_by_n_less_one() {
    assert_eq!(standard_deviation(&[2.0, 4.0]), Some(2.0_f64.sqrt()));
}

#[test]
fn a_line_goes_through_its_knots_and_is_level_outside() {
    let knots = [(-1.0, 10.0), (1.0, 20.0), (2.0, 0.0)];
    let at = |x| piecewise_linear(&knots, x).unwrap();
    let expected = [10.0, 10.0, 15.0, 20.0, 10.0, 0.0, 0.0];
    assert_eq!([-9.0, -1.0, 0.0, 1.0, 1.5, 2.0, f64::INFINITY].map(at), expected);
}

proptest! {
    #[test]
    fn a_percentile_lies_between_its_neighbours(
        values in prop::collection::vec(-1e6_f64..1e6, 1..50), share in 0.0_f64..=1.0, more in 0.0_f64..0.2,
    ) {
        let at = |share| percentile(&values, share).unwrap();
        let below = values.iter().filter(|value| **value <= at(share) + 1e-6).count() as f64;
        let above = values.iter().filter(|value| **value >= at(share) - 1e-6).count() as f64;
        let last = values.len() as f64 - 1.0;
        prop_assert!(below > share * last - 1e-6 && above > (1.0 - share) * last - 1e-6);
        prop_assert!(at(share + more) >= at(share) - 1e-6);
    }
}
