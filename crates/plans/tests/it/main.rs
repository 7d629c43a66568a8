//! What templates, progressions and reviews hold to, whoever the plan is for.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod compare;
mod generate;
mod progression;
mod review;

use chrono::NaiveDate;
use serde_json::{Value, json};
use taper_events::training::{Plan, WorkoutDone};
use taper_events::{TimeZone, WorkoutId};
use taper_plans::{Brief, Draft, generate};
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn id(n: u128) -> WorkoutId {
    WorkoutId(Uuid::from_u128(n))
}

/// A draft whose workouts are numbered from 1.
fn drafted(brief: &Brief) -> Draft {
    let mut n = 0;
    let mut next = || {
        n += 1;
        id(n)
    };
    generate(brief, &mut next).unwrap()
}

fn plan_of(brief: &Brief, draft: Draft) -> Plan {
    Plan {
        mission_id: None,
        name: None,
        start_date: brief.start,
        comp_date: brief.comp_date,
        time_zone: TimeZone(chrono_tz::Europe::Oslo),
        training_days_per_week: brief.days_per_week,
        workouts: draft.workouts,
        reminders: Vec::new(),
        progressions: draft.progressions,
    }
}

fn plan(value: Value) -> Plan {
    serde_json::from_value(value).unwrap()
}

/// What was done: sets of an exercise as repetitions and kilograms.
fn done(name: &str, sets: &[(u16, f64)]) -> WorkoutDone {
    let sets: Vec<Value> =
        sets.iter().map(|(reps, kg)| json!({"reps": reps, "weight": {"value": kg, "unit": "kg"}})).collect();
    serde_json::from_value(json!({"duration_seconds": 3600, "exercises_summary": [{"name": name, "sets": sets}]}))
        .unwrap()
}
