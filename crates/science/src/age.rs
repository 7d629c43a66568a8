//! Age factors: what points are multiplied by, so that juniors and masters compare with lifters in their prime.

use chrono::NaiveDate;

/// The first age of [`FACTORS`].
pub const YOUNGEST: u32 = 14;

/// The last age of [`FACTORS`].
pub const OLDEST: u32 = YOUNGEST + FACTORS.len() as u32 - 1;

/// Foster's coefficients for juniors (14 to 22), one for 23 to 40, McCulloch's for masters (41 to 80), continued to 90 by
/// USA Powerlifting's age coefficients. The published pages (usapl-sd.com: Foster, McCulloch; the masters table of the
/// World Powerlifting Congress's Glossbrenner page, which corrects misprints of the former; USA Powerlifting's PDF) are
/// as OpenPowerlifting transcribes and names them.
pub const FACTORS: [f64; 77] = [
    1.23, 1.18, 1.13, 1.08, 1.06, 1.04, 1.03, 1.02, 1.01, // 14 to 22
    1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, // 23 to 31
    1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, // 32 to 40
    1.010, 1.020, 1.031, 1.043, 1.055, 1.068, 1.082, 1.097, 1.113, 1.130, // 41 to 50
    1.147, 1.165, 1.184, 1.204, 1.225, 1.246, 1.268, 1.291, 1.315, 1.340, // 51 to 60
    1.366, 1.393, 1.421, 1.450, 1.480, 1.511, 1.543, 1.576, 1.610, 1.645, // 61 to 70
    1.681, 1.718, 1.756, 1.795, 1.835, 1.876, 1.918, 1.961, 2.005, 2.050, // 71 to 80
    2.096, 2.143, 2.190, 2.238, 2.287, 2.337, 2.388, 2.440, 2.494, 2.549, // 81 to 90
];

/// The factor of an age in whole years. None under 14 and over 90: nobody published one, and nothing is guessed.
pub fn factor(age_years: u32) -> Option<f64> {
    FACTORS.get(age_years.checked_sub(YOUNGEST)? as usize).copied()
}

/// Whole years from birth to `day`. None before the birth. Somebody born on 29 February is a year older on 1 March of
/// other years. (Some federations count the calendar year instead; their caller asks for 31 December.)
pub fn on(day: NaiveDate, birth: NaiveDate) -> Option<u32> {
    day.years_since(birth)
}
