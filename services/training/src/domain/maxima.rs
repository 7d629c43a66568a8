//! What an athlete can lift once, exercise by exercise.

use std::collections::HashMap;

use chrono::NaiveDate;
use taper_events::athlete::{Lift, Settings};
use taper_events::training::WorkoutDone;
use taper_plans::{key_of, lift_of};
use taper_science::one_rep_max::{CurrentMax, LiftedSet, MeetResult, current};

/// Current maxima, kg.
#[derive(Debug, Default)]
pub(crate) struct Maxima(HashMap<String, CurrentMax>);

impl Maxima {
    /// From what was done lately and, of the lifts of the meet, from competitions that were written down. What was done
    /// must reach back as far as a meet counts ([`taper_science::one_rep_max::MEET_DAYS`]).
    pub(crate) fn of(done: &[(NaiveDate, WorkoutDone)], settings: Option<&Settings>, today: NaiveDate) -> Self {
        let mut sets: HashMap<String, Vec<LiftedSet>> = HashMap::new();
        for (day, done) in done {
            for exercise in &done.exercises_summary {
                let lifted = exercise.sets.iter().map(|set| LiftedSet {
                    day: *day,
                    weight: set.weight.in_kg(),
                    reps: u32::from(set.reps),
                });
                sets.entry(kept_as(&exercise.name)).or_default().extend(lifted);
            }
        }
        let mut meets: HashMap<String, Vec<MeetResult>> = HashMap::new();
        for (lift, result) in settings.into_iter().flat_map(meet_results) {
            meets.entry(lift.name().to_owned()).or_default().push(result);
            sets.entry(lift.name().to_owned()).or_default();
        }
        let of = |(key, sets): (String, Vec<LiftedSet>)| {
            let meets = meets.get(&key).map(Vec::as_slice).unwrap_or_default();
            Some((key, current(&sets, meets, today)?))
        };
        Self(sets.into_iter().filter_map(of).collect())
    }

    pub(crate) fn of_exercise(&self, name: &str) -> Option<CurrentMax> {
        self.0.get(&kept_as(name)).copied()
    }

    pub(crate) fn of_lift(&self, lift: Lift) -> Option<CurrentMax> {
        self.0.get(lift.name()).copied()
    }
}

/// Lifts of the meet are one under all their names; others as they are written.
pub(crate) fn kept_as(exercise: &str) -> String {
    lift_of(exercise).map_or_else(|| key_of(exercise), |lift| lift.name().to_owned())
}

/// The best good attempt of each lift at each competition.
pub(crate) fn meet_results(settings: &Settings) -> Vec<(Lift, MeetResult)> {
    let mut results = Vec::new();
    for competition in &settings.past_competitions {
        let day = competition.end_date.unwrap_or(competition.start_date);
        for lift in [Lift::Squat, Lift::Bench, Lift::Deadlift] {
            let good = competition.attempts.iter().filter(|attempt| attempt.good && attempt.lift == lift);
            let best = good.map(|attempt| attempt.weight.in_kg()).max_by(f64::total_cmp);
            results.extend(best.map(|weight| (lift, MeetResult { day, weight })));
        }
    }
    results
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use taper_science::one_rep_max::Source;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn lifted(exercise: &str, kg: f64) -> (NaiveDate, WorkoutDone) {
        let set = json!({"reps": 1, "weight": {"value": kg, "unit": "kg"}});
        let done = json!({"duration_seconds": 60, "exercises_summary": [{"name": exercise, "sets": [set]}]});
        (day("2027-01-04"), serde_json::from_value(done).unwrap())
    }

    #[test]
    fn a_lift_is_one_under_all_its_names_and_a_variation_is_another() {
        let done = [
            lifted("Squat", 150.0),
            lifted("Kniebeuge", 150.0),
            lifted("back squat", 150.0),
            lifted("Pause squat", 120.0),
        ];
        let maxima = Maxima::of(&done, None, day("2027-01-04"));
        let squat = maxima.of_lift(Lift::Squat).unwrap();
        assert_eq!((squat.weight, squat.source), (150.0, Source::Sets(3)));
        assert_eq!(maxima.of_exercise("KNIEBEUGE"), Some(squat));
        assert_eq!(maxima.of_exercise("Pause squat"), None, "one set says nothing");
    }

    #[test]
    fn a_meet_that_was_written_down_counts_by_its_best_good_attempt() {
        let attempt = |number: u8, kg: f64, good: bool| json!({"lift": "bench", "number": number, "weight": {"value": kg, "unit": "kg"}, "good": good});
        let settings: Settings = serde_json::from_value(json!({
            "weight": {"value": 82.5, "unit": "kg"}, "training_days_per_week": 3,
            "past_competitions": [{"start_date": "2026-12-01", "attempts": [attempt(1, 100.0, true), attempt(2, 105.0, true), attempt(3, 110.0, false)]}]
        }))
        .unwrap();
        let maxima = Maxima::of(&[], Some(&settings), day("2027-01-04"));
        let bench = maxima.of_lift(Lift::Bench).unwrap();
        assert_eq!((bench.weight, bench.source), (105.0, Source::Meet(day("2026-12-01"))));
    }
}
