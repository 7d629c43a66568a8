use std::collections::HashMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use taper_events::training::{Plan, WorkoutDone};
use taper_events::{Unit, WorkoutId};
use taper_plans::{Assumed, Ladder, key_of};

use crate::{done, id, plan};

const WORKOUTS: u128 = 6;

fn workout(n: u128) -> Value {
    json!({"workout_id": id(n).0, "date": format!("2027-01-{:02}", 3 + n), "exercises": [
        {"name": "Squat", "advances": true, "sets": [{"reps": 5, "percent_1rm": 75}, {"reps": 5, "percent_1rm": 75}]}]})
}

/// Six workouts of 5 × 75 % of 100 kg; each one made adds 2.5 kg, two misses in a row take off a tenth.
fn a_plan() -> Plan {
    plan(json!({
        "start_date": "2027-01-04", "comp_date": "2027-03-06", "time_zone": "Europe/Oslo", "training_days_per_week": 3,
        "workouts": (1..=WORKOUTS).map(workout).collect::<Vec<_>>(),
        "progressions": [{"exercise": "Squat", "base": {"value": 100, "unit": "kg"}, "step": {"value": 2.5, "unit": "kg"},
            "deload": {"after_misses": 2, "percent": 10}}]
    }))
}

fn climb(plan: &Plan, done: &HashMap<WorkoutId, WorkoutDone>) -> Ladder {
    Ladder::climb(plan, |id| done.get(&id), Assumed::Nothing)
}

fn max(done: &[(u128, WorkoutDone)]) -> (f64, u32, u8, u32) {
    let done = done.iter().map(|(n, done)| (id(*n), done.clone())).collect();
    let ladder = climb(&a_plan(), &done);
    let now = &ladder.now()[0];
    (now.max_kg, now.steps, now.misses, now.deloads)
}

fn made() -> WorkoutDone {
    done("squat", &[(5, 200.0), (5, 200.0)])
}

fn missed() -> WorkoutDone {
    done("Squat", &[(5, 75.0), (4, 75.0)])
}

#[test]
fn it_takes_one_step_for_each_workout_that_was_made() {
    assert_eq!(max(&[]), (100.0, 0, 0, 0));
    assert_eq!(max(&[(1, made())]), (102.5, 1, 0, 0));
    assert_eq!(max(&[(1, made()), (2, made())]), (105.0, 2, 0, 0));
}

#[test]
fn misses_in_a_row_take_weight_off_and_a_success_forgives_them() {
    assert_eq!(max(&[(1, missed())]), (100.0, 0, 1, 0));
    assert_eq!(max(&[(1, missed()), (2, missed())]), (90.0, 0, 0, 1));
    assert_eq!(max(&[(1, missed()), (2, made()), (3, missed())]), (102.5, 1, 1, 0));
}

#[test]
fn a_workout_that_was_left_out_is_no_miss() {
    assert_eq!(max(&[(1, missed()), (3, missed())]), (90.0, 0, 0, 1));
    assert_eq!(max(&[(4, made())]), (102.5, 1, 0, 0));
}

#[test]
fn each_workout_is_prescribed_by_what_stood_before_it() {
    let done = HashMap::from([(id(1), made()), (id(2), made())]);
    let plan = a_plan();
    let ladder = climb(&plan, &done);
    let kg = |n: u128| {
        let set = &plan.workouts[0].exercises[0].sets[0];
        ladder.before(id(n), "Squat").unwrap().prescribed(set).unwrap().value
    };
    // 75 % of 100, 102.5 and 105 kg, to the nearest 2.5 kg.
    assert_eq!([kg(1), kg(2), kg(3), kg(6)], [75.0, 77.5, 80.0, 80.0]);
}

