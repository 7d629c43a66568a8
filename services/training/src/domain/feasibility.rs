//! Whether goals can be reached by their day, by what was lifted so far. The rule is Taper's own.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use serde::Serialize;
use taper_events::Weight;
use taper_events::athlete::{Lift, Settings};
use taper_events::training::WorkoutDone;
use taper_plans::lift_of;
use taper_science::one_rep_max::{CurrentMax, Formula, MAX_REPS, estimate};
use taper_science::statistics::{Trend, trend};
use utoipa::ToSchema;

use crate::domain::maxima::Maxima;

/// Fewer weeks with sets say nothing about a trend.
pub(crate) const MIN_WEEKS: usize = 6;
/// Two-sided 80 % of a normal distribution: one of ten does better, one of ten worse.
const SURE: f64 = 1.2816;
const DAYS_PER_WEEK: f64 = 7.0;
const LIFTS: [Lift; 3] = [Lift::Squat, Lift::Bench, Lift::Deadlift];

/// How a goal looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Verdict {
    /// It can be lifted already.
    Reached,
    /// Even if the trend is overestimated (80 % range).
    Likely,
    /// Within the range.
    Possible,
    /// Above the range.
    Unlikely,
    /// What was lifted says too little; `missing` says what of it.
    NotEnoughData,
}

/// What is missing for a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Missing {
    /// No maximum: neither three sets of up to ten repetitions in six weeks nor a meet in half a year.
    Maximum,
    /// Fewer than six weeks with sets in the last half year.
    Weeks,
    /// No day to reach it by.
    Day,
}

/// One goal, and all that the verdict rests on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Goal {
    pub lift: Lift,
    pub goal: Weight,
    pub verdict: Verdict,
    pub missing: Vec<Missing>,
    pub current: Option<CurrentMax>,
    /// Calendar weeks with sets of which a maximum can be estimated.
    pub weeks_known: usize,
    /// Of the best estimate of each week, kg a week.
    pub trend: Option<Trend>,
    /// Until the day.
    pub weeks_left: Option<f64>,
    /// kg a week that the goal asks for from today.
    pub needed: Option<f64>,
    /// On the day, if the trend goes on, kg: low, middle and high end of the 80 % range.
    pub expected: Option<[f64; 3]>,
}

/// All goals that were written down. `done` reaches back half a year.
pub(crate) fn goals(
    settings: &Settings,
    done: &[(NaiveDate, WorkoutDone)],
    maxima: &Maxima,
    today: NaiveDate,
    day: Option<NaiveDate>,
) -> Vec<Goal> {
    let goal_of = |lift: Lift| match lift {
        Lift::Squat => settings.squat_goal,
        Lift::Bench => settings.bench_goal,
        Lift::Deadlift => settings.dead_goal,
    };
    let weeks_left = day.map(|day| (day - today).num_days() as f64 / DAYS_PER_WEEK).filter(|weeks| *weeks >= 0.0);
    let judge = |lift: Lift| Some(judged(lift, goal_of(lift)?, &weekly(lift, done), maxima.of_lift(lift), weeks_left));
    LIFTS.into_iter().filter_map(judge).collect()
}

/// Weeks since an arbitrary one, and the best estimate of each, kg.
fn weekly(lift: Lift, done: &[(NaiveDate, WorkoutDone)]) -> Vec<(f64, f64)> {
    let mut best: BTreeMap<NaiveDate, f64> = BTreeMap::new();
    for (day, done) in done {
        let sets = done.exercises_summary.iter().filter(|exercise| lift_of(&exercise.name) == Some(lift));
        let few = sets.flat_map(|exercise| &exercise.sets).filter(|set| u32::from(set.reps) <= MAX_REPS);
        let estimates = few.filter_map(|set| estimate(Formula::Epley, set.weight.in_kg(), u32::from(set.reps)));
        if let Some(kg) = estimates.max_by(f64::total_cmp) {
            let monday = *day - Days::new(u64::from(day.weekday().num_days_from_monday()));
            let week = best.entry(monday).or_insert(kg);
            *week = week.max(kg);
        }
    }
    let Some(first) = best.keys().next().copied() else { return Vec::new() };
    best.into_iter().map(|(monday, kg)| ((monday - first).num_days() as f64 / DAYS_PER_WEEK, kg)).collect()
}

