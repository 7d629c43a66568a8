//! The few statistics that the formulas rest on.

/// The percentile `share` (0 to 1, clamped) with linear interpolation between the two nearest ranks (Hyndman and Fan's
/// type 7, what R, NumPy and spreadsheets do unasked). None of no values, or if one is no number.
pub fn percentile(values: &[f64], share: f64) -> Option<f64> {
    if share.is_nan() || values.iter().any(|value| value.is_nan()) {
        return None;
    }
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let last = sorted.len().checked_sub(1)?;
    let rank = share.clamp(0.0, 1.0) * last as f64;
    let below = sorted[rank.floor() as usize];
    let above = sorted[rank.ceil() as usize];
    Some(below + (above - below) * rank.fract())
}

/// The arithmetic mean. None of no values.
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The standard deviation of a sample (n − 1). None of fewer than two values.
pub fn standard_deviation(values: &[f64]) -> Option<f64> {
    let degrees = values.len().checked_sub(1).filter(|degrees| *degrees > 0)?;
    let mean = mean(values)?;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    Some((squares / degrees as f64).sqrt())
}

/// The value at `x` of the line through `knots`, which are sorted by their first number; level before the first and
/// after the last. None without knots or if `x` is no number.
pub fn piecewise_linear(knots: &[(f64, f64)], x: f64) -> Option<f64> {
    if x.is_nan() {
        return None;
    }
    let (first, last) = (knots.first()?, knots.last()?);
    let after = knots.partition_point(|(knot, _)| *knot < x);
    Some(match (after.checked_sub(1).map(|before| knots[before]), knots.get(after)) {
        (Some((x0, y0)), Some((x1, y1))) => y0 + (y1 - y0) * (x - x0) / (x1 - x0),
        (None, _) => first.1,
        (_, None) => last.1,
    })
}

/// A straight line through points, and how sure its slope is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trend {
    pub slope: f64,
    /// The line's value where x is 0.
    pub intercept: f64,
    /// Standard error of the slope.
    pub slope_error: f64,
}

/// The line of least squares. None of fewer than three points, if one is no number, or if all have the same x.
pub fn trend(points: &[(f64, f64)]) -> Option<Trend> {
    let degrees = points.len().checked_sub(2).filter(|degrees| *degrees > 0)?;
    if points.iter().any(|(x, y)| !x.is_finite() || !y.is_finite()) {
        return None;
    }
    let count = points.len() as f64;
    let x_mean = points.iter().map(|(x, _)| x).sum::<f64>() / count;
    let y_mean = points.iter().map(|(_, y)| y).sum::<f64>() / count;
    let spread: f64 = points.iter().map(|(x, _)| (x - x_mean).powi(2)).sum();
    if spread <= 0.0 {
        return None;
    }
    let slope = points.iter().map(|(x, y)| (x - x_mean) * (y - y_mean)).sum::<f64>() / spread;
    let intercept = y_mean - slope * x_mean;
    let residuals: f64 = points.iter().map(|(x, y)| (y - intercept - slope * x).powi(2)).sum();
    Some(Trend { slope, intercept, slope_error: (residuals / degrees as f64 / spread).sqrt() })
}
