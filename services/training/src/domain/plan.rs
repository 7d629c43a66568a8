//! Plans: dated workouts up to a competition day.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use taper_events::training::{Plan, PlanPersisted, PlanUpdated, PlannedWorkout};
use taper_events::{BasedOn, FieldError, PlanId, WorkoutId};

use crate::domain::plan_faults::faults;
use crate::domain::record::{Change, Record, Refusal};

pub(crate) type PlanRecord = Record<PlanId, Plan>;

const DAYS_PER_WEEK: i64 = 7;

/// What a creation leads to.
#[derive(Debug, PartialEq)]
pub(crate) enum Created {
    New(PlanRecord),
    /// This very plan stands already.
    Stands(PlanRecord),
}

/// A new plan. `taken`: those of its workouts whose ids belong to another plan or person.
pub(crate) fn created(
    standing: Option<&PlanRecord>,
    id: PlanId,
    plan: &Plan,
    taken: &[WorkoutId],
    change: &Change,
) -> Result<Created, Refusal> {
    match standing {
        Some(standing) if standing.body == *plan => Ok(Created::Stands(standing.clone())),
        Some(_) => Err(Refusal::Exists),
        None => {
            valid(plan, taken)?;
            not_over(plan, change)?;
            Ok(Created::New(Record::first(id, plan.clone(), change)))
        }
    }
}

impl PlanRecord {
    /// The plan after an edit, or why not.
    pub(crate) fn edited(&self, edit: &PlanUpdated, taken: &[WorkoutId], change: &Change) -> Result<Self, Refusal> {
        // The day of the zone that stood: an edit cannot gain a day by moving the plan elsewhere.
        let day = self.body.time_zone.day_of(change.made_at);
        if day > self.body.comp_date {
            return Err(Refusal::CompetitionIsOver);
        }
        self.is_what(&edit.based_on)?;
        valid(&edit.plan, taken)?;
        not_over(&edit.plan, change)?;
        Ok(self.next(with_original_dates(edit.plan.clone(), &self.body), change))
    }

    /// The plan's content as it would be after an edit, whichever version that is made on.
    pub(crate) fn simulated(&self, plan: &Plan, taken: &[WorkoutId], change: &Change) -> Result<Plan, Refusal> {
        let based_on = BasedOn { base_version: Some(self.version), after: None };
        let edit = PlanUpdated { plan_id: self.id, based_on, plan: plan.clone() };
        Ok(self.edited(&edit, taken, change)?.body)
    }

    pub(crate) fn persisted(&self) -> PlanPersisted {
        PlanPersisted {
            id: self.id,
            plan_id: self.id,
            version: self.version,
            last_change: self.last_change,
            updated_at: self.updated_at,
            deleted: self.deleted,
            plan: self.body.clone(),
        }
    }
}

/// A plan that would be new, if it may be.
pub(crate) fn simulated(plan: &Plan, taken: &[WorkoutId], change: &Change) -> Result<Plan, Refusal> {
    valid(plan, taken)?;
    not_over(plan, change)?;
    Ok(plan.clone())
}

/// Where a workout first stood, it keeps with it, however often and by whom it is moved.
fn with_original_dates(mut edited: Plan, standing: &Plan) -> Plan {
    let first: HashMap<WorkoutId, NaiveDate> = standing
        .workouts
        .iter()
        .map(|workout| (workout.workout_id, workout.original_date.unwrap_or(workout.date)))
        .collect();
    for workout in &mut edited.workouts {
        if let Some(first) = first.get(&workout.workout_id) {
            workout.original_date = (workout.date != *first).then_some(*first);
        }
    }
    edited
}

/// Workouts that an edit puts into a plan; of the others it is known whose they are.
pub(crate) fn added(edited: &[PlannedWorkout], standing: &[PlannedWorkout]) -> Vec<WorkoutId> {
    let own: HashSet<WorkoutId> = standing.iter().map(|workout| workout.workout_id).collect();
    edited.iter().map(|workout| workout.workout_id).filter(|id| !own.contains(id)).collect()
}

/// Whether the same workouts stand on the same days under the same titles: all that lists of workouts say of a plan.
pub(crate) fn is_laid_out_alike(a: &[PlannedWorkout], b: &[PlannedWorkout]) -> bool {
    let layout = |workouts: &[PlannedWorkout]| {
        workouts.iter().map(|w| (w.workout_id, w.date, w.title.clone())).collect::<Vec<_>>()
    };
    layout(a) == layout(b)
}