#[test]
fn fewer_repetitions_less_weight_or_more_effort_is_a_miss() {
    let mut plan = a_plan();
    plan.workouts[0].exercises[0].sets[0].rpe = Some(8.0);
    let steps = |done: WorkoutDone| climb(&plan, &HashMap::from([(id(1), done)])).now()[0].steps;
    assert_eq!(steps(done("Squat", &[(5, 75.0), (5, 75.0)])), 1);
    assert_eq!(steps(done("Squat", &[(5, 75.0), (5, 74.0)])), 1, "half a step less is rounding");
    assert_eq!(steps(done("Squat", &[(5, 75.0), (5, 72.5)])), 0);
    assert_eq!(steps(done("Squat", &[(5, 75.0)])), 0);
    assert_eq!(steps(done("Bench press", &[(5, 75.0), (5, 75.0)])), 0);
    let mut hard = done("Squat", &[(5, 75.0), (5, 75.0)]);
    hard.exercises_summary[0].sets.iter_mut().for_each(|set| set.rpe = Some(9.0));
    assert_eq!(steps(hard), 0);
}

#[test]
fn warm_ups_and_order_do_not_matter() {
    let steps = |sets: &[(u16, f64)]| max(&[(1, done("Squat", sets))]).1;
    assert_eq!(steps(&[(8, 20.0), (5, 50.0), (5, 75.0), (5, 75.0)]), 1);
    assert_eq!(steps(&[(5, 75.0), (8, 20.0), (6, 80.0)]), 1);
}

#[test]
fn an_exercise_that_stands_twice_in_a_workout_is_one_step() {
    let mut plan = a_plan();
    let again = plan.workouts[0].exercises[0].clone();
    plan.workouts[0].exercises.push(again);
    let four = HashMap::from([(id(1), done("Squat", &[(5, 75.0); 4]))]);
    assert_eq!(climb(&plan, &four).now()[0].steps, 1);
    let two = HashMap::from([(id(1), done("Squat", &[(5, 75.0); 2]))]);
    assert_eq!(climb(&plan, &two).now()[0].steps, 0);
}

#[test]
fn pounds_stay_pounds() {
    let mut plan = a_plan();
    plan.progressions[0] = serde_json::from_value(
        json!({"exercise": "Squat", "base": {"value": 225, "unit": "lb"}, "step": {"value": 5, "unit": "lb"}}),
    )
    .unwrap();
    let ladder = climb(&plan, &HashMap::new());
    let set = &plan.workouts[0].exercises[0].sets[0];
    let weight = ladder.before(id(1), "Squat").unwrap().prescribed(set).unwrap();
    assert_eq!((weight.value, weight.unit), (170.0, Unit::Lb));
}

#[test]
fn names_are_one_however_they_are_written() {
    assert_eq!(key_of("  Close-Grip   bench "), "close grip bench");
    assert_eq!(key_of("KREUZHEBEN"), "kreuzheben");
}

fn outcome() -> impl Strategy<Value = Option<bool>> {
    prop::option::of(any::<bool>())
}

proptest! {
    /// Workouts arrive in any order and several times: where it stands is the same, and never more than one step a workout.
    #[test]
    fn no_order_and_no_repetition_changes_where_it_stands(
        outcomes in prop::collection::vec(outcome(), WORKOUTS as usize),
        arrivals in prop::collection::vec(0..WORKOUTS as usize, 0..30),
    ) {
        let what = |n: usize| outcomes[n].map(|is_made| if is_made { made() } else { missed() });
        let all: Vec<(u128, WorkoutDone)> = (0..outcomes.len()).filter_map(|n| Some((n as u128 + 1, what(n)?))).collect();
        let mut known = HashMap::new();
        let plan = a_plan();
        for n in arrivals {
            let before = climb(&plan, &known).now()[0].steps;
            if let Some(done) = what(n) {
                known.insert(id(n as u128 + 1), done);
            }
            prop_assert!(climb(&plan, &known).now()[0].steps <= before + 1);
        }
        for n in 0..outcomes.len() {
            if let Some(done) = what(n) {
                known.insert(id(n as u128 + 1), done);
            }
        }
        let standing = &climb(&plan, &known).now()[0].clone();
        prop_assert_eq!((standing.max_kg, standing.steps, standing.misses, standing.deloads), max(&all));
        prop_assert_eq!(standing.steps as usize, outcomes.iter().filter(|one| **one == Some(true)).count());
    }
}