fn judged(
    lift: Lift,
    goal: Weight,
    weeks: &[(f64, f64)],
    current: Option<CurrentMax>,
    weeks_left: Option<f64>,
) -> Goal {
    let trend = trend(weeks).filter(|_| weeks.len() >= MIN_WEEKS);
    let needed = current.zip(weeks_left).filter(|(_, weeks)| *weeks > 0.0);
    let needed = needed.map(|(max, weeks)| (goal.in_kg() - max.weight) / weeks);
    let expected = current.zip(trend).zip(weeks_left).map(|((max, trend), weeks)| {
        let at = |slope: f64| max.weight + slope * weeks;
        [at(trend.slope - SURE * trend.slope_error), at(trend.slope), at(trend.slope + SURE * trend.slope_error)]
    });
    let verdict = match (current, expected) {
        (Some(max), _) if max.weight >= goal.in_kg() => Verdict::Reached,
        (_, Some([low, ..])) if low >= goal.in_kg() => Verdict::Likely,
        (_, Some([.., high])) if high >= goal.in_kg() => Verdict::Possible,
        (_, Some(_)) => Verdict::Unlikely,
        _ => Verdict::NotEnoughData,
    };
    let gaps = [
        (current.is_none(), Missing::Maximum),
        (trend.is_none(), Missing::Weeks),
        (weeks_left.is_none(), Missing::Day),
    ];
    let is_open = verdict == Verdict::NotEnoughData;
    let missing = gaps.into_iter().filter(|(is_missing, _)| is_open && *is_missing).map(|(_, what)| what).collect();
    Goal { lift, goal, verdict, missing, current, weeks_known: weeks.len(), trend, weeks_left, needed, expected }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn settings(goal: f64) -> Settings {
        serde_json::from_value(json!({"weight": {"value": 82.5, "unit": "kg"}, "training_days_per_week": 3,
            "squat_goal": {"value": goal, "unit": "kg"}}))
        .unwrap()
    }

    /// One single a week, the last on the first of February 2027.
    fn singles(kg: &[f64]) -> Vec<(NaiveDate, WorkoutDone)> {
        let done = |kg: f64| {
            let set = json!({"reps": 1, "weight": {"value": kg, "unit": "kg"}});
            serde_json::from_value(
                json!({"duration_seconds": 60, "exercises_summary": [{"name": "Squat", "sets": [set]}]}),
            )
            .unwrap()
        };
        let weeks = kg.iter().rev().enumerate();
        weeks.map(|(week, kg)| (day("2027-02-01") - Days::new(7 * week as u64), done(*kg))).collect()
    }

    fn judge(goal: f64, kg: &[f64], comp: Option<&str>) -> Goal {
        let (done, today) = (singles(kg), day("2027-02-01"));
        let settings = settings(goal);
        let maxima = Maxima::of(&done, Some(&settings), today);
        goals(&settings, &done, &maxima, today, comp.map(day)).remove(0)
    }

    const RISING: [f64; 8] = [150.0, 151.0, 152.5, 153.0, 154.0, 155.5, 156.0, 157.0];

    #[test]
    fn a_steady_trend_reaches_what_lies_on_it() {
        // About a kilogram a week; ten weeks left.
        let comp = Some("2027-04-12");
        assert_eq!(judge(155.0, &RISING, comp).verdict, Verdict::Reached);
        assert_eq!(judge(164.0, &RISING, comp).verdict, Verdict::Likely);
        assert_eq!(judge(190.0, &RISING, comp).verdict, Verdict::Unlikely);
        let goal = judge(164.0, &RISING, comp);
        assert_eq!((goal.weeks_known, goal.weeks_left), (8, Some(10.0)));
        let trend = goal.trend.unwrap();
        assert!((trend.slope - 1.02).abs() < 0.05, "{trend:?}");
        let [low, middle, high] = goal.expected.unwrap();
        assert!(
            low < middle && middle < high && (middle - goal.current.unwrap().weight - 10.0 * trend.slope).abs() < 1e-9
        );
    }

    #[test]
    fn a_ragged_trend_is_only_possible() {
        let ragged = [150.0, 158.0, 149.0, 160.0, 151.0, 159.0, 152.0, 160.0];
        assert_eq!(judge(168.0, &ragged, Some("2027-04-12")).verdict, Verdict::Possible);
    }

    #[test]
    fn too_little_is_said_to_be_too_little() {
        let few = judge(200.0, &RISING[..4], Some("2027-04-12"));
        assert_eq!((few.verdict, few.missing), (Verdict::NotEnoughData, vec![Missing::Weeks]));
        assert_eq!(few.weeks_known, 4);
        let nothing = judge(200.0, &[], None);
        assert_eq!(nothing.missing, [Missing::Maximum, Missing::Weeks, Missing::Day]);
        let past = judge(200.0, &RISING, Some("2027-01-01"));
        assert_eq!(past.missing, [Missing::Day]);
    }

    #[test]
    fn what_can_be_lifted_already_needs_no_trend() {
        let reached = judge(150.0, &RISING[..3], None);
        assert_eq!((reached.verdict, reached.missing), (Verdict::Reached, vec![]));
    }
}
