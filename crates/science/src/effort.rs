//! Training stress of what no power meter saw: from how hard it felt, or from the zones it was ridden in.
//!
//! Both are coarser than [`crate::power`]; they share its scale (an hour at threshold is 100), so that lifting and riding
//! add up in one curve of load.

use crate::statistics::piecewise_linear;

/// Training stress of an hour by effort (RPE 1 to 10). Joe Friel, "Estimating TSS", TrainingPeaks.
pub const STRESS_PER_HOUR: [(f64, f64); 10] = [
    (1.0, 20.0),
    (2.0, 30.0),
    (3.0, 40.0),
    (4.0, 50.0),
    (5.0, 60.0),
    (6.0, 70.0),
    (7.0, 80.0),
    (8.0, 100.0),
    (9.0, 120.0),
    (10.0, 140.0),
];

/// Intensity (share of the threshold) in the middle of Coggan's power zones 1 to 7; the first and the last, which are
/// open, at 50 % and 160 %. Allen and Coggan, Training and Racing with a Power Meter, 2006.
pub const ZONE_INTENSITY: [f64; 7] = [0.50, 0.655, 0.83, 0.98, 1.13, 1.355, 1.60];

const SECONDS_PER_HOUR: f64 = 3600.0;

/// Training stress of a session of so many seconds that felt like `rpe` as a whole. None for an RPE outside 1 to 10 and
/// for a duration that is negative or no number.
pub fn stress_of_effort(seconds: f64, rpe: f64) -> Option<f64> {
    if !(1.0..=10.0).contains(&rpe) {
        return None;
    }
    Some(hours(seconds)? * piecewise_linear(&STRESS_PER_HOUR, rpe)?)
}

/// Training stress of so many seconds in a power zone: hours · intensity² · 100. None for a zone outside 1 to 7 and for a
/// duration that is negative or no number.
pub fn stress_of_zone(zone: u8, seconds: f64) -> Option<f64> {
    let intensity = ZONE_INTENSITY.get(usize::from(zone).checked_sub(1)?)?;
    Some(hours(seconds)? * intensity.powi(2) * 100.0)
}

fn hours(seconds: f64) -> Option<f64> {
    (seconds.is_finite() && seconds >= 0.0).then_some(seconds / SECONDS_PER_HOUR)
}
