//! What a plan may not say, beyond what its schema forbids.

use std::collections::HashSet;

use taper_events::training::{Plan, PlannedSet};
use taper_events::{FieldError, WorkoutId};
use taper_plans::key_of;

use crate::domain::reminder;

/// What contradicts itself in a plan. `taken`: those of its workouts whose ids belong to another plan or person.
pub(crate) fn faults(plan: &Plan, taken: &[WorkoutId]) -> Vec<FieldError> {
    let mut faults = Vec::new();
    if plan.comp_date < plan.start_date {
        let message = "The competition day is before the first day.";
        faults.push(FieldError::new("/comp_date", "before_start", message));
    }
    let mut seen = HashSet::new();
    for (i, workout) in plan.workouts.iter().enumerate() {
        let mut fault = |field: &str, code, message| {
            faults.push(FieldError::new(format!("/workouts/{i}/{field}"), code, message));
        };
        if !(plan.start_date..=plan.comp_date).contains(&workout.date) {
            fault("date", "outside_plan", "It is not between the first and the competition day.");
        }
        if !seen.insert(workout.workout_id) {
            fault("workout_id", "duplicate", "Another workout of this plan has this id.");
        }
        if taken.contains(&workout.workout_id) {
            fault("workout_id", "id_taken", "Choose another id.");
        }
        for (j, exercise) in workout.exercises.iter().enumerate() {
            for (k, set) in exercise.sets.iter().enumerate() {
                if let Some((field, code, message)) = set_fault(set) {
                    fault(&format!("exercises/{j}/sets/{k}/{field}"), code, message);
                }
            }
        }
    }
    let mut followed = HashSet::new();
    for (i, progression) in plan.progressions.iter().enumerate() {
        if !followed.insert(key_of(&progression.exercise)) {
            let message = "Another progression of this plan is of this exercise.";
            faults.push(FieldError::new(format!("/progressions/{i}/exercise"), "duplicate", message));
        }
    }
    for (i, reminder) in plan.reminders.iter().enumerate() {
        if let Some((field, code, message)) = reminder::fault(reminder) {
            faults.push(FieldError::new(format!("/reminders/{i}{field}"), code, message));
        }
    }
    faults
}

/// A set says its load in at most one way, and its effort in at most one way. Load and effort may
/// stand together ("100 kg, no harder than RPE 8"), and a set may say neither ("3 × 10 pull-ups").
fn set_fault(set: &PlannedSet) -> Option<(&'static str, &'static str, &'static str)> {
    if set.weight.is_some() && set.percent_1rm.is_some() {
        return Some(("percent_1rm", "two_loads", "Prescribe a weight or a share of the maximum, not both."));
    }
    if set.rpe.is_some() && set.rir.is_some() {
        return Some(("rir", "two_efforts", "Prescribe RPE or repetitions in reserve, not both."));
    }
    None
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use uuid::Uuid;

    use super::*;
    use crate::domain::plan::tests::a_plan;

    fn told(plan: &Plan) -> Vec<(String, String)> {
        faults(plan, &[]).into_iter().map(|fault| (fault.pointer, fault.code)).collect()
    }

    fn one(pointer: &str, code: &str) -> Vec<(String, String)> {
        vec![(pointer.to_owned(), code.to_owned())]
    }

    #[test]
    fn an_exercise_has_one_progression() {
        let mut plan = a_plan();
        let rule =
            json!({"exercise": "Squat", "base": {"value": 100, "unit": "kg"}, "step": {"value": 2.5, "unit": "kg"}});
        let other =
            json!({"exercise": " squat", "base": {"value": 80, "unit": "kg"}, "step": {"value": 5, "unit": "kg"}});
        plan.progressions = serde_json::from_value(json!([rule, other])).unwrap();
        assert_eq!(told(&plan), one("/progressions/1/exercise", "duplicate"));
    }

    #[test]
    fn a_sound_plan_has_no_faults() {
        assert_eq!(told(&a_plan()), []);
    }

    #[test]
    fn the_competition_day_is_not_before_the_start() {
        let mut plan = a_plan();
        plan.workouts.clear();
        plan.comp_date = plan.start_date;
        assert_eq!(told(&plan), []);
        plan.comp_date = "2027-01-03".parse().unwrap();
        assert_eq!(told(&plan), one("/comp_date", "before_start"));
    }

    #[test]
    fn workouts_stand_within_the_plan() {
        for day in ["2027-01-03", "2027-03-07"] {
            let mut plan = a_plan();
            plan.workouts[1].date = day.parse().unwrap();
            assert_eq!(told(&plan), one("/workouts/1/date", "outside_plan"));
        }
    }

    #[test]
    fn workout_ids_are_its_own_and_differ() {
        let mut plan = a_plan();
        plan.workouts[1].workout_id = plan.workouts[0].workout_id;
        assert_eq!(told(&plan), one("/workouts/1/workout_id", "duplicate"));
        let taken = faults(&a_plan(), &[WorkoutId(Uuid::from_u128(10))]);
        assert_eq!((taken[0].pointer.as_str(), taken[0].code.as_str()), ("/workouts/0/workout_id", "id_taken"));
    }

    #[test]
    fn a_set_says_load_and_effort_each_in_one_way() {
        let mut plan = a_plan();
        plan.workouts[0].exercises[0].sets[1].percent_1rm = Some(80.0);
        assert_eq!(told(&plan), one("/workouts/0/exercises/0/sets/1/percent_1rm", "two_loads"));
        let mut plan = a_plan();
        plan.workouts[0].exercises[0].sets[1].rir = Some(2.0);
        assert_eq!(told(&plan), one("/workouts/0/exercises/0/sets/1/rir", "two_efforts"));
    }

    #[test]
    fn a_reminder_is_told_by_its_place() {
        let mut plan = a_plan();
        plan.reminders[0].offset = Some("a week before".to_owned());
        assert_eq!(told(&plan), one("/reminders/0/offset", "offset_invalid"));
        plan.reminders[0].offset = None;
        assert_eq!(told(&plan), one("/reminders/0", "cron_or_offset"));
    }
}
