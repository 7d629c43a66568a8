//! Readiness: one number of a morning for how much training it bears, and how much of what it needs was known.
//!
//! The weights are Taper's own; the knots of the four sub-scores are, too, set along what is published (named with each).
//! It orders an athlete's own days. It is no medical statement, and says nothing between two athletes.

use chrono::NaiveDate;

use crate::statistics::{mean, piecewise_linear, standard_deviation};

/// Days of the short mean of heart rate variability, today among them.
pub const RECENT_DAYS: i64 = 7;
/// Days of a baseline, today among them.
pub const BASELINE_DAYS: i64 = 60;
/// A week's mean of fewer nights is one night's mood (Plews and others, IJSPP 9, 2014, on how many days a week are enough).
pub const MIN_RECENT: usize = 3;
/// A baseline of fewer days is none yet.
pub const MIN_BASELINE: usize = 14;
/// Less deviation of ln RMSSD than this is rounding, not a heart.
const MIN_DEVIATION: f64 = 1e-9;

/// The share of each input in the whole.
pub const HRV_WEIGHT: f64 = 0.35;
pub const SLEEP_WEIGHT: f64 = 0.30;
pub const TSB_WEIGHT: f64 = 0.20;
pub const RESTING_HEART_RATE_WEIGHT: f64 = 0.15;

/// By how many standard deviations the week's mean of ln RMSSD lies above the baseline. Half a deviation either way is
/// the smallest change that means something (Plews and others, Sports Medicine 43(9), 2013; Buchheit, Frontiers in
/// Physiology 5, 2014): within it one is well, below it less so, and quickly.
pub const HRV_KNOTS: [(f64, f64); 5] = [(-2.0, 0.0), (-1.0, 35.0), (-0.5, 70.0), (0.0, 90.0), (0.5, 100.0)];
/// Hours slept in the last night. Seven are what adults need at least (Watson and others, Sleep 38(6), 2015), athletes
/// rather eight.
pub const SLEEP_KNOTS: [(f64, f64); 5] = [(3.0, 0.0), (5.0, 30.0), (6.0, 55.0), (7.0, 80.0), (8.0, 100.0)];
/// Training stress balance in TSS a day. Below −30 the risk of too much is high, −30 to −10 is hard training, 5 to 25
/// is fresh (Friel, The Cyclist's Training Bible; Allen and Coggan).
pub const TSB_KNOTS: [(f64, f64); 5] = [(-50.0, 0.0), (-30.0, 25.0), (-10.0, 65.0), (5.0, 90.0), (15.0, 100.0)];
/// Beats per minute above the baseline. That five or more are a sign of strain or illness is a coaches' rule of thumb.
pub const RESTING_HEART_RATE_KNOTS: [(f64, f64); 4] = [(-2.0, 100.0), (0.0, 90.0), (5.0, 40.0), (10.0, 0.0)];

/// A value of one day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Daily {
    pub day: NaiveDate,
    pub value: f64,
}

/// What is known of a morning. What is not known is none, never zero.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Morning {
    /// See [`hrv_deviation`].
    pub hrv_deviation: Option<f64>,
    /// Hours slept in the last night.
    pub sleep_hours: Option<f64>,
    /// Training stress balance; see [`crate::load::Form::tsb`].
    pub tsb: Option<f64>,
    /// See [`resting_heart_rate_rise`].
    pub resting_heart_rate_rise: Option<f64>,
}

/// A morning's readiness, and what it is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Readiness {
    /// 0 to 100.
    pub score: f64,
    /// The weight of the inputs that were known, above 0 and at most 1.
    pub confidence: f64,
    pub parts: Parts,
}

/// The sub-scores, 0 to 100 each; none where the input was not known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parts {
    pub hrv: Option<f64>,
    pub sleep: Option<f64>,
    pub tsb: Option<f64>,
    pub resting_heart_rate: Option<f64>,
}

/// Readiness of a morning: the mean of the known sub-scores by their weights. An input that is missing (or no number)
/// leaves its weight to the others and lowers the confidence. None if nothing is known.
pub fn readiness(morning: &Morning) -> Option<Readiness> {
    let part = |input: Option<f64>, knots: &[(f64, f64)]| piecewise_linear(knots, input.filter(|x| x.is_finite())?);
    let parts = Parts {
        hrv: part(morning.hrv_deviation, &HRV_KNOTS),
        sleep: part(morning.sleep_hours.filter(|hours| *hours >= 0.0), &SLEEP_KNOTS),
        tsb: part(morning.tsb, &TSB_KNOTS),
        resting_heart_rate: part(morning.resting_heart_rate_rise, &RESTING_HEART_RATE_KNOTS),
    };
    let weighed = [
        (parts.hrv, HRV_WEIGHT),
        (parts.sleep, SLEEP_WEIGHT),
        (parts.tsb, TSB_WEIGHT),
        (parts.resting_heart_rate, RESTING_HEART_RATE_WEIGHT),
    ];
    let known = weighed.into_iter().filter_map(|(score, weight)| Some((score?, weight)));
    let (sum, confidence) =
        known.fold((0.0, 0.0), |(sum, known), (score, weight)| (sum + score * weight, known + weight));
    (confidence > 0.0).then(|| Readiness { score: sum / confidence, confidence, parts })
}

/// The week's mean of ln RMSSD less the baseline's mean, in the baseline's standard deviations.
///
/// `rmssd` holds RMSSD in milliseconds by day, in any order, one value a day; SDNN, which some devices give instead,
/// does not compare and must not be mixed in. The week and the baseline both end with `today`. Values that are not
/// positive are passed over. None with fewer than three values in the week or fourteen in the baseline, or if the
/// baseline never varies.
pub fn hrv_deviation(rmssd: &[Daily], today: NaiveDate) -> Option<f64> {
    let logarithms = |days| -> Vec<f64> { last(rmssd, today, days).map(f64::ln).collect() };
    let (week, baseline) = (logarithms(RECENT_DAYS), logarithms(BASELINE_DAYS));
    if week.len() < MIN_RECENT || baseline.len() < MIN_BASELINE {
        return None;
    }
    let deviation = standard_deviation(&baseline).filter(|deviation| *deviation > MIN_DEVIATION)?;
    Some((mean(&week)? - mean(&baseline)?) / deviation)
}

/// Today's resting heart rate less the mean of the baseline, in beats per minute.
///
/// `resting` holds beats per minute by day, in any order, one value a day. Values that are not positive are passed over.
/// None without today's value or with fewer than fourteen in the baseline, which ends with `today`.
pub fn resting_heart_rate_rise(resting: &[Daily], today: NaiveDate) -> Option<f64> {
    let baseline: Vec<f64> = last(resting, today, BASELINE_DAYS).collect();
    if baseline.len() < MIN_BASELINE {
        return None;
    }
    let todays = last(resting, today, 1).next()?;
    Some(todays - mean(&baseline)?)
}

/// The values of the last so many days that can be meant.
fn last(values: &[Daily], today: NaiveDate, days: i64) -> impl Iterator<Item = f64> {
    let is_recent = move |daily: &&Daily| (0..days).contains(&today.signed_duration_since(daily.day).num_days());
    values.iter().filter(is_recent).map(|daily| daily.value).filter(|value| value.is_finite() && *value > 0.0)
}
