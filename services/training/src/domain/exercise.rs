//! One exercise as it was done: in a workout, and over the years.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::Serialize;
use taper_events::training::WorkoutDone;
use taper_events::{TimeZone, WorkoutId};
use taper_science::one_rep_max::{Formula, MAX_REPS, estimate};
use taper_science::volume::{WorkSet, volume};
use utoipa::ToSchema;

use crate::domain::maxima::kept_as;

/// Rep maxima are kept up to so many repetitions.
const MAX_RECORD_REPS: u16 = 10;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Set {
    pub reps: u16,
    pub kg: f64,
    pub rpe: Option<f64>,
}

/// All sets of an exercise in one workout.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Exercise {
    /// One name for all ways of writing it.
    pub key: String,
    /// As it was written.
    pub name: String,
    pub sets: Vec<Set>,
}

/// The exercises of a workout, each once, in their order. Sets without a repetition were not done.
pub(crate) fn exercises(done: &WorkoutDone) -> Vec<Exercise> {
    let mut exercises: Vec<Exercise> = Vec::new();
    for exercise in &done.exercises_summary {
        let made = exercise.sets.iter().filter(|set| set.reps > 0);
        let sets: Vec<Set> = made.map(|set| Set { reps: set.reps, kg: set.weight.in_kg(), rpe: set.rpe }).collect();
        let key = kept_as(&exercise.name);
        match exercises.iter_mut().find(|known| known.key == key) {
            _ if sets.is_empty() => {}
            Some(known) => known.sets.extend(sets),
            None => exercises.push(Exercise { key, name: exercise.name.clone(), sets }),
        }
    }
    exercises
}

/// What a workout is found by: its title, notes and exercises, in small letters.
pub(crate) fn words(done: &WorkoutDone) -> String {
    let names = done.exercises_summary.iter().map(|exercise| exercise.name.as_str());
    let texts = [done.title.as_deref(), done.notes.as_deref()].into_iter().flatten().chain(names);
    texts.collect::<Vec<_>>().join("\n").to_lowercase()
}

impl Set {
    pub(crate) fn e1rm_kg(self) -> Option<f64> {
        let reps = u32::from(self.reps);
        estimate(Formula::Epley, self.kg, reps).filter(|_| reps <= MAX_REPS)
    }
}

impl Exercise {
    pub(crate) fn load_kg(&self) -> f64 {
        volume(self.sets.iter().map(|set| WorkSet { weight: set.kg, reps: u32::from(set.reps) })).load
    }

    pub(crate) fn heaviest_kg(&self) -> Option<f64> {
        self.sets.iter().map(|set| set.kg).filter(|kg| *kg > 0.0).max_by(f64::total_cmp)
    }

    pub(crate) fn best_e1rm_kg(&self) -> Option<f64> {
        self.sets.iter().filter_map(|set| set.e1rm_kg()).max_by(f64::total_cmp)
    }
}

/// One exercise of one workout of the past.
#[derive(Clone, Debug)]
pub(crate) struct Past {
    pub workout_id: WorkoutId,
    pub performed_at: DateTime<Utc>,
    pub sets: Vec<Set>,
}

/// A best, and when it was first made.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct Best {
    /// kg.
    pub value: f64,
    pub reps: u16,
    /// kg.
    pub weight: f64,
    pub workout_id: WorkoutId,
    pub performed_at: DateTime<Utc>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
pub(crate) struct Records {
    /// Heaviest weight, with at least one repetition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heaviest: Option<Best>,
    /// Best estimate of the one-repetition maximum (Epley, up to ten repetitions).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub e1rm: Option<Best>,
    /// The heaviest weight for at least so many repetitions, by these, from 1 to 10.
    #[schema(max_items = 10)]
    pub rep_maxima: Vec<Best>,
}

/// A month of an exercise.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct Month {
    /// Its first day.
    pub month: NaiveDate,
    pub workouts: u32,
    pub sets: u32,
    pub reps: u32,
    /// Weight times repetitions, kg.
    pub load: f64,
    /// kg.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub best_e1rm: Option<f64>,
}

/// The records of an exercise. Who lifts a weight twice holds it since the first time.
pub(crate) fn records(past: &[Past]) -> Records {
    let mut oldest_first: Vec<&Past> = past.iter().collect();
    oldest_first.sort_by_key(|one| (one.performed_at, one.workout_id));
    let mut records = Records::default();
    let mut by_reps: Vec<Option<Best>> = vec![None; usize::from(MAX_RECORD_REPS)];
    for (one, set) in oldest_first.iter().flat_map(|one| one.sets.iter().map(move |set| (one, set))) {
        let best = |value: f64, reps: u16| Best {
            value,
            reps,
            weight: set.kg,
            workout_id: one.workout_id,
            performed_at: one.performed_at,
        };
        if set.kg > 0.0 {
            raise(&mut records.heaviest, best(set.kg, set.reps));
            for reps in 1..=set.reps.min(MAX_RECORD_REPS) {
                raise(&mut by_reps[usize::from(reps) - 1], best(set.kg, reps));
            }
        }
        if let Some(kg) = set.e1rm_kg() {
            raise(&mut records.e1rm, best(kg, set.reps));
        }
    }
    records.rep_maxima = by_reps.into_iter().flatten().collect();
    records
}

