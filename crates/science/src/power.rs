//! What a ride with a power meter cost.
//!
//! Andrew Coggan's measures (Allen and Coggan, Training and Racing with a Power Meter, 2006). Power is in watts, one
//! sample a second without gaps: who records a pause leaves it out or fills it with zeroes before this.

/// Seconds of the moving average.
pub const WINDOW_SECONDS: usize = 30;
const SECONDS_PER_HOUR: f64 = 3600.0;

/// What a ride came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RideLoad {
    /// Watts.
    pub normalized_power: f64,
    /// Share of the threshold: 1 is as hard as an hour can be.
    pub intensity_factor: f64,
    /// Training stress score: 100 is an hour at threshold.
    pub tss: f64,
}

/// Normalized Power in watts: the fourth root of the mean of the fourth powers of the 30-second moving average, over
/// full windows only. None of less than thirty seconds, or if a sample is negative or no number.
pub fn normalized_power(watts: &[f64]) -> Option<f64> {
    if watts.len() < WINDOW_SECONDS || !watts.iter().all(|sample| sample.is_finite() && *sample >= 0.0) {
        return None;
    }
    let windows = (watts.len() - WINDOW_SECONDS + 1) as f64;
    let mut sum: f64 = watts[..WINDOW_SECONDS].iter().sum();
    let mut fourths = fourth_power(sum);
    for (enters, leaves) in watts[WINDOW_SECONDS..].iter().zip(watts) {
        // A running sum may round to a little under nothing.
        sum = (sum + enters - leaves).max(0.0);
        fourths += fourth_power(sum);
    }
    Some((fourths / windows).sqrt().sqrt())
}

fn fourth_power(sum: f64) -> f64 {
    (sum / WINDOW_SECONDS as f64).powi(4)
}

/// Intensity Factor: Normalized Power over functional threshold power, both in watts. None unless the threshold is
/// positive and the power is not negative.
pub fn intensity_factor(normalized_power: f64, ftp: f64) -> Option<f64> {
    let known = ftp.is_finite() && ftp > 0.0 && normalized_power.is_finite() && normalized_power >= 0.0;
    known.then(|| normalized_power / ftp)
}

/// Training Stress Score: seconds · NP · IF / (FTP · 3600) · 100. None as [`intensity_factor`], and for a duration that
/// is negative or no number.
pub fn tss(seconds: f64, normalized_power: f64, ftp: f64) -> Option<f64> {
    let intensity_factor = intensity_factor(normalized_power, ftp)?;
    let known = seconds.is_finite() && seconds >= 0.0;
    known.then(|| seconds * normalized_power * intensity_factor / (ftp * SECONDS_PER_HOUR) * 100.0)
}

/// All three of a ride. None as [`normalized_power`] and [`intensity_factor`].
pub fn ride_load(watts: &[f64], ftp: f64) -> Option<RideLoad> {
    let normalized_power = normalized_power(watts)?;
    Some(RideLoad {
        normalized_power,
        intensity_factor: intensity_factor(normalized_power, ftp)?,
        tss: tss(watts.len() as f64, normalized_power, ftp)?,
    })
}
