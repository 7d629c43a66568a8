use proptest::prelude::*;
use taper_science::w_prime::{Capacity, balance};

use crate::golden::{cases, number, project, samples};

#[test]
fn balances_are_golden() {
    let golden = project();
    for case in cases(&golden["w_prime"]["cases"]) {
        let capacity = Capacity { critical_power: number(&case["critical_power"]), w_prime: number(&case["w_prime"]) };
        let left = balance(&samples(&case["blocks"]), capacity).unwrap();
        assert!((left.tau - number(&case["tau"])).abs() <= 5.1e-5, "{case}: {}", left.tau);
        for point in cases(&case["joules"]) {
            let joules = left.joules[point[0].as_u64().unwrap() as usize];
            assert!((joules - number(&point[1])).abs() <= 5.1e-4, "{}: {point}, not {joules}", case["name"]);
        }
    }
}

#[test]
fn without_a_capacity_or_with_odd_samples_nothing_is_known() {
    let usual = Capacity { critical_power: 250.0, w_prime: 20_000.0 };
    for odd in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(balance(&[200.0], Capacity { critical_power: odd, ..usual }), None);
        assert_eq!(balance(&[200.0], Capacity { w_prime: odd, ..usual }), None);
    }
    assert_eq!(balance(&[200.0, f64::NAN], usual), None);
    assert_eq!(balance(&[-50.0, 300.0], usual), balance(&[0.0, 300.0], usual));
    assert_eq!(balance(&[], usual).unwrap().joules, Vec::<f64>::new());
}

fn rides() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec((0_u16..800).prop_map(f64::from), 1..200)
}

proptest! {
    /// The integral as it is written: of every second before, what has not yet come back.
    #[test]
    fn the_recursion_is_the_integral(watts in rides(), critical_power in 100.0_f64..400.0) {
        let left = balance(&watts, Capacity { critical_power, w_prime: 20_000.0 }).unwrap();
        let last = watts.len() - 1;
        let missing: f64 = watts
            .iter()
            .enumerate()
            .map(|(u, sample)| (sample - critical_power).max(0.0) * (-((last - u) as f64) / left.tau).exp())
            .sum();
        prop_assert!((left.joules[last] - (20_000.0 - missing)).abs() < 1e-6);
    }

    /// Nobody has more than W′, it falls no faster than the work done, and tau keeps its bounds.
    #[test]
    fn the_balance_is_bounded(watts in rides(), critical_power in 100.0_f64..400.0, w_prime in 5_000.0_f64..40_000.0) {
        let left = balance(&watts, Capacity { critical_power, w_prime }).unwrap();
        prop_assert!(left.tau > 316.0 && left.tau <= 862.0);
        let mut before = w_prime;
        for (joules, sample) in left.joules.iter().zip(&watts) {
            prop_assert!(*joules <= w_prime);
            prop_assert!(*joules >= before - (sample - critical_power).max(0.0) - 1e-9);
            prop_assert!(*sample > critical_power || *joules >= before);
            before = *joules;
        }
    }
}
