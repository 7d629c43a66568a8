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
