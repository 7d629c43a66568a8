//! Training impulse: what a session cost, by heart rate.

use crate::terms::Sex;

/// An athlete's heart at rest and at most, in beats per minute.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeartRange {
    pub rest: f64,
    pub max: f64,
}

impl HeartRange {
    /// The share of the heart rate reserve that `bpm` uses, 0 to 1: below rest is none of it, above the maximum all of
    /// it (Karvonen, 1957). None if the maximum is not above rest, or `bpm` is no number.
    pub fn reserve(self, bpm: f64) -> Option<f64> {
        let known = self.rest.is_finite() && self.max.is_finite() && self.rest < self.max && bpm.is_finite();
        known.then(|| ((bpm - self.rest) / (self.max - self.rest)).clamp(0.0, 1.0))
    }
}

/// Minutes spent at one share of the heart rate reserve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    pub minutes: f64,
    /// 0 to 1; see [`HeartRange::reserve`].
    pub reserve: f64,
}

/// Banister's training impulse in the form GoldenCheetah calls "TRIMP Points" (Morton and Banister with the exponents of
/// Green): the sum of minutes · HRr · 0.64 · e^(k·HRr), k being 1.92 for men and 1.67 for women.
///
/// The 0.64 is for both here, as GoldenCheetah has it. Banister's own factor for women is 0.86, so that other programs
/// give women a third more; numbers of the two forms do not compare. Points, without unit. A stretch whose minutes or
/// reserve are negative or no numbers counts as nothing, a reserve above 1 as 1.
pub fn trimp(sex: Sex, stretches: impl IntoIterator<Item = Stretch>) -> f64 {
    const FACTOR: f64 = 0.64;
    let k = match sex {
        Sex::Male => 1.92,
        Sex::Female => 1.67,
    };
    let known = |stretch: &Stretch| stretch.minutes.is_finite() && stretch.minutes > 0.0 && stretch.reserve > 0.0;
    let cost = |stretch: Stretch| {
        let reserve = stretch.reserve.min(1.0);
        stretch.minutes * reserve * FACTOR * (k * reserve).exp()
    };
    stretches.into_iter().filter(known).map(cost).sum()
}
