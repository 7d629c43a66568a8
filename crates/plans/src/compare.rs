//! What was planned beside what was done, set by set.

use serde::{Deserialize, Serialize};
use taper_events::training::{DoneSet, PlannedExercise, PlannedSet, PlannedWorkout, WorkoutDone};
use taper_events::{Unit, Weight};
use taper_science::volume::{Volume, WorkSet, volume};
use utoipa::ToSchema;

use crate::progression::{Ladder, in_unit, key_of, loadable};

/// A planned workout and what was done of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Comparison {
    /// In the plan's order; what was done beside it follows.
    pub exercises: Vec<ExerciseComparison>,
    pub sets_planned: u32,
    pub sets_done: u32,
    /// Weight times repetitions, kg; absent if the weight of a planned set is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub load_planned_kg: Option<f64>,
    pub load_done_kg: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ExerciseComparison {
    pub name: String,
    pub sets: Vec<SetComparison>,
}

/// At least one of the two is there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SetComparison {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned: Option<PlannedSet>,
    /// What the planned set weighs, if that is known: written down, or a share of a maximum that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prescribed: Option<Weight>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<DoneSet>,
    /// Done less planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reps_difference: Option<i32>,
    /// Done less prescribed, in the unit of `prescribed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight_difference: Option<f64>,
    /// Done less prescribed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rpe_difference: Option<f64>,
}

/// `max_of`: the current maximum of an exercise without a progression, kg.
pub fn compare(
    planned: &PlannedWorkout,
    done: Option<&WorkoutDone>,
    ladder: &Ladder,
    max_of: &dyn Fn(&str) -> Option<f64>,
) -> Comparison {
    let mut left: Vec<(String, &str, Vec<DoneSet>)> = Vec::new();
    for exercise in done.map(|done| done.exercises_summary.as_slice()).unwrap_or_default() {
        let key = key_of(&exercise.name);
        match left.iter_mut().find(|(known, ..)| *known == key) {
            Some((_, _, sets)) => sets.extend(exercise.sets.iter().cloned()),
            None => left.push((key, &exercise.name, exercise.sets.clone())),
        }
    }
    let mut exercises = Vec::new();
    for (nth, exercise) in planned.exercises.iter().enumerate() {
        let key = key_of(&exercise.name);
        let comes_again = planned.exercises[nth + 1..].iter().any(|later| key_of(&later.name) == key);
        let own = left.iter_mut().find(|(known, ..)| *known == key);
        let sets = own.map_or_else(Vec::new, |(_, _, sets)| {
            // Where it comes again, what is beyond this one's sets is left to the next.
            let count = if comes_again { sets.len().min(exercise.sets.len()) } else { sets.len() };
            sets.drain(..count).collect()
        });
        let prescribe = |set: &PlannedSet| match ladder.before(planned.workout_id, &exercise.name) {
            Some(standing) => standing.prescribed(set),
            None => without_progression(exercise, set, max_of),
        };
        exercises.push(ExerciseComparison {
            name: exercise.name.clone(),
            sets: side_by_side(&exercise.sets, sets, prescribe),
        });
    }
    let beside = left.into_iter().filter(|(_, _, sets)| !sets.is_empty());
    exercises.extend(
        beside.map(|(_, name, sets)| ExerciseComparison {
            name: name.to_owned(),
            sets: side_by_side(&[], sets, |_| None),
        }),
    );
    summed(exercises)
}

fn without_progression(
    exercise: &PlannedExercise,
    set: &PlannedSet,
    max_of: &dyn Fn(&str) -> Option<f64>,
) -> Option<Weight> {
    let share = || Some(loadable(in_unit(max_of(&exercise.name)? * set.percent_1rm? / 100.0, Unit::Kg)));
    set.weight.or_else(share)
}

fn side_by_side(
    planned: &[PlannedSet],
    done: Vec<DoneSet>,
    prescribe: impl Fn(&PlannedSet) -> Option<Weight>,
) -> Vec<SetComparison> {
    let count = planned.len().max(done.len());
    let mut done = done.into_iter();
    let pair = |nth: usize| pair(planned.get(nth), planned.get(nth).and_then(&prescribe), done.next());
    (0..count).map(pair).collect()
}

fn pair(planned: Option<&PlannedSet>, prescribed: Option<Weight>, done: Option<DoneSet>) -> SetComparison {
    let both = planned.zip(done.as_ref());
    let lifted = |weight: Weight, done: &DoneSet| in_unit(done.weight.in_kg(), weight.unit).value - weight.value;
    SetComparison {
        planned: planned.cloned(),
        prescribed,
        reps_difference: both.map(|(planned, done)| i32::from(done.reps) - i32::from(planned.reps)),
        weight_difference: prescribed.zip(done.as_ref()).map(|(weight, done)| hundredths(lifted(weight, done))),
        rpe_difference: both.and_then(|(planned, done)| Some(done.rpe? - planned.rpe?)),
        done,
    }
}

/// Without the noise of a conversion.
fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

fn summed(exercises: Vec<ExerciseComparison>) -> Comparison {
    let sets = || exercises.iter().flat_map(|exercise| &exercise.sets);
    let done = volume(sets().filter_map(|set| set.done.as_ref()).map(|set| of(set.weight, set.reps)));
    let planned: Option<Vec<WorkSet>> = sets()
        .filter_map(|set| set.planned.as_ref().map(|planned| (planned, set.prescribed)))
        .map(|(planned, weight)| Some(of(weight?, planned.reps)))
        .collect();
    let sets_planned = sets().filter(|set| set.planned.is_some()).count() as u32;
    let Volume { sets: sets_done, load: load_done_kg, .. } = done;
    let load_planned_kg = planned.map(|sets| volume(sets).load);
    Comparison { exercises, sets_planned, sets_done, load_planned_kg, load_done_kg }
}

fn of(weight: Weight, reps: u16) -> WorkSet {
    WorkSet { weight: weight.in_kg(), reps: u32::from(reps) }
}
