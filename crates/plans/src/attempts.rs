//! The competition day itself.

use taper_events::Weight;
use taper_events::athlete::Lift;
use taper_events::training::{PlannedExercise, PlannedSet};

use crate::brief::{Brief, Locale};
use crate::exercises::Exercise;
use crate::progression::{BAR_KG, STEP_KG};

/// Shares of the maximum for the three attempts: an opener that is certain, a second that builds the total, a third that
/// is all there is. The rule is Taper's own.
const ATTEMPTS: [f64; 3] = [0.91, 0.96, 1.0];
const EFFORTS: [f64; 3] = [8.0, 9.0, 10.0];
const ORDER: [Lift; 3] = [Lift::Squat, Lift::Bench, Lift::Deadlift];

/// Nine attempts, in kilograms where the maximum is known, else by effort. Rising, each on the 2.5 kg grid and rounded down.
pub(crate) fn exercises(brief: &Brief, expected: impl Fn(Lift) -> Option<f64>) -> Vec<PlannedExercise> {
    let of = |lift| PlannedExercise {
        name: Exercise::Main(lift).name(brief.locale).to_owned(),
        notes: None,
        superset: None,
        advances: false,
        sets: expected(lift).map_or_else(by_effort, by_weight),
    };
    ORDER.map(of).to_vec()
}

fn by_weight(max: f64) -> Vec<PlannedSet> {
    let mut before = BAR_KG - STEP_KG;
    let attempt = |share: f64| {
        let rounded = (share * max / STEP_KG).floor() * STEP_KG;
        before = rounded.max(before + STEP_KG);
        single(Some(Weight::kg(before)), None)
    };
    ATTEMPTS.map(attempt).to_vec()
}

fn by_effort() -> Vec<PlannedSet> {
    EFFORTS.map(|rpe| single(None, Some(rpe))).to_vec()
}

fn single(weight: Option<Weight>, rpe: Option<f64>) -> PlannedSet {
    PlannedSet { reps: 1, weight, percent_1rm: None, rpe, rir: None, rest_seconds: None, notes: None }
}

pub(crate) fn title(locale: Locale, is_lifting: bool) -> &'static str {
    match (locale, is_lifting) {
        (Locale::En, true) => "Competition",
        (Locale::De, true) => "Wettkampf",
        (Locale::En, false) => "Event day",
        (Locale::De, false) => "Wettkampftag",
    }
}