/// Whole weeks from `today` to the competition day; none in its last week and after it.
pub(crate) fn weeks_until_comp(comp_date: NaiveDate, today: NaiveDate) -> i64 {
    ((comp_date - today).num_days() / DAYS_PER_WEEK).max(0)
}

fn valid(plan: &Plan, taken: &[WorkoutId]) -> Result<(), Refusal> {
    let faults = faults(plan, taken);
    if faults.is_empty() { Ok(()) } else { Err(Refusal::Invalid(faults)) }
}

/// A plan whose day is over cannot be edited: nobody could mend or take back what is written into one.
fn not_over(plan: &Plan, change: &Change) -> Result<(), Refusal> {
    if plan.comp_date >= plan.time_zone.day_of(change.made_at) {
        return Ok(());
    }
    let message = "The competition day would be over already.";
    Err(Refusal::Invalid(vec![FieldError::new("/comp_date", "in_the_past", message)]))
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;
    use serde_json::json;
    use uuid::Uuid;

    use super::*;
    use crate::domain::record::tests::change;

    /// From Monday the fourth of January 2027 to Saturday the sixth of March, in Oslo.
    pub(crate) fn a_plan() -> Plan {
        serde_json::from_value(json!({
            "start_date": "2027-01-04", "comp_date": "2027-03-06", "time_zone": "Europe/Oslo",
            "training_days_per_week": 3,
            "workouts": [
                {"workout_id": Uuid::from_u128(10), "date": "2027-01-04", "exercises": [
                    {"name": "Squat", "sets": [{"reps": 5, "percent_1rm": 80}, {"reps": 5, "weight": {"value": 100, "unit": "kg"}, "rpe": 8}]}]},
                {"workout_id": Uuid::from_u128(11), "date": "2027-03-06"}
            ],
            "reminders": [{"offset": "-P7D", "channel": "push"}]
        }))
        .unwrap()
    }

    fn record() -> PlanRecord {
        Record::first(PlanId(Uuid::from_u128(5)), a_plan(), &change(1, 0))
    }

    fn edit(plan: Plan, base_version: i64) -> PlanUpdated {
        let based_on = BasedOn { base_version: Some(base_version), after: None };
        PlanUpdated { plan_id: record().id, based_on, plan }
    }

    fn named(name: &str) -> Plan {
        Plan { name: Some(name.to_owned()), ..a_plan() }
    }

    fn at(instant: &str) -> Change {
        Change { made_at: instant.parse().unwrap(), ..change(9, 0) }
    }

    #[test]
    fn a_sound_plan_is_created_with_version_one() {
        let id = record().id;
        let new = created(None, id, &a_plan(), &[], &change(1, 0)).unwrap();
        assert_eq!(new, Created::New(record()));
    }

    #[test]
    fn the_same_again_stands_and_another_with_its_id_is_refused() {
        let (standing, id) = (record(), record().id);
        let again = created(Some(&standing), id, &a_plan(), &[], &change(2, 1));
        assert_eq!(again, Ok(Created::Stands(standing.clone())));
        let other = created(Some(&standing), id, &named("other"), &[], &change(2, 1));
        assert_eq!(other, Err(Refusal::Exists));
    }

    #[test]
    fn an_edit_replaces_the_whole_plan() {
        let next = record().edited(&edit(named("morning"), 1), &[], &change(2, 1)).unwrap();
        assert_eq!((next.version, next.body), (2, named("morning")));
    }

    #[test]
    fn the_second_edit_of_one_version_is_refused() {
        let next = record().edited(&edit(named("morning"), 1), &[], &change(2, 1)).unwrap();
        let late = next.edited(&edit(named("evening"), 1), &[], &change(3, 2));
        assert_eq!(late, Err(Refusal::VersionConflict { newest: 2 }));
    }

    #[test]
    fn it_is_editable_to_the_end_of_competition_day_in_its_own_zone() {
        // Oslo is an hour ahead of UTC: the day ends there at 23:00 UTC.
        let edit = edit(named("a"), 1);
        assert!(record().edited(&edit, &[], &at("2027-03-06T22:59:59Z")).is_ok());
        assert_eq!(record().edited(&edit, &[], &at("2027-03-06T23:00:00Z")), Err(Refusal::CompetitionIsOver));
    }

    #[test]
    fn moving_it_to_another_zone_or_day_does_not_reopen_it() {
        let elsewhere = Plan { time_zone: "Pacific/Honolulu".parse().unwrap(), ..a_plan() };
        let over = record().edited(&edit(elsewhere, 1), &[], &at("2027-03-06T23:00:00Z"));
        assert_eq!(over, Err(Refusal::CompetitionIsOver));
        let later = Plan { comp_date: "2027-04-03".parse().unwrap(), ..a_plan() };
        let over = record().edited(&edit(later, 1), &[], &at("2027-03-07T12:00:00Z"));
        assert_eq!(over, Err(Refusal::CompetitionIsOver));
    }

    #[test]
    fn an_edit_cannot_end_the_plan_in_the_past() {
        let mut ended = a_plan();
        ended.workouts.truncate(1);
        ended.comp_date = "2027-01-10".parse().unwrap();
        let refused = record().edited(&edit(ended.clone(), 1), &[], &at("2027-01-11T12:00:00Z")).unwrap_err();
        assert_eq!(refused.errors()[0].pointer, "/comp_date");
        assert!(record().edited(&edit(ended, 1), &[], &at("2027-01-10T12:00:00Z")).is_ok());
    }

    #[test]
    fn a_moved_workout_keeps_its_first_day_whatever_the_edit_says_of_it() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let moved = |to: &str, said: Option<&str>| {
            let mut plan = a_plan();
            plan.workouts[0].date = day(to);
            plan.workouts[0].original_date = said.map(day);
            plan
        };
        let once = record().edited(&edit(moved("2027-01-05", None), 1), &[], &change(2, 1)).unwrap();
        assert_eq!(once.body.workouts[0].original_date, Some(day("2027-01-04")));
        let twice = once.edited(&edit(moved("2027-01-07", Some("2027-01-05")), 2), &[], &change(3, 2)).unwrap();
        assert_eq!(twice.body.workouts[0].original_date, Some(day("2027-01-04")));
        let back = twice.edited(&edit(moved("2027-01-04", Some("2027-01-05")), 3), &[], &change(4, 3)).unwrap();
        assert_eq!(back.body.workouts[0].original_date, None);
    }

    #[test]
    fn a_simulated_edit_is_refused_as_the_edit_would_be_but_for_its_version() {
        assert_eq!(record().simulated(&named("a"), &[], &change(2, 1)), Ok(named("a")));
        let over = record().simulated(&named("a"), &[], &at("2027-03-06T23:00:00Z"));
        assert_eq!(over, Err(Refusal::CompetitionIsOver));
        assert!(matches!(simulated(&a_plan(), &[], &at("2027-03-06T23:00:00Z")), Err(Refusal::Invalid(_))));
    }

    #[test]
    fn weeks_left_are_whole_and_never_negative() {
        let weeks = |today: &str| weeks_until_comp("2027-03-06".parse().unwrap(), today.parse().unwrap());
        assert_eq!(weeks("2027-02-06"), 4);
        assert_eq!(weeks("2027-02-07"), 3);
        assert_eq!(weeks("2027-02-28"), 0);
        assert_eq!(weeks("2027-03-06"), 0);
        assert_eq!(weeks("2027-06-01"), 0);
    }

    proptest! {
        /// Two devices edit in chains of their own; each edit stands on what its device last saw, or on
        /// its own edit before. What stands at the end is made of accepted edits alone, none overwritten unseen.
        #[test]
        fn no_edit_is_overwritten_unseen(steps in prop::collection::vec((0..2_usize, any::<bool>()), 1..40)) {
            let mut plan = record();
            let mut seen = [1_i64, 1];
            let mut last_own: [Option<Uuid>; 2] = [None, None];
            let mut accepted = 0;
            for (n, (device, looks_first)) in steps.into_iter().enumerate() {
                let change = change(100 + n as u128, n as i64);
                if looks_first {
                    seen[device] = plan.version;
                    last_own[device] = None;
                }
                let based_on = match last_own[device] {
                    Some(_) => BasedOn { base_version: None, after: last_own[device] },
                    None => BasedOn { base_version: Some(seen[device]), after: None },
                };
                let knew_newest = match last_own[device] {
                    Some(own) => own == plan.last_change,
                    None => seen[device] == plan.version,
                };
                let intent = PlanUpdated { based_on, ..edit(named(&n.to_string()), 0) };
                match plan.edited(&intent, &[], &change) {
                    Ok(next) => {
                        prop_assert!(knew_newest);
                        accepted += 1;
                        prop_assert_eq!(next.body.name.clone(), Some(n.to_string()));
                        plan = next;
                    }
                    Err(refusal) => {
                        prop_assert!(!knew_newest);
                        prop_assert_eq!(refusal, Refusal::VersionConflict { newest: plan.version });
                    }
                }
                last_own[device] = Some(change.id);
            }
            prop_assert_eq!(plan.version, 1 + accepted);
        }
    }
}
