//! W′bal: how much of the work above critical power is left, second by second.

/// What an athlete has above the power that can be held.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Capacity {
    /// Critical power, in watts.
    pub critical_power: f64,
    /// W′: work above it until exhaustion, in joules.
    pub w_prime: f64,
}

/// What a ride left of W′.
#[derive(Clone, Debug, PartialEq)]
pub struct Balance {
    /// Time constant of the recovery, in seconds.
    pub tau: f64,
    /// Joules left at the end of each second. Below zero means that critical power or W′ is set too low.
    pub joules: Vec<f64>,
}

/// The integral form of Skiba, Chidnok, Vanhatalo and Jones (Medicine & Science in Sports & Exercise 44(8), 2012): of the
/// work done above critical power in second u, e^(−(t−u)/τ) is still missing in second t, with
/// τ = 546·e^(−0.01·(CP − P̄)) + 316 and P̄ the mean of the whole ride's power below critical power, zero if there was
/// none (as GoldenCheetah has it, which then rounds τ down; this does not).
///
/// `watts` is one sample a second without gaps. None unless critical power and W′ are positive, or if a sample is no
/// number; a negative one counts as zero. A ride of no length leaves an empty balance.
pub fn balance(watts: &[f64], capacity: Capacity) -> Option<Balance> {
    let Capacity { critical_power, w_prime } = capacity;
    let positive = |value: f64| value.is_finite() && value > 0.0;
    if !positive(critical_power) || !positive(w_prime) || !watts.iter().all(|sample| sample.is_finite()) {
        return None;
    }
    let tau = tau(watts, critical_power);
    let kept = (-1.0 / tau).exp();
    // A sum of exponentials decays as a whole: one multiplication a second instead of one for every second before.
    let after = |missing: &mut f64, sample: &f64| {
        *missing = *missing * kept + (sample - critical_power).max(0.0);
        Some(w_prime - *missing)
    };
    Some(Balance { tau, joules: watts.iter().scan(0.0, after).collect() })
}

fn tau(watts: &[f64], critical_power: f64) -> f64 {
    let below = watts.iter().filter(|sample| **sample < critical_power);
    let (sum, count) = below.fold((0.0, 0_u32), |(sum, count), sample| (sum + sample.max(0.0), count + 1));
    let mean = if count == 0 { 0.0 } else { sum / f64::from(count) };
    546.0 * (-0.01 * (critical_power - mean)).exp() + 316.0
}