fn raise(record: &mut Option<Best>, best: Best) {
    if record.is_none_or(|standing| best.value > standing.value) {
        *record = Some(best);
    }
}

/// Months in which it was done, the oldest first, as days of a zone.
pub(crate) fn months(past: &[Past], zone: TimeZone) -> Vec<Month> {
    let mut months: std::collections::BTreeMap<NaiveDate, Month> = std::collections::BTreeMap::new();
    for one in past {
        let day = zone.day_of(one.performed_at);
        let first = day.with_day(1).unwrap_or(day);
        let month = months.entry(first).or_insert_with(|| Month {
            month: first,
            workouts: 0,
            sets: 0,
            reps: 0,
            load: 0.0,
            best_e1rm: None,
        });
        let done = volume(one.sets.iter().map(|set| WorkSet { weight: set.kg, reps: u32::from(set.reps) }));
        let best = one.sets.iter().filter_map(|set| set.e1rm_kg()).max_by(f64::total_cmp);
        month.workouts += 1;
        month.sets += done.sets;
        month.reps += done.reps;
        month.load += done.load;
        month.best_e1rm = [month.best_e1rm, best].into_iter().flatten().max_by(f64::total_cmp);
    }
    months.into_values().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;
    use uuid::Uuid;

    use super::*;

    fn past(n: u128, day: &str, sets: &[(u16, f64)]) -> Past {
        let sets = sets.iter().map(|(reps, kg)| Set { reps: *reps, kg: *kg, rpe: None }).collect();
        Past {
            workout_id: WorkoutId(Uuid::from_u128(n)),
            performed_at: format!("{day}T08:00:00Z").parse().unwrap(),
            sets,
        }
    }

    #[test]
    fn an_exercise_stands_once_whatever_it_is_called() {
        let set = |reps: u16| json!({"reps": reps, "weight": {"value": 100, "unit": "kg"}});
        let done: WorkoutDone = serde_json::from_value(json!({"duration_seconds": 60, "title": "Heavy", "exercises_summary": [
            {"name": "Squat", "sets": [set(5), set(0)]}, {"name": "Kniebeuge", "sets": [set(3)]}, {"name": "Row", "sets": [set(0)]}]}))
        .unwrap();
        let exercises = exercises(&done);
        assert_eq!((exercises.len(), exercises[0].sets.len(), exercises[0].load_kg()), (1, 2, 800.0));
        assert_eq!(words(&done), "heavy\nsquat\nkniebeuge\nrow");
    }

    #[test]
    fn records_are_the_best_and_since_the_first_time() {
        let all = [
            past(3, "2027-01-03", &[(1, 120.0), (5, 100.0)]),
            past(1, "2027-01-01", &[(5, 100.0)]),
            past(2, "2027-01-02", &[(20, 60.0)]),
        ];
        let records = records(&all);
        assert_eq!(records.heaviest.unwrap().value, 120.0);
        let e1rm = records.e1rm.unwrap();
        assert_eq!((e1rm.weight, e1rm.reps, e1rm.workout_id), (120.0, 1, WorkoutId(Uuid::from_u128(3))));
        let five = records.rep_maxima.iter().find(|best| best.reps == 5).unwrap();
        assert_eq!((five.weight, five.workout_id), (100.0, WorkoutId(Uuid::from_u128(1))));
        assert_eq!(records.rep_maxima[9].weight, 60.0);
    }

    #[test]
    fn months_are_those_of_the_zone() {
        let zone: TimeZone = "Pacific/Auckland".parse().unwrap();
        let mut late = past(1, "2027-01-31", &[(5, 100.0)]);
        late.performed_at = "2027-01-31T12:00:00Z".parse().unwrap();
        let months = months(&[late, past(2, "2027-01-15", &[(5, 90.0), (5, 90.0)])], zone);
        assert_eq!(months.len(), 2);
        assert_eq!((months[1].month.to_string().as_str(), months[1].load), ("2027-02-01", 500.0));
        assert_eq!((months[0].workouts, months[0].sets, months[0].reps), (1, 2, 10));
    }

    proptest! {
        /// For more repetitions nobody holds more weight.
        #[test]
        fn rep_maxima_never_rise(sets in prop::collection::vec((1_u16..15, 1.0_f64..300.0), 1..40)) {
            let all: Vec<Past> = sets.iter().zip(1..).map(|(set, n)| past(n, "2027-01-01", &[*set])).collect();
            let maxima = records(&all).rep_maxima;
            prop_assert!(maxima.is_sorted_by(|few, more| few.weight >= more.weight));
        }
    }
}
