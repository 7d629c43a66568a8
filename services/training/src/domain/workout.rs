//! Workouts as they were done. A start and a completion may arrive in any order.

use chrono::{DateTime, Utc};
use taper_events::training::{WorkoutDone, WorkoutEdited, WorkoutPersisted, WorkoutStarted, WorkoutState};
use taper_events::{PlanId, WorkoutId};

use crate::domain::record::{Change, Record, Refusal};

pub(crate) type WorkoutRecord = Record<WorkoutId, Workout>;

/// At least one of the two is known.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Workout {
    pub start: Option<Start>,
    pub completion: Option<Completion>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Start {
    pub at: DateTime<Utc>,
    pub plan_id: Option<PlanId>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Completion {
    pub at: DateTime<Utc>,
    pub done: WorkoutDone,
}

/// The workout once it was begun; after its completion that only fills in the start. Begun on two
/// devices, the earlier start counts.
pub(crate) fn started(standing: Option<&WorkoutRecord>, intent: &WorkoutStarted, change: &Change) -> WorkoutRecord {
    let start = Start { at: intent.start_timestamp.min(change.made_at), plan_id: intent.plan_id };
    let Some(standing) = standing else {
        return Record::first(intent.workout_id, Workout { start: Some(start), completion: None }, change);
    };
    let known = standing.body.start.clone();
    let earlier = known.filter(|known| (known.at, known.plan_id) <= (start.at, start.plan_id)).unwrap_or(start);
    standing.next(Workout { start: Some(earlier), completion: standing.body.completion.clone() }, change)
}

/// The workout once it was completed. It need not have been begun or planned.
pub(crate) fn completed(
    standing: Option<&WorkoutRecord>,
    id: WorkoutId,
    done: &WorkoutDone,
    change: &Change,
) -> Result<WorkoutRecord, Refusal> {
    let completion = Some(Completion { at: change.made_at, done: done.clone() });
    match standing {
        None => Ok(Record::first(id, Workout { start: None, completion }, change)),
        Some(standing) if standing.body.completion.is_some() => Err(Refusal::AlreadyCompleted),
        Some(standing) => Ok(standing.next(Workout { start: standing.body.start.clone(), completion }, change)),
    }
}

impl WorkoutRecord {
    /// The workout with what was really done; when it was completed stays.
    pub(crate) fn edited(&self, edit: &WorkoutEdited, change: &Change) -> Result<Self, Refusal> {
        let Some(standing) = &self.body.completion else { return Err(Refusal::NotCompleted) };
        self.is_what(&edit.based_on)?;
        let completion = Some(Completion { at: standing.at, done: edit.done.clone() });
        Ok(self.next(Workout { start: self.body.start.clone(), completion }, change))
    }

    pub(crate) fn persisted(&self) -> WorkoutPersisted {
        let completion = self.body.completion.as_ref();
        WorkoutPersisted {
            id: self.id,
            workout_id: self.id,
            version: self.version,
            last_change: self.last_change,
            updated_at: self.updated_at,
            deleted: self.deleted,
            state: if completion.is_some() { WorkoutState::Completed } else { WorkoutState::Started },
            plan_id: self.body.plan_id(),
            start_timestamp: self.body.started_at(),
            completed_at: completion.map(|completion| completion.at),
            done: completion.map(|completion| completion.done.clone()),
        }
    }
}

impl Workout {
    /// When it began: what was written down as done goes before what the start said.
    pub(crate) fn started_at(&self) -> Option<DateTime<Utc>> {
        let done = self.completion.as_ref().and_then(|completion| completion.done.start_timestamp);
        done.or(self.start.as_ref().map(|start| start.at))
    }

    /// Training stress of what was done. None if nothing was, or nothing says how hard it was.
    pub(crate) fn stress(&self) -> Option<f64> {
        taper_plans::done_stress(&self.completion.as_ref()?.done)
    }

    pub(crate) fn plan_id(&self) -> Option<PlanId> {
        let done = self.completion.as_ref().and_then(|completion| completion.done.plan_id);
        done.or(self.start.as_ref().and_then(|start| start.plan_id))
    }

    /// Where it stands in the history: its start, but never after its end.
    pub(crate) fn performed_at(&self) -> Option<DateTime<Utc>> {
        let end = self.completion.as_ref().map(|completion| completion.at);
        match (self.started_at(), end) {
            (Some(start), Some(end)) => Some(start.min(end)),
            (start, end) => start.or(end),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;
    use taper_events::BasedOn;
    use uuid::Uuid;

    use super::*;
    use crate::domain::record::tests::change;

    const ID: WorkoutId = WorkoutId(Uuid::from_u128(7));
    const PLAN: PlanId = PlanId(Uuid::from_u128(8));

    fn start(minute: i64, plan_id: Option<PlanId>) -> WorkoutStarted {
        WorkoutStarted { plan_id, workout_id: ID, start_timestamp: change(0, minute).made_at }
    }

    fn done(notes: &str) -> WorkoutDone {
        WorkoutDone {
            title: None,
            plan_id: None,
            start_timestamp: None,
            duration_seconds: 3600,
            exercises_summary: Vec::new(),
            rpe_summary: None,
            notes: Some(notes.to_owned()),
        }
    }

    fn edit(notes: &str, base_version: i64) -> WorkoutEdited {
        let based_on = BasedOn { base_version: Some(base_version), after: None };
        WorkoutEdited { workout_id: ID, based_on, done: done(notes) }
    }

    #[test]
    fn started_then_completed() {
        let begun = started(None, &start(0, Some(PLAN)), &change(1, 0));
        assert_eq!(begun.persisted().state, WorkoutState::Started);
        let over = completed(Some(&begun), ID, &done("a"), &change(2, 60)).unwrap().persisted();
        assert_eq!((over.version, over.state, over.plan_id), (2, WorkoutState::Completed, Some(PLAN)));
        assert_eq!(over.start_timestamp, Some(change(0, 0).made_at));
        assert_eq!(over.completed_at, Some(change(0, 60).made_at));
    }

    #[test]
    fn a_start_after_the_completion_fills_in_the_start_and_undoes_nothing() {
        let over = completed(None, ID, &done("a"), &change(1, 60)).unwrap();
        let filled = started(Some(&over), &start(0, Some(PLAN)), &change(2, 61)).persisted();
        assert_eq!((filled.version, filled.state), (2, WorkoutState::Completed));
        assert_eq!((filled.start_timestamp, filled.plan_id), (Some(change(0, 0).made_at), Some(PLAN)));
        assert_eq!(filled.done, Some(done("a")));
    }

    #[test]
    fn what_was_written_down_as_done_goes_before_what_the_start_said() {
        let begun = started(None, &start(0, None), &change(1, 0));
        let said = change(0, 10).made_at;
        let done = WorkoutDone { start_timestamp: Some(said), plan_id: Some(PLAN), ..done("a") };
        let over = completed(Some(&begun), ID, &done, &change(2, 60)).unwrap();
        assert_eq!((over.body.started_at(), over.body.plan_id()), (Some(said), Some(PLAN)));
    }

    #[test]
    fn a_second_completion_is_refused() {
        let over = completed(None, ID, &done("a"), &change(1, 60)).unwrap();
        assert_eq!(completed(Some(&over), ID, &done("a"), &change(2, 61)), Err(Refusal::AlreadyCompleted));
    }

    #[test]
    fn only_a_completed_one_is_edited_and_keeps_when_it_was_completed() {
        let begun = started(None, &start(0, None), &change(1, 0));
        assert_eq!(begun.edited(&edit("b", 1), &change(2, 1)), Err(Refusal::NotCompleted));
        let over = completed(Some(&begun), ID, &done("a"), &change(2, 60)).unwrap();
        let edited = over.edited(&edit("b", 2), &change(3, 90)).unwrap().persisted();
        assert_eq!(edited.completed_at, Some(change(0, 60).made_at));
        assert_eq!(edited.done, Some(done("b")));
        assert_eq!(over.edited(&edit("b", 1), &change(3, 90)), Err(Refusal::VersionConflict { newest: 2 }));
    }

    #[test]
    fn a_start_in_the_future_is_one_of_now() {
        let begun = started(None, &start(600, None), &change(1, 0));
        assert_eq!(begun.body.performed_at(), Some(change(0, 0).made_at));
    }

    #[test]
    fn in_the_history_it_stands_where_it_began_and_never_after_its_end() {
        let late = WorkoutDone { start_timestamp: Some(change(0, 60).made_at + TimeDelta::days(300)), ..done("a") };
        let over = completed(None, ID, &late, &change(1, 60)).unwrap();
        assert_eq!(over.body.performed_at(), Some(change(0, 60).made_at));
        let unstarted = completed(None, ID, &done("a"), &change(1, 60)).unwrap();
        assert_eq!(unstarted.body.performed_at(), Some(change(0, 60).made_at));
    }

    /// An intent on its way.
    #[derive(Clone, Debug)]
    enum Sent {
        Start(i64, Option<PlanId>),
        Complete(Option<i64>),
    }

    fn take(standing: Option<WorkoutRecord>, sent: &Sent, n: u128) -> WorkoutRecord {
        let arrival = change(n, 60);
        match sent {
            Sent::Start(minute, plan) => started(standing.as_ref(), &start(*minute, *plan), &arrival),
            Sent::Complete(minute) => {
                let start_timestamp = minute.map(|minute| change(0, minute).made_at);
                let done = WorkoutDone { start_timestamp, ..done("a") };
                completed(standing.as_ref(), ID, &done, &arrival).unwrap()
            }
        }
    }

    fn arrive(sent: &[Sent]) -> Option<WorkoutRecord> {
        sent.iter().zip(1..).fold(None, |standing, (sent, n)| Some(take(standing, sent, n)))
    }

    /// Starts of several devices and one completion, in two orders.
    fn two_orders() -> impl Strategy<Value = (Vec<Sent>, Vec<Sent>)> {
        let start = (0..60_i64, prop::option::of(Just(PLAN))).prop_map(|(minute, plan)| Sent::Start(minute, plan));
        let completion = prop::option::of(0..60_i64).prop_map(Sent::Complete);
        (prop::collection::vec(start, 0..4), completion).prop_flat_map(|(mut sent, completion)| {
            sent.push(completion);
            (Just(sent.clone()), Just(sent).prop_shuffle())
        })
    }

    proptest! {
        #[test]
        fn any_order_of_arrival_ends_equal((one, other) in two_orders()) {
            prop_assert_eq!(arrive(&one), arrive(&other));
        }

        /// Edits queued behind one another are all taken; the same from a second device never.
        #[test]
        fn a_chain_of_own_edits_is_taken_whole(length in 1..20_u128, stranger in 0..20_u128) {
            let mut workout = completed(None, ID, &done("0"), &change(1, 0)).unwrap();
            let mut after = Uuid::from_u128(1);
            for n in 2..2 + length {
                if n == stranger {
                    let other = BasedOn { base_version: Some(workout.version - 1), after: None };
                    let late = WorkoutEdited { based_on: other, ..edit("late", 0) };
                    prop_assert!(workout.edited(&late, &change(1000 + n, 0)).is_err());
                }
                let behind = BasedOn { base_version: None, after: Some(after) };
                let next = WorkoutEdited { based_on: behind, ..edit(&n.to_string(), 0) };
                workout = workout.edited(&next, &change(n, 0)).unwrap();
                after = Uuid::from_u128(n);
            }
            prop_assert_eq!(workout.version, 1 + length as i64);
        }
    }
}
