//! What about a plan may go wrong, before it is kept.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use taper_events::WorkoutId;
use taper_events::athlete::{Lift, Weekday};
use taper_events::training::{Plan, PlannedWorkout};
use taper_science::load::Form;
use utoipa::ToSchema;

use crate::calendar::{monday_of, weekday_of};
use crate::exercises::lift_of;
use crate::session_time::seconds_of;

/// Most warnings that one answer has; who has more has a plan to begin anew.
const MAX_WARNINGS: usize = 100;
/// Chronic load that rises faster than this a week is hard to bear (Friel, The Cyclist's Training Bible: 5 to 8).
const RAMP_PER_WEEK: f64 = 8.0;
/// A morning's balance below this is a high risk of too much (Allen and Coggan).
const LOWEST_TSB: f64 = -30.0;
/// On the morning of the day, at least this much (5 to 25 is fresh).
const FRESH_TSB: f64 = 5.0;
const MAX_DAYS_IN_A_ROW: usize = 6;
/// From this share of the maximum on, a deadlift is heavy.
const HEAVY_PERCENT: f64 = 85.0;
const DEADLIFT_DAYS: i64 = 7;
const SPARED_DEADLIFT_DAYS: i64 = 14;

/// What a plan is held against.
pub struct Facts<'a> {
    pub plan: &'a Plan,
    pub session_minutes: Option<u16>,
    /// Heavy deadlifts cost this athlete more than others.
    pub spares_deadlifts: bool,
    pub unavailable_days: &'a [Weekday],
    pub unavailable_dates: &'a [NaiveDate],
    /// Training stress balance that the mission asks not to fall below.
    pub min_tsb: Option<f64>,
    /// From tomorrow through the competition, if the plan is kept.
    pub projected: &'a [Form],
    /// Workouts of which nothing says how hard they are.
    pub unknown: usize,
    pub max_of: &'a dyn Fn(&str) -> Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Warning {
    pub code: WarningCode,
    /// The day, or the Monday of the week, it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workout_id: Option<WorkoutId>,
    /// What is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// What it should not pass.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WarningCode {
    /// A week has more training days than the plan says.
    TooManyDays,
    /// A session takes longer than sessions should, minutes.
    SessionTooLong,
    /// So many days in a row without one of rest.
    NoRestDay,
    /// On a day that the mission leaves out.
    DayUnavailable,
    /// Heavy deadlifts so few days before the competition.
    DeadliftTooLate,
    /// The chronic load rises by so much in a week.
    RampTooSteep,
    /// The training stress balance falls so low.
    TooTired,
    /// On the morning of the competition, the training stress balance is only this.
    NotFresh,
    /// Of so many workouts nothing says how hard they are: they count for nothing in the projection.
    LoadUnknown,
}

/// By their kind and day.
pub fn review(facts: &Facts<'_>) -> Vec<Warning> {
    let mut warnings = of_days(facts);
    warnings.extend(facts.plan.workouts.iter().flat_map(|workout| of_workout(facts, workout)));
    warnings.extend(of_load(facts));
    if facts.unknown > 0 {
        warnings.push(warning(WarningCode::LoadUnknown, None, (facts.unknown as f64, None)));
    }
    warnings.sort_by_key(|warning| (warning.code, warning.date));
    warnings.truncate(MAX_WARNINGS);
    warnings
}

fn warning(code: WarningCode, date: Option<NaiveDate>, (value, limit): (f64, Option<f64>)) -> Warning {
    let rounded = |value: f64| (value * 10.0).round() / 10.0;
    Warning { code, date, workout_id: None, value: Some(rounded(value)), limit }
}

