//! How long a session takes.

use taper_events::training::{PlannedExercise, PlannedSet, PlannedWorkout};

/// Warming up as a whole.
const WARM_UP_SECONDS: u32 = 300;
/// Changing places and loading, for each exercise.
const CHANGE_SECONDS: u32 = 60;
/// One repetition.
const REPETITION_SECONDS: u32 = 4;
/// Between sets that do not say how long.
const USUAL_REST_SECONDS: u16 = 120;

/// An estimate in seconds: warm-up, changes, repetitions, and the rest between sets. Endurance says it itself.
pub fn seconds_of(workout: &PlannedWorkout) -> u32 {
    let lifting: u32 = workout.exercises.iter().map(seconds_of_exercise).sum();
    let endurance = workout.endurance.as_ref().map_or(0, |endurance| endurance.duration_seconds);
    let warm_up = if workout.exercises.is_empty() { 0 } else { WARM_UP_SECONDS };
    lifting.saturating_add(endurance).saturating_add(warm_up)
}

fn seconds_of_exercise(exercise: &PlannedExercise) -> u32 {
    let work: u32 = exercise.sets.iter().map(|set| u32::from(set.reps) * REPETITION_SECONDS).sum();
    let rest = |set: &PlannedSet| u32::from(set.rest_seconds.unwrap_or(USUAL_REST_SECONDS));
    let rests: u32 = exercise.sets.iter().rev().skip(1).map(rest).sum();
    CHANGE_SECONDS + work + rests
}

/// Takes sets away until the session fits, from the end and the least important first: assistance, then lighter lifts,
/// then the heavy ones, of which one set always stays. Whether anything was taken.
pub(crate) fn trim(workout: &mut PlannedWorkout, seconds: u32) -> bool {
    let mut trimmed = false;
    while seconds_of(workout) > seconds {
        let Some(longest) = next_to_shorten(&workout.exercises) else { break };
        trimmed = true;
        // What leads up to the heaviest set goes before it does.
        workout.exercises[longest].sets.remove(0);
        if workout.exercises[longest].sets.is_empty() {
            workout.exercises.remove(longest);
        }
    }
    trimmed
}

/// Which exercise gives up a set next: the last with more than one; if all have one, the last; never the very last set.
fn next_to_shorten(exercises: &[PlannedExercise]) -> Option<usize> {
    let with_several = exercises.iter().rposition(|exercise| exercise.sets.len() > 1);
    let is_assistance = |exercise: &PlannedExercise| exercise.sets.iter().any(|set| set.rir.is_some());
    let assistance = exercises.iter().rposition(is_assistance).filter(|_| exercises.len() > 1);
    assistance.or(with_several).or_else(|| exercises.len().checked_sub(1).filter(|last| *last > 0))
}
