//! What somebody could lift once: estimated from sets, or shown at a meet.
//!
//! Weights are in any one unit, kilograms or pounds; the answer has the same.

use chrono::NaiveDate;

use crate::statistics::percentile;

/// Sets of the last so many days, today among them, say what an athlete can do now.
pub const SETS_DAYS: i64 = 42;
/// Fewer sets than this say nothing.
pub const MIN_SETS: usize = 3;
/// More repetitions than this say too little about one.
pub const MAX_REPS: u32 = 10;
/// Not the best set, which may be a slip of the pen, but one near it.
pub const PERCENTILE: f64 = 0.9;
/// A meet counts for so many days, its own among them.
pub const MEET_DAYS: i64 = 180;

/// How repetitions become a one-repetition maximum. With w for the weight and r for the repetitions:
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formula {
    /// w·(1 + r/30). Boyd Epley, Poundage Chart, 1985.
    Epley,
    /// 36·w/(37 − r), from 37 repetitions on nothing. Matt Brzycki, JOPERD 64(1), 1993.
    Brzycki,
    /// w·r^0.10. V. Patteson Lombardi, Beginning Weight Training, 1989.
    Lombardi,
    /// w·(1 + 0.025·r). O'Conner, Simmons and O'Shea, Weight Training Today, 1989.
    OConner,
    /// 100·w/(48.8 + 53.8·e^(−0.075·r)). Dan Wathan in Essentials of Strength Training and Conditioning, 1994.
    Wathan,
}

/// The weight that could be lifted once, from `reps` repetitions with `weight`. One repetition is itself. None without a
/// repetition, for a weight that is not positive, and where the formula ends.
pub fn estimate(formula: Formula, weight: f64, reps: u32) -> Option<f64> {
    if !(weight.is_finite() && weight > 0.0) || reps == 0 {
        return None;
    }
    if reps == 1 {
        return Some(weight);
    }
    let r = f64::from(reps);
    match formula {
        Formula::Epley => Some(weight * (1.0 + r / 30.0)),
        Formula::Brzycki => (reps < 37).then(|| 36.0 * weight / (37.0 - r)),
        Formula::Lombardi => Some(weight * r.powf(0.1)),
        Formula::OConner => Some(weight * (1.0 + 0.025 * r)),
        Formula::Wathan => Some(100.0 * weight / (48.8 + 53.8 * (-0.075 * r).exp())),
    }
}

/// A set of one lift.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LiftedSet {
    pub day: NaiveDate,
    pub weight: f64,
    pub reps: u32,
}

/// The best good attempt of one lift at a meet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeetResult {
    pub day: NaiveDate,
    pub weight: f64,
}

/// An athlete's one-repetition maximum of one lift, and what says so.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CurrentMax {
    pub weight: f64,
    pub source: Source,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Estimated from so many sets.
    Sets(usize),
    /// Lifted at a meet on that day.
    Meet(NaiveDate),
}

/// What an athlete can lift once on `today`.
///
/// From sets: the 90th percentile of Epley's estimates over sets of 1 to 10 repetitions of the last 42 days, at least
/// three. The newest meet of the last 180 days stands instead, until such an estimate from sets *after* it has exceeded
/// it once: what training promised before the meet, the meet has answered. So `sets` are needed back to that meet; they
/// may be in any order. Days after `today` count for nothing, neither do weights that are not positive. None if neither
/// meet nor sets say anything.
pub fn current(sets: &[LiftedSet], meets: &[MeetResult], today: NaiveDate) -> Option<CurrentMax> {
    let estimates: Vec<(NaiveDate, f64)> = sets
        .iter()
        .filter(|set| set.reps <= MAX_REPS)
        .filter_map(|set| Some((set.day, estimate(Formula::Epley, set.weight, set.reps)?)))
        .collect();
    let standing = meets
        .iter()
        .filter(|meet| is_within(meet.day, today, MEET_DAYS) && meet.weight.is_finite() && meet.weight > 0.0)
        .max_by(|a, b| a.day.cmp(&b.day).then(a.weight.total_cmp(&b.weight)));
    match standing {
        Some(meet) if !was_exceeded(meet, &estimates, today) => {
            Some(CurrentMax { weight: meet.weight, source: Source::Meet(meet.day) })
        }
        _ => from_estimates(&estimates, today),
    }
}

fn from_estimates(estimates: &[(NaiveDate, f64)], today: NaiveDate) -> Option<CurrentMax> {
    let recent: Vec<f64> =
        estimates.iter().filter(|(day, _)| is_within(*day, today, SETS_DAYS)).map(|(_, weight)| *weight).collect();
    if recent.len() < MIN_SETS {
        return None;
    }
    Some(CurrentMax { weight: percentile(&recent, PERCENTILE)?, source: Source::Sets(recent.len()) })
}

/// Whether the estimate from sets after the meet was higher than the meet on any day until `today`. Every day is asked:
/// an estimate also rises when weak sets grow old.
fn was_exceeded(meet: &MeetResult, estimates: &[(NaiveDate, f64)], today: NaiveDate) -> bool {
    let since: Vec<(NaiveDate, f64)> = estimates.iter().filter(|(day, _)| *day > meet.day).copied().collect();
    meet.day
        .iter_days()
        .take_while(|day| *day <= today)
        .filter_map(|day| from_estimates(&since, day))
        .any(|estimate| estimate.weight > meet.weight)
}

/// Whether `day` is one of the `days` that end with `today`.
fn is_within(day: NaiveDate, today: NaiveDate, days: i64) -> bool {
    (0..days).contains(&today.signed_duration_since(day).num_days())
}
