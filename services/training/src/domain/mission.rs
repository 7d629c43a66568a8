//! Missions: goal events, and how they move from preparation to their end.

use chrono::{DateTime, Utc};
use taper_events::training::{Mission, MissionPersisted, MissionProgress, MissionState, MissionSubmitted};
use taper_events::{BasedOn, MissionId};

use crate::domain::mission_faults::faults;
use crate::domain::mission_moves::{Move, due, next, reason_of_dates};
use crate::domain::points::Score;
use crate::domain::record::{Change, Record, Refusal, Submitted};
use crate::domain::stage::StageRecord;

pub(crate) type MissionRecord = Record<MissionId, Standing>;

/// A mission, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Standing {
    pub mission: Mission,
    pub state: MissionState,
    /// The version that the last edit made; those behind it are moves of the state.
    pub edited_version: i64,
    /// When it next moves on by its dates. None if it is complete, or was moved back by hand.
    pub moves_at: Option<DateTime<Utc>>,
}

/// A new mission, or the whole of one that stands.
pub(crate) fn submitted(
    standing: Option<&MissionRecord>,
    id: MissionId,
    intent: &MissionSubmitted,
    change: &Change,
) -> Result<Submitted<MissionRecord>, Refusal> {
    let mission = &intent.mission;
    let is_first = intent.based_on.is_first();
    match standing {
        None if !is_first => return Err(Refusal::NotFound),
        Some(standing) if is_first && standing.body.mission == *mission => {
            return Ok(Submitted::Stands(standing.clone()));
        }
        Some(_) if is_first => return Err(Refusal::Exists),
        Some(standing) => standing.is_content(&intent.based_on)?,
        None => {}
    }
    let faults = faults(mission);
    if !faults.is_empty() {
        return Err(Refusal::Invalid(faults));
    }
    Ok(match standing {
        Some(standing) => Submitted::Edited(standing.with_content(mission, change)),
        None => Submitted::New(Record::first(id, Standing::new(mission), change)),
    })
}

impl Standing {
    fn new(mission: &Mission) -> Self {
        let state = MissionState::Prep;
        Self { mission: mission.clone(), state, edited_version: 1, moves_at: due(state, mission) }
    }
}

impl MissionRecord {
    /// Whether an edit was made on this very content. Moves of the state since then change nothing that an edit says.
    fn is_content(&self, based_on: &BasedOn) -> Result<(), Refusal> {
        let since_last_edit = self.body.edited_version..=self.version;
        let base_version =
            based_on.base_version.map(|base| if since_last_edit.contains(&base) { self.version } else { base });
        self.is_what(&BasedOn { base_version, ..*based_on })
    }

    fn with_content(&self, mission: &Mission, change: &Change) -> Self {
        let dates = |m: &Mission| (m.prep_start, m.event_start, m.event_end, m.time_zone);
        let is_moved = dates(mission) != dates(&self.body.mission);
        let moves_at = if is_moved { due(self.body.state, mission) } else { self.body.moves_at };
        let body =
            Standing { mission: mission.clone(), moves_at, edited_version: self.version + 1, ..self.body.clone() };
        self.next(body, change)
    }

    /// Its tombstone, if the deletion knew what stands. One that states no base is meant whatever stands.
    pub(crate) fn deleted(&self, based_on: &BasedOn, change: &Change) -> Result<Self, Refusal> {
        if based_on.is_stated() {
            self.is_content(based_on)?;
        }
        self.removed(&BasedOn::default(), change)
    }

    /// The mission one step further, or for who may do that, one back.
    pub(crate) fn moved(
        &self,
        to: MissionState,
        reason: Option<String>,
        may_go_back: bool,
        change: &Change,
    ) -> Result<(Self, Move), Refusal> {
        let from = self.body.state;
        if next(from) == Some(to) {
            return Ok(self.step(to, due(to, &self.body.mission), reason, change));
        }
        if may_go_back && (from, to) == (MissionState::Training, MissionState::Prep) {
            // Where that day has come already, its dates would undo this at once: it stays until it is moved, or they are.
            let moves_at = due(to, &self.body.mission).filter(|at| *at > change.taken_at);
            return Ok(self.step(to, moves_at, reason, change));
        }
        Err(Refusal::TransitionNotAllowed { from })
    }

