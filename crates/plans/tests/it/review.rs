use chrono::NaiveDate;
use serde_json::json;
use taper_events::athlete::Weekday;
use taper_events::training::Plan;
use taper_plans::{Facts, Warning, WarningCode, planned_stress, review};
use taper_science::load::{DailyStress, Form, projected};

use crate::{day, id, plan};

fn with_days(days: &[&str]) -> Plan {
    let workouts: Vec<_> = days
        .iter()
        .zip(1..)
        .map(|(day, n)| json!({"workout_id": id(n).0, "date": day, "exercises": [
            {"name": "Deadlift", "sets": [{"reps": 2, "percent_1rm": 90, "rest_seconds": 600}, {"reps": 2, "percent_1rm": 90}]}]}))
        .collect();
    plan(json!({
        "start_date": "2027-01-04", "comp_date": "2027-01-31", "time_zone": "Europe/Oslo", "training_days_per_week": 3,
        "workouts": workouts
    }))
}

fn facts(plan: &Plan) -> Facts<'_> {
    Facts {
        plan,
        session_minutes: None,
        spares_deadlifts: false,
        unavailable_days: &[],
        unavailable_dates: &[],
        min_tsb: None,
        projected: &[],
        unknown: 0,
        max_of: &|_| None,
    }
}

fn told(facts: &Facts<'_>) -> Vec<(WarningCode, Option<NaiveDate>, f64)> {
    review(facts).into_iter().map(|Warning { code, date, value, .. }| (code, date, value.unwrap_or_default())).collect()
}

#[test]
fn a_quiet_plan_is_not_warned_of() {
    assert_eq!(told(&facts(&with_days(&["2027-01-04", "2027-01-06", "2027-01-08"]))), []);
}

#[test]
fn too_many_days_and_no_rest_are_told() {
    let days: Vec<String> = (4..=10).map(|n| format!("2027-01-{n:02}")).collect();
    let plan = with_days(&days.iter().map(String::as_str).collect::<Vec<_>>());
    let monday = Some(day("2027-01-04"));
    assert_eq!(told(&facts(&plan)), [(WarningCode::TooManyDays, monday, 7.0), (WarningCode::NoRestDay, monday, 7.0)]);
}

#[test]
fn long_sessions_and_days_off_are_told_by_their_workout() {
    let plan = with_days(&["2027-01-04"]);
    // Warm-up, change, twice two repetitions and ten minutes between them.
    let short = Facts { session_minutes: Some(10), ..facts(&plan) };
    assert_eq!(told(&short), [(WarningCode::SessionTooLong, Some(day("2027-01-04")), 16.3)]);
    let off = Facts { unavailable_days: &[Weekday::Monday], ..facts(&plan) };
    assert_eq!(told(&off)[0].0, WarningCode::DayUnavailable);
    let dates = [day("2027-01-04")];
    let off = Facts { unavailable_dates: &dates, ..facts(&plan) };
    assert_eq!(review(&off)[0].workout_id, Some(id(1)));
}

#[test]
fn heavy_deadlifts_right_before_the_day_are_told() {
    let plan = with_days(&["2027-01-20", "2027-01-26"]);
    assert_eq!(told(&facts(&plan)), [(WarningCode::DeadliftTooLate, Some(day("2027-01-26")), 5.0)]);
    let spared = Facts { spares_deadlifts: true, ..facts(&plan) };
    assert_eq!(told(&spared).len(), 2);
}

#[test]
fn what_the_load_leads_to_is_told() {
    let plan = with_days(&["2027-01-04"]);
    let standing = Form { day: day("2027-01-03"), ctl: 50.0, atl: 50.0, tsb: 0.0 };
    let hard: DailyStress = day("2027-01-04").iter_days().take(28).map(|day| (day, 150.0)).collect();
    let curve: Vec<Form> = projected(standing, &hard, plan.comp_date).into_iter().map(|one| one.0).collect();
    let codes: Vec<WarningCode> =
        told(&Facts { projected: &curve, ..facts(&plan) }).into_iter().map(|one| one.0).collect();
    assert_eq!(codes, [WarningCode::RampTooSteep, WarningCode::TooTired, WarningCode::NotFresh]);
    let resting: Vec<Form> =
        projected(standing, &DailyStress::new(), plan.comp_date).into_iter().map(|one| one.0).collect();
    assert_eq!(told(&Facts { projected: &resting, ..facts(&plan) }), []);
    let careful = Facts { projected: &curve, min_tsb: Some(-5.0), ..facts(&plan) };
    assert_eq!(review(&careful).iter().find(|one| one.code == WarningCode::TooTired).unwrap().limit, Some(-5.0));
}

#[test]
fn unknown_load_is_told() {
    let plan = with_days(&[]);
    assert_eq!(told(&Facts { unknown: 3, ..facts(&plan) }), [(WarningCode::LoadUnknown, None, 3.0)]);
}

#[test]
fn stress_is_effort_over_time_and_nothing_is_guessed() {
    let mut plan = with_days(&["2027-01-04"]);
    // 976 seconds at RPE 8.27, which two repetitions with 90 % are.
    let stress = planned_stress(&plan.workouts[0], &|_| None).unwrap();
    assert!((stress - 976.0 / 3600.0 * 105.3).abs() < 0.1, "{stress}");
    plan.workouts[0].exercises[0].sets.iter_mut().for_each(|set| set.percent_1rm = None);
    assert_eq!(planned_stress(&plan.workouts[0], &|_| None), None);
    plan.workouts[0].exercises.clear();
    plan.workouts[0].endurance =
        serde_json::from_value(json!({"sport": "ride", "duration_seconds": 3600, "target_tss": 55})).ok();
    assert_eq!(planned_stress(&plan.workouts[0], &|_| None), Some(55.0));
}