fn of_days(facts: &Facts<'_>) -> Vec<Warning> {
    let plan = facts.plan;
    let mut weeks: BTreeMap<NaiveDate, Vec<NaiveDate>> = BTreeMap::new();
    let mut days: Vec<NaiveDate> = plan.workouts.iter().map(|workout| workout.date).collect();
    days.sort_unstable();
    days.dedup();
    for day in &days {
        weeks.entry(monday_of(*day)).or_default().push(*day);
    }
    let most = f64::from(plan.training_days_per_week);
    let mut warnings: Vec<Warning> = weeks
        .iter()
        .filter(|(_, days)| days.len() as f64 > most)
        .map(|(monday, days)| warning(WarningCode::TooManyDays, Some(*monday), (days.len() as f64, Some(most))))
        .collect();
    let mut first = 0;
    for nth in 0..days.len() {
        let goes_on = days.get(nth + 1).is_some_and(|next| days[nth].succ_opt() == Some(*next));
        if goes_on {
            continue;
        }
        let row = nth + 1 - first;
        if row > MAX_DAYS_IN_A_ROW {
            let limit = Some(MAX_DAYS_IN_A_ROW as f64);
            warnings.push(warning(WarningCode::NoRestDay, Some(days[first]), (row as f64, limit)));
        }
        first = nth + 1;
    }
    warnings
}

fn of_workout(facts: &Facts<'_>, workout: &PlannedWorkout) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut warn = |code, value, limit| {
        warnings.push(Warning {
            workout_id: Some(workout.workout_id),
            ..warning(code, Some(workout.date), (value, limit))
        });
    };
    let out = (facts.plan.comp_date - workout.date).num_days();
    let minutes = f64::from(seconds_of(workout)) / 60.0;
    if let Some(most) = facts.session_minutes.map(f64::from).filter(|most| minutes > *most && out > 0) {
        warn(WarningCode::SessionTooLong, minutes, Some(most));
    }
    let is_out =
        facts.unavailable_dates.contains(&workout.date) || facts.unavailable_days.contains(&weekday_of(workout.date));
    if is_out && out > 0 {
        warn(WarningCode::DayUnavailable, out as f64, None);
    }
    let least = if facts.spares_deadlifts { SPARED_DEADLIFT_DAYS } else { DEADLIFT_DAYS };
    if (1..least).contains(&out) && has_heavy_deadlift(workout, facts.max_of) {
        warn(WarningCode::DeadliftTooLate, out as f64, Some(least as f64));
    }
    warnings
}

fn has_heavy_deadlift(workout: &PlannedWorkout, max_of: &dyn Fn(&str) -> Option<f64>) -> bool {
    let deadlifts = workout.exercises.iter().filter(|exercise| lift_of(&exercise.name) == Some(Lift::Deadlift));
    deadlifts.into_iter().any(|exercise| {
        let max = max_of(&exercise.name);
        exercise.sets.iter().any(|set| {
            let lifted = set.weight.zip(max).map(|(weight, max)| weight.in_kg() / max * 100.0);
            set.percent_1rm.or(lifted).is_some_and(|percent| percent >= HEAVY_PERCENT)
        })
    })
}

fn of_load(facts: &Facts<'_>) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let curve = facts.projected;
    let lowest = facts.min_tsb.map_or(LOWEST_TSB, |asked| asked.max(LOWEST_TSB));
    if let Some(tired) = curve.iter().min_by(|a, b| a.tsb.total_cmp(&b.tsb)).filter(|form| form.tsb < lowest) {
        warnings.push(warning(WarningCode::TooTired, Some(tired.day), (tired.tsb, Some(lowest))));
    }
    // Who begins from nothing has nothing that could rise too fast yet.
    let weeks = curve.windows(8).filter(|week| week[0].ctl > 0.0);
    let steepest = weeks.max_by(|a, b| (a[7].ctl - a[0].ctl).total_cmp(&(b[7].ctl - b[0].ctl)));
    if let Some(week) = steepest.filter(|week| week[7].ctl - week[0].ctl > RAMP_PER_WEEK) {
        let rise = week[7].ctl - week[0].ctl;
        warnings.push(warning(WarningCode::RampTooSteep, Some(week[0].day), (rise, Some(RAMP_PER_WEEK))));
    }
    let day = curve.iter().find(|form| form.day == facts.plan.comp_date);
    let trains = !facts.plan.workouts.is_empty();
    if let Some(form) = day.filter(|form| trains && form.tsb < FRESH_TSB && form.ctl > 0.0) {
        warnings.push(warning(WarningCode::NotFresh, Some(form.day), (form.tsb, Some(FRESH_TSB))));
    }
    warnings
}