    /// The mission after every step that is due by its dates, and these steps. `change`: the system's.
    pub(crate) fn advanced(&self, change: &Change) -> (Self, Vec<Move>) {
        let (mut record, mut moves) = (self.clone(), Vec::new());
        while record.body.moves_at.is_some_and(|at| at <= change.taken_at)
            && let Some(to) = next(record.body.state)
        {
            let reason = reason_of_dates(record.body.state).to_owned();
            let (next, step) = record.step(to, due(to, &record.body.mission), Some(reason), change);
            record = next;
            moves.push(step);
        }
        (record, moves)
    }

    fn step(
        &self,
        to: MissionState,
        moves_at: Option<DateTime<Utc>>,
        reason: Option<String>,
        change: &Change,
    ) -> (Self, Move) {
        let body = Standing { state: to, moves_at, ..self.body.clone() };
        // What an edit is queued behind is an edit.
        let next = Self { last_change: self.last_change, ..self.next(body, change) };
        let (version, from, at) = (next.version, self.body.state, change.taken_at);
        (next, Move { version, from, to, actor: change.actor, reason, at })
    }

    /// What its stages, all of them, come to.
    pub(crate) fn score<'a>(&self, stages: impl IntoIterator<Item = &'a StageRecord>) -> Score {
        Score::of(self.body.mission.points_schema.as_ref(), stages.into_iter().map(|stage| &stage.body.stage))
    }

    pub(crate) fn persisted(&self, progress: MissionProgress) -> MissionPersisted {
        MissionPersisted {
            id: self.id,
            mission_id: self.id,
            version: self.version,
            last_change: self.last_change,
            updated_at: self.updated_at,
            deleted: self.deleted,
            state: self.body.state,
            mission: self.body.mission.clone(),
            progress,
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use MissionState::{EventActive, MissionComplete, Prep, Training};
    use chrono::TimeDelta;
    use proptest::prelude::*;
    use serde_json::{Value, json};
    use taper_events::SYSTEM_USER;
    use uuid::Uuid;

    use super::*;
    use crate::domain::record::tests::{ME, change};

    const ID: MissionId = MissionId(Uuid::from_u128(7));
    const STATES: [MissionState; 4] = [Prep, Training, EventActive, MissionComplete];

    /// Prepared for from the first of February 2027, ridden from the fifth to the seventh of March, in Oslo.
    pub(crate) fn a_mission(other: &Value) -> Mission {
        let mut mission = json!({
            "name": "Tour of the Fjords", "mission_type": "stage_race", "timezone": "Europe/Oslo",
            "prep_start": "2027-02-01", "event_start": "2027-03-05", "event_end": "2027-03-07",
        });
        mission.as_object_mut().unwrap().extend(other.as_object().unwrap().clone());
        serde_json::from_value(mission).unwrap()
    }

    fn intent(mission: Mission, based_on: BasedOn) -> MissionSubmitted {
        MissionSubmitted { mission_id: None, based_on, mission }
    }

    fn version(base_version: i64) -> BasedOn {
        BasedOn { base_version: Some(base_version), after: None }
    }

    fn record() -> MissionRecord {
        let first = intent(a_mission(&json!({})), BasedOn::default());
        match submitted(None, ID, &first, &change(1, 0)) {
            Ok(Submitted::New(new)) => new,
            other => panic!("{other:?}"),
        }
    }

    fn edited(record: &MissionRecord, other: &Value, based_on: BasedOn) -> Result<MissionRecord, Refusal> {
        match submitted(Some(record), ID, &intent(a_mission(other), based_on), &change(9, 0))? {
            Submitted::Edited(edited) => Ok(edited),
            other => panic!("{other:?}"),
        }
    }

    fn at(instant: &str) -> Change {
        let at = instant.parse().unwrap();
        Change { actor: SYSTEM_USER, made_at: at, taken_at: at, ..change(9, 0) }
    }

    fn state_at(record: &MissionRecord, instant: &str) -> MissionState {
        record.advanced(&at(instant)).0.body.state
    }

    #[test]
    fn it_is_new_once_and_the_same_again_stands() {
        let (first, standing) = (intent(a_mission(&json!({})), version(0)), record());
        assert_eq!((standing.version, standing.body.state), (1, Prep));
        assert_eq!(submitted(Some(&standing), ID, &first, &change(2, 1)), Ok(Submitted::Stands(standing.clone())));
        let other = intent(a_mission(&json!({"name": "Other"})), BasedOn::default());
        assert_eq!(submitted(Some(&standing), ID, &other, &change(2, 1)), Err(Refusal::Exists));
        assert_eq!(
            submitted(None, ID, &intent(a_mission(&json!({})), version(1)), &change(2, 1)),
            Err(Refusal::NotFound)
        );
    }

    #[test]
    fn the_second_edit_of_one_version_is_refused() {
        let next = edited(&record(), &json!({"name": "morning"}), version(1)).unwrap();
        assert_eq!((next.version, next.body.mission.name.as_str()), (2, "morning"));
        assert_eq!(edited(&next, &json!({"name": "evening"}), version(1)), Err(Refusal::VersionConflict { newest: 2 }));
    }

    #[test]
    fn a_move_of_the_state_is_no_conflict_for_an_edit_made_before() {
        let (moved, _) = record().moved(Training, None, false, &change(2, 1)).unwrap();
        assert_eq!((moved.version, moved.last_change), (2, record().last_change));
        for base in [1, 2] {
            let next = edited(&moved, &json!({"name": "a"}), version(base)).unwrap();
            assert_eq!((next.version, next.body.state), (3, Training));
            assert_eq!(
                edited(&next, &json!({"name": "b"}), version(base)),
                Err(Refusal::VersionConflict { newest: 3 })
            );
        }
        let behind = BasedOn { base_version: None, after: Some(record().last_change) };
        assert!(edited(&moved, &json!({"name": "a"}), behind).is_ok());
        assert!(moved.deleted(&version(1), &change(3, 2)).unwrap().deleted);
        let next = edited(&moved, &json!({"name": "a"}), version(2)).unwrap();
        assert_eq!(next.deleted(&version(2), &change(3, 2)), Err(Refusal::VersionConflict { newest: 3 }));
    }

    #[test]
    fn it_moves_one_step_forward_at_a_time_and_back_only_from_training() {
        for from in STATES {
            for to in STATES {
                for may_go_back in [false, true] {
                    let mut standing = record();
                    standing.body.state = from;
                    let forward = [(Prep, Training), (Training, EventActive), (EventActive, MissionComplete)];
                    let back = (Training, Prep);
                    let allowed = forward.contains(&(from, to)) || (may_go_back && (from, to) == back);
                    let outcome = standing.moved(to, Some("early".to_owned()), may_go_back, &change(2, 1));
                    let Ok((next, step)) = outcome else {
                        assert!(!allowed, "{from:?} {to:?}");
                        assert_eq!(outcome, Err(Refusal::TransitionNotAllowed { from }));
                        continue;
                    };
                    assert!(allowed, "{from:?} {to:?}");
                    assert_eq!((next.body.state, next.version), (to, 2));
                    assert_eq!((step.version, step.from, step.to, step.actor), (2, from, to, ME));
                    assert_eq!((step.reason.as_deref(), step.at), (Some("early"), change(2, 1).taken_at));
                }
            }
        }
    }

    #[test]
    fn its_days_are_those_of_its_time_zone() {
        // Oslo is an hour ahead of UTC: its days begin at 23:00.
        let mission = record();
        assert_eq!(state_at(&mission, "2027-01-31T22:59:59Z"), Prep);
        assert_eq!(state_at(&mission, "2027-01-31T23:00:00Z"), Training);
        assert_eq!(state_at(&mission, "2027-03-04T22:59:59Z"), Training);
        assert_eq!(state_at(&mission, "2027-03-04T23:00:00Z"), EventActive);
        assert_eq!(state_at(&mission, "2027-03-07T22:59:59Z"), EventActive);
        assert_eq!(state_at(&mission, "2027-03-07T23:00:00Z"), MissionComplete);
    }

    #[test]
    fn every_step_that_is_due_is_walked_and_told() {
        let (mission, moves) = record().advanced(&at("2027-06-01T00:00:00Z"));
        let walked: Vec<_> = moves.iter().map(|step| (step.version, step.from, step.to)).collect();
        assert_eq!(walked, [(2, Prep, Training), (3, Training, EventActive), (4, EventActive, MissionComplete)]);
        assert!(moves.iter().all(|step| step.actor == SYSTEM_USER && step.reason.is_some()));
        assert_eq!((mission.version, mission.body.moves_at), (4, None));
        assert_eq!(mission.advanced(&at("2030-01-01T00:00:00Z")).1, []);
    }

    #[test]
    fn moved_early_by_hand_it_goes_on_by_its_dates() {
        let (early, _) = record().moved(Training, None, false, &change(2, 1)).unwrap();
        assert_eq!(state_at(&early, "2027-03-04T22:59:59Z"), Training);
        assert_eq!(state_at(&early, "2027-03-04T23:00:00Z"), EventActive);
    }

    #[test]
    fn moved_back_it_stays_until_it_is_moved_or_its_dates_are() {
        let back = |instant| {
            let (training, _) = record().moved(Training, None, false, &change(2, 1)).unwrap();
            training.moved(Prep, None, true, &at(instant)).unwrap().0
        };
        let before_its_day = back("2027-01-20T12:00:00Z");
        assert_eq!(state_at(&before_its_day, "2027-02-01T12:00:00Z"), Training);
        let held = back("2027-02-20T12:00:00Z");
        assert_eq!(state_at(&held, "2027-06-01T00:00:00Z"), Prep);
        let renamed = edited(&held, &json!({"name": "a"}), version(held.version)).unwrap();
        assert_eq!(state_at(&renamed, "2027-06-01T00:00:00Z"), Prep);
        let put_off = edited(&held, &json!({"prep_start": "2027-03-01"}), version(held.version)).unwrap();
        assert_eq!(state_at(&put_off, "2027-02-28T22:59:59Z"), Prep);
        assert_eq!(state_at(&put_off, "2027-02-28T23:00:00Z"), Training);
    }

    #[test]
    fn other_dates_or_another_zone_move_its_steps() {
        let put_off = edited(&record(), &json!({"prep_start": "2027-02-10"}), version(1)).unwrap();
        assert_eq!(state_at(&put_off, "2027-02-05T12:00:00Z"), Prep);
        let elsewhere = edited(&record(), &json!({"timezone": "Pacific/Honolulu"}), version(1)).unwrap();
        assert_eq!(state_at(&elsewhere, "2027-02-01T09:59:59Z"), Prep);
        assert_eq!(state_at(&elsewhere, "2027-02-01T10:00:00Z"), Training);
    }

    proptest! {
        /// However often and whenever it is looked at, it ends where one look at the end would bring it.
        #[test]
        fn how_often_it_is_looked_at_does_not_matter(
            zone in prop::sample::select(chrono_tz::TZ_VARIANTS.to_vec()),
            prep in 0..200_i64, until_event in 0..200_i64, lasts in 0..30_i64,
            mut looks in prop::collection::vec(0..500 * 24_i64, 1..20),
        ) {
            let mut mission = a_mission(&json!({}));
            mission.time_zone = taper_events::TimeZone(zone);
            mission.prep_start = "2027-01-01".parse().unwrap();
            mission.prep_start += TimeDelta::days(prep);
            mission.event_start = mission.prep_start + TimeDelta::days(until_event);
            mission.event_end = mission.event_start + TimeDelta::days(lasts);
            let first = Record::first(ID, Standing::new(&mission), &change(1, 0));
            looks.sort_unstable();
            let mut often = first.clone();
            let mut walked = Vec::new();
            for hour in &looks {
                let now = first.updated_at + TimeDelta::hours(*hour);
                let looked = Change { taken_at: now, ..change(9, 0) };
                let (next, moves) = often.advanced(&looked);
                walked.extend(moves.iter().map(|step| (step.version, step.from, step.to)));
                often = next;
                // As the sentences of the specification say it.
                let today = mission.time_zone.day_of(now);
                let begun = [mission.prep_start <= today, mission.event_start <= today, mission.event_end < today];
                let state = STATES[begun.into_iter().take_while(|begun| *begun).count()];
                prop_assert_eq!(often.body.state, state);
            }
            let end = Change { taken_at: first.updated_at + TimeDelta::hours(*looks.last().unwrap()), ..change(9, 0) };
            let (once, moves) = first.advanced(&end);
            let at_once: Vec<_> = moves.iter().map(|step| (step.version, step.from, step.to)).collect();
            prop_assert_eq!(walked, at_once);
            prop_assert_eq!((once.version, once.body), (often.version, often.body));
        }
    }
}
