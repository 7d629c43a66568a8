//! How an athlete stands, day by day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use taper_events::Weight;
use taper_events::athlete::Lift;
use taper_events::training::{LiftMaximum, MaximumSource, MetricsUpdated};
use taper_science::load::{DailyStress, Form, actual};
use taper_science::one_rep_max::{LiftedSet, MeetResult, Source, current};
use taper_science::readiness::{Morning, readiness};

const LIFTS: [Lift; 3] = [Lift::Squat, Lift::Bench, Lift::Deadlift];

/// What was done on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct DayDone {
    /// Of those workouts that say how hard they were.
    pub stress: f64,
    pub workouts: u32,
    pub unknown: u32,
}

/// All that metrics are made of, in the athlete's own days.
#[derive(Debug, Default)]
pub(crate) struct History {
    pub days: BTreeMap<NaiveDate, DayDone>,
    pub sets: Vec<(Lift, LiftedSet)>,
    pub meets: Vec<(Lift, MeetResult)>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DayMetrics {
    pub done: DayDone,
    pub form: Form,
    pub readiness: Option<f64>,
    pub confidence: Option<f64>,
    pub maxima: Vec<LiftMaximum>,
}

impl History {
    pub(crate) fn add(&mut self, day: NaiveDate, stress: Option<f64>) {
        let done = self.days.entry(day).or_default();
        done.workouts += 1;
        done.unknown += u32::from(stress.is_none());
        done.stress += stress.unwrap_or_default();
    }

    /// The days from `first` through `today`, whether anything was done on them or not. Who did nothing until then has none.
    pub(crate) fn metrics(&self, first: NaiveDate, today: NaiveDate) -> Vec<DayMetrics> {
        let stress: DailyStress = self.days.iter().map(|(day, done)| (*day, done.stress)).collect();
        let days = actual(&stress, today).into_iter().map(|day| day.0).filter(|form| form.day >= first);
        days.map(|form| self.of_day(form)).collect()
    }

    fn of_day(&self, form: Form) -> DayMetrics {
        let morning = readiness(&Morning { tsb: Some(form.tsb), ..Morning::default() });
        DayMetrics {
            done: self.days.get(&form.day).copied().unwrap_or_default(),
            form,
            readiness: morning.map(|morning| morning.score),
            confidence: morning.map(|morning| morning.confidence),
            maxima: LIFTS.into_iter().filter_map(|lift| self.maximum(lift, form.day)).collect(),
        }
    }

    fn maximum(&self, lift: Lift, day: NaiveDate) -> Option<LiftMaximum> {
        let sets: Vec<LiftedSet> = self.sets.iter().filter(|(of, _)| *of == lift).map(|(_, set)| *set).collect();
        let meets: Vec<MeetResult> = self.meets.iter().filter(|(of, _)| *of == lift).map(|(_, meet)| *meet).collect();
        let max = current(&sets, &meets, day)?;
        let (source, sets, meet_day) = match max.source {
            Source::Sets(count) => (MaximumSource::Sets, u32::try_from(count).ok(), None),
            Source::Meet(day) => (MaximumSource::Meet, None, Some(day)),
        };
        Some(LiftMaximum { lift, weight: Weight::kg(max.weight), source, sets, meet_day })
    }
}

impl DayMetrics {
    /// A day of somebody of whom nothing is known.
    pub(crate) fn nothing(day: NaiveDate) -> Self {
        let form = Form { day, ctl: 0.0, atl: 0.0, tsb: 0.0 };
        Self { done: DayDone::default(), form, readiness: None, confidence: None, maxima: Vec::new() }
    }

    /// What is told of it. `since`: the first day that is not what it was.
    pub(crate) fn updated(&self, since: NaiveDate) -> MetricsUpdated {
        let Self { done, form, readiness, confidence, maxima } = self;
        MetricsUpdated {
            day: form.day,
            since,
            stress: done.stress,
            workouts: done.workouts,
            unknown: done.unknown,
            ctl: form.ctl,
            atl: form.atl,
            tsb: form.tsb,
            readiness: *readiness,
            confidence: *confidence,
            maxima: maxima.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_day_since_has_its_form_and_readiness_says_how_little_it_knows() {
        let mut history = History::default();
        history.add(day("2027-01-01"), Some(100.0));
        history.add(day("2027-01-01"), None);
        let days = history.metrics(day("2027-01-01"), day("2027-01-03"));
        assert_eq!(days.len(), 3);
        assert_eq!(days[0].done, DayDone { stress: 100.0, workouts: 2, unknown: 1 });
        assert_eq!(days[0].form.tsb, 0.0);
        assert!(days[1].form.tsb < 0.0 && days[1].done == DayDone::default());
        assert_eq!(days[1].confidence, Some(0.20));
        assert_eq!(history.metrics(day("2027-01-02"), day("2027-01-03")), days[1..]);
    }

    #[test]
    fn who_did_nothing_has_no_metrics() {
        assert_eq!(History::default().metrics(day("2027-01-01"), day("2027-02-01")), []);
    }

    #[test]
    fn maxima_are_of_their_day() {
        let set = |text: &str, weight: f64| (Lift::Squat, LiftedSet { day: day(text), weight, reps: 1 });
        let mut history = History { sets: vec![set("2027-01-01", 150.0); 3], ..History::default() };
        history.add(day("2027-01-01"), None);
        let days = history.metrics(day("2027-01-01"), day("2027-03-01"));
        assert_eq!(days[0].maxima[0].weight, Weight::kg(150.0));
        assert_eq!(days.last().unwrap().maxima, [], "six weeks later nothing is known any more");
    }
}
