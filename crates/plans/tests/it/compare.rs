use serde_json::json;
use taper_events::training::Plan;
use taper_plans::{Assumed, Ladder, compare};

use crate::{done, id, plan};

fn a_plan() -> Plan {
    plan(json!({
        "start_date": "2027-01-04", "comp_date": "2027-03-06", "time_zone": "Europe/Oslo", "training_days_per_week": 3,
        "workouts": [{"workout_id": id(1).0, "date": "2027-01-04", "exercises": [
            {"name": "Squat", "sets": [{"reps": 5, "weight": {"value": 100, "unit": "kg"}, "rpe": 8}]},
            {"name": "Bench press", "sets": [{"reps": 3, "percent_1rm": 80}]},
            {"name": "Squat", "sets": [{"reps": 8, "weight": {"value": 80, "unit": "kg"}}]}
        ]}]
    }))
}

#[test]
fn what_was_not_done_stands_as_planned() {
    let plan = a_plan();
    let ladder = Ladder::climb(&plan, |_| None, Assumed::Nothing);
    let compared = compare(&plan.workouts[0], None, &ladder, &|_| None);
    assert_eq!((compared.sets_planned, compared.sets_done, compared.load_done_kg), (3, 0, 0.0));
    assert_eq!(compared.load_planned_kg, None, "of the bench nobody knows the maximum");
    let known = compare(&plan.workouts[0], None, &ladder, &|_| Some(101.0));
    // 80 % of 101 kg, to 2.5 kg: 80.
    assert_eq!(known.load_planned_kg, Some(500.0 + 240.0 + 640.0));
    assert_eq!(known.exercises[1].sets[0].prescribed.unwrap().value, 80.0);
}

#[test]
fn sets_stand_side_by_side_with_their_differences_and_what_was_more_follows() {
    let plan = a_plan();
    let mut lifted = done("squat", &[(5, 102.5), (6, 80.0), (10, 60.0)]);
    lifted.exercises_summary[0].sets[0].rpe = Some(9.0);
    lifted.exercises_summary.extend(done("Pull-up", &[(10, 0.0)]).exercises_summary);
    let ladder = Ladder::climb(&plan, |_| None, Assumed::Nothing);
    let compared = compare(&plan.workouts[0], Some(&lifted), &ladder, &|_| None);
    let first = &compared.exercises[0].sets[0];
    assert_eq!((first.reps_difference, first.weight_difference, first.rpe_difference), (Some(0), Some(2.5), Some(1.0)));
    assert_eq!(compared.exercises[0].sets.len(), 1);
    let again = &compared.exercises[2].sets;
    assert_eq!((again[0].reps_difference, again[0].weight_difference), (Some(-2), Some(0.0)));
    assert!(again[1].planned.is_none() && again[1].done.as_ref().unwrap().reps == 10);
    assert!(compared.exercises[1].sets[0].done.is_none());
    let beside = &compared.exercises[3];
    assert_eq!((beside.name.as_str(), beside.sets[0].planned.is_none()), ("Pull-up", true));
    assert_eq!((compared.sets_done, compared.load_done_kg), (4, 512.5 + 480.0 + 600.0));
}

#[test]
fn a_progression_prescribes_what_it_stands_at() {
    let mut plan = a_plan();
    plan.progressions = serde_json::from_value(
        json!([{"exercise": "Bench press", "base": {"value": 100, "unit": "kg"}, "step": {"value": 2.5, "unit": "kg"}}]),
    )
    .unwrap();
    let ladder = Ladder::climb(&plan, |_| None, Assumed::Nothing);
    let compared = compare(&plan.workouts[0], None, &ladder, &|_| Some(300.0));
    assert_eq!(compared.exercises[1].sets[0].prescribed.unwrap().value, 80.0);
}
