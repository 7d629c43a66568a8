//! Training stress of workouts, planned and done.

use taper_events::training::{PlannedExercise, PlannedSet, PlannedWorkout, WorkoutDone, Zone};
use taper_science::effort::{stress_of_effort, stress_of_zone};
use taper_science::rpe::{Chart, from_reps_in_reserve};
use taper_science::statistics::mean;

use crate::session_time::seconds_of;

/// What a planned workout will cost: its target, else its zones, else its sets' mean effort over the time it will take.
/// None where nothing says how hard it is. `max_of`: the maximum of an exercise, kg.
pub fn planned_stress(workout: &PlannedWorkout, max_of: &dyn Fn(&str) -> Option<f64>) -> Option<f64> {
    let endurance = workout.endurance.as_ref().map(|endurance| endurance.target_tss.or(of_zones(&endurance.zones)));
    let lifting = (!workout.exercises.is_empty()).then(|| lifting_stress(workout, max_of));
    match (endurance, lifting) {
        (Some(endurance), Some(lifting)) => Some(endurance? + lifting?),
        (one, other) => one.or(other)?,
    }
}

fn lifting_stress(workout: &PlannedWorkout, max_of: &dyn Fn(&str) -> Option<f64>) -> Option<f64> {
    let lifted = PlannedWorkout { endurance: None, ..workout.clone() };
    let effort = |exercise: &PlannedExercise| -> Vec<f64> {
        let max = max_of(&exercise.name);
        exercise.sets.iter().filter_map(|set| effort_of(set, max)).collect()
    };
    let efforts: Vec<f64> = workout.exercises.iter().flat_map(effort).collect();
    stress_of_effort(f64::from(seconds_of(&lifted)), mean(&efforts)?)
}

/// The effort of a set: prescribed, or that of so many repetitions with its share of the maximum.
fn effort_of(set: &PlannedSet, max: Option<f64>) -> Option<f64> {
    let reserve = set.rir.and_then(from_reps_in_reserve);
    let lifted = set.weight.zip(max).map(|(weight, max)| weight.in_kg() / max * 100.0);
    let share = set.percent_1rm.or(lifted).and_then(|percent| Chart::STANDARD.rpe(u32::from(set.reps), percent));
    set.rpe.or(reserve).or(share)
}

/// The sum of the zones. None of no zones.
pub(crate) fn of_zones(zones: &[Zone]) -> Option<f64> {
    if zones.is_empty() {
        return None;
    }
    zones.iter().map(|zone| stress_of_zone(zone.zone, f64::from(zone.seconds))).sum()
}

/// What a workout cost: by the effort of the whole session, else by the mean effort of its sets, over the time it took.
/// None where no effort was written down.
pub fn done_stress(done: &WorkoutDone) -> Option<f64> {
    let sets = done.exercises_summary.iter().flat_map(|exercise| &exercise.sets);
    let efforts: Vec<f64> = sets.filter_map(|set| set.rpe.or(set.rir.and_then(from_reps_in_reserve))).collect();
    let rpe = done.rpe_summary.or_else(|| mean(&efforts))?;
    stress_of_effort(f64::from(done.duration_seconds), rpe)
}
