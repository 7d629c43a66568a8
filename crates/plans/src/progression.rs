//! Weights that rise with what was done.
//!
//! Where a progression stands follows from the plan and from what was done of it, counted anew each time: so nothing that
//! arrives twice or late is counted twice or in the wrong order.

use std::collections::HashMap;

use taper_events::training::{DoneExercise, DoneSet, Plan, PlannedExercise, PlannedSet, Progression, WorkoutDone};
use taper_events::{Unit, Weight, WorkoutId};

/// The smallest change of a loaded bar, a pair of the smallest plates, and the bar itself; kg and lb.
pub(crate) const STEP_KG: f64 = 2.5;
pub(crate) const BAR_KG: f64 = 20.0;
const STEP_LB: f64 = 5.0;
const BAR_LB: f64 = 45.0;
/// So much less than prescribed is still as prescribed: half of the smallest change.
const TOLERANCE_KG: f64 = 1.25;

/// The nearest weight that a bar can have, in its own unit; never less than the bar.
pub(crate) fn loadable(weight: Weight) -> Weight {
    let (step, bar) = match weight.unit {
        Unit::Kg => (STEP_KG, BAR_KG),
        Unit::Lb => (STEP_LB, BAR_LB),
    };
    Weight { value: ((weight.value / step).round() * step).max(bar), unit: weight.unit }
}

/// What exercises with one name have in common, however it is written.
pub fn key_of(name: &str) -> String {
    let spaced = name.to_lowercase().replace(['-', '–', '_'], " ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is assumed of workouts that were not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assumed {
    Nothing,
    /// Each is done as prescribed: what the plan hopes for.
    Made,
}

/// Where a progression stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    pub rule: Progression,
    /// The maximum, kg.
    pub max_kg: f64,
    /// Workouts that advanced it.
    pub steps: u32,
    /// Of the last workouts that could have, how many in a row did not.
    pub misses: u8,
    pub deloads: u32,
}

impl Standing {
    fn first(rule: &Progression) -> Self {
        Self { rule: rule.clone(), max_kg: rule.base.in_kg(), steps: 0, misses: 0, deloads: 0 }
    }

    fn made(&mut self) {
        self.max_kg += self.rule.step.in_kg();
        self.steps += 1;
        self.misses = 0;
    }

    fn missed(&mut self) {
        self.misses = self.misses.saturating_add(1);
        if let Some(deload) = self.rule.deload.filter(|deload| self.misses >= deload.after_misses) {
            self.max_kg *= 1.0 - deload.percent / 100.0;
            self.deloads += 1;
            self.misses = 0;
        }
    }

    /// The maximum in the progression's own unit.
    pub fn max(&self) -> Weight {
        let Weight { value, unit } = in_unit(self.max_kg, self.rule.base.unit);
        Weight { value: (value * 100.0).round() / 100.0, unit }
    }

    /// What a set of the exercise weighs now, loadable, in the progression's unit.
    pub fn prescribed(&self, set: &PlannedSet) -> Option<Weight> {
        let moved = self.max_kg - self.rule.base.in_kg();
        let by_weight = set.weight.map(|weight| (weight.in_kg() + moved, weight.unit));
        let by_share = set.percent_1rm.map(|percent| (self.max_kg * percent / 100.0, self.rule.base.unit));
        by_weight.or(by_share).map(|(kg, unit)| loadable(in_unit(kg, unit)))
    }
}

pub(crate) fn in_unit(kg: f64, unit: Unit) -> Weight {
    match unit {
        Unit::Kg => Weight { value: kg, unit },
        Unit::Lb => Weight { value: kg / Weight::KG_PER_LB, unit },
    }
}

/// All progressions of a plan, at each of its workouts.
#[derive(Clone, Debug)]
pub struct Ladder {
    before: HashMap<(WorkoutId, String), Standing>,
    now: Vec<Standing>,
}

impl Ladder {
    /// From the plan's first workout to its last, in the order of their days. `done`: what was done of a workout.
    pub fn climb<'a>(plan: &Plan, done: impl Fn(WorkoutId) -> Option<&'a WorkoutDone>, assumed: Assumed) -> Self {
        let mut now: Vec<Standing> = plan.progressions.iter().map(Standing::first).collect();
        let mut before = HashMap::new();
        let mut workouts: Vec<_> = plan.workouts.iter().collect();
        workouts.sort_by_key(|workout| workout.date);
        for workout in workouts {
            for standing in &mut now {
                let key = key_of(&standing.rule.exercise);
                let planned: Vec<&PlannedExercise> =
                    workout.exercises.iter().filter(|one| key_of(&one.name) == key).collect();
                if planned.is_empty() {
                    continue;
                }
                before.insert((workout.workout_id, key), standing.clone());
                // One workout, one step, however often the exercise stands in it.
                let advancing: Vec<&PlannedExercise> = planned.into_iter().filter(|one| one.advances).collect();
                match (advancing.is_empty(), done(workout.workout_id), assumed) {
                    (true, ..) | (false, None, Assumed::Nothing) => {}
                    (false, None, Assumed::Made) => standing.made(),
                    (false, Some(done), _) if was_made(&advancing, done, standing) => standing.made(),
                    (false, Some(_), _) => standing.missed(),
                }
            }
        }
        Self { before, now }
    }

    /// Where the progression of an exercise stood before a workout: what its sets are prescribed by.
    pub fn before(&self, workout: WorkoutId, exercise: &str) -> Option<&Standing> {
        self.before.get(&(workout, key_of(exercise)))
    }

    /// Where all stand after what was done.
    pub fn now(&self) -> &[Standing] {
        &self.now
    }
}

/// Whether every planned set has a done one of its own that is as heavy and as long, and not harder than prescribed.
fn was_made(planned: &[&PlannedExercise], done: &WorkoutDone, standing: &Standing) -> bool {
    let key = key_of(&standing.rule.exercise);
    let is_it = |exercise: &&DoneExercise| key_of(&exercise.name) == key;
    let mut left: Vec<&DoneSet> = done.exercises_summary.iter().filter(is_it).flat_map(|one| &one.sets).collect();
    let mut wanted: Vec<(&PlannedSet, f64)> = planned
        .iter()
        .flat_map(|exercise| &exercise.sets)
        .map(|set| (set, standing.prescribed(set).map_or(0.0, Weight::in_kg)))
        .collect();
    // The heaviest find their match first; each takes the least that will do.
    wanted.sort_by(|a, b| (b.1, b.0.reps).partial_cmp(&(a.1, a.0.reps)).unwrap_or(std::cmp::Ordering::Equal));
    left.sort_by(|a, b| {
        (a.weight.in_kg(), a.reps).partial_cmp(&(b.weight.in_kg(), b.reps)).unwrap_or(std::cmp::Ordering::Equal)
    });
    wanted.into_iter().all(|(set, kg)| {
        let fits = |done: &&DoneSet| {
            let is_harder = set.rpe.zip(done.rpe).is_some_and(|(most, rpe)| rpe > most);
            done.reps >= set.reps && done.weight.in_kg() >= kg - TOLERANCE_KG && !is_harder
        };
        match left.iter().position(fits) {
            Some(found) => {
                left.remove(found);
                true
            }
            None => false,
        }
    })
}
