//! Stages of a mission's event.

use chrono::{SubsecRound, TimeDelta};
use taper_events::training::{Stage, StagePersisted, StageSubmitted};
use taper_events::{FieldError, MissionId, StageId};

use crate::domain::points::Score;
use crate::domain::record::{Change, Record, Refusal, Submitted};

pub(crate) type StageRecord = Record<StageId, MissionStage>;

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MissionStage {
    pub mission_id: MissionId,
    pub stage: Stage,
}

/// Digits of a second that are kept.
const MICROSECONDS: u16 = 6;
/// How far a device's clock may be ahead of ours.
const MAX_AHEAD: TimeDelta = TimeDelta::days(1);

/// A new stage, or the whole of one that stands. `siblings`: the stages of its mission, itself among them.
pub(crate) fn submitted(
    standing: Option<&StageRecord>,
    id: StageId,
    intent: &StageSubmitted,
    siblings: &[StageRecord],
    change: &Change,
) -> Result<Submitted<StageRecord>, Refusal> {
    // As the database will keep it: a repetition must equal what stands.
    let completed_at = intent.stage.completed_at.map(|at| at.trunc_subsecs(MICROSECONDS));
    let stage = Stage { completed_at, ..intent.stage.clone() };
    let body = MissionStage { mission_id: intent.mission_id, stage };
    let is_first = intent.based_on.is_first();
    match standing {
        // The stage of another mission does not move over.
        Some(standing) if standing.body.mission_id != intent.mission_id => {
            return Err(if is_first { Refusal::Exists } else { Refusal::NotFound });
        }
        None if !is_first => return Err(Refusal::NotFound),
        Some(standing) if is_first && standing.body == body => return Ok(Submitted::Stands(standing.clone())),
        Some(_) if is_first => return Err(Refusal::Exists),
        Some(standing) => standing.is_what(&intent.based_on)?,
        None => {}
    }
    possible(&intent.stage, change)?;
    if siblings.iter().any(|other| other.id != id && other.body.stage.stage_number == intent.stage.stage_number) {
        return Err(Refusal::StageNumberTaken);
    }
    Ok(match standing {
        Some(standing) => Submitted::Edited(standing.next(body, change)),
        None => Submitted::New(Record::first(id, body, change)),
    })
}

fn possible(stage: &Stage, change: &Change) -> Result<(), Refusal> {
    if stage.completed_at.is_none_or(|at| at <= change.taken_at + MAX_AHEAD) {
        return Ok(());
    }
    let message = "A stage that is still to come is planned, not completed.";
    Err(Refusal::Invalid(vec![FieldError::new("/completed_at", "in_the_future", message)]))
}

impl StageRecord {
    /// `score`: of its mission as it stands with this stage, or without it if this is its tombstone.
    pub(crate) fn persisted(&self, score: &Score) -> StagePersisted {
        let own = if self.deleted { Default::default() } else { score.of_stage(self.body.stage.stage_number) };
        StagePersisted {
            id: self.id,
            stage_id: self.id,
            mission_id: self.body.mission_id,
            version: self.version,
            last_change: self.last_change,
            updated_at: self.updated_at,
            deleted: self.deleted,
            stage: self.body.stage.clone(),
            points: own.points,
            bonuses: own.bonuses,
            progress: score.progress,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use taper_events::BasedOn;
    use uuid::Uuid;

    use super::*;
    use crate::domain::record::tests::change;

    const MISSION: MissionId = MissionId(Uuid::from_u128(1));
    const ID: StageId = StageId(Uuid::from_u128(7));

    fn intent(number: u16, base_version: Option<i64>) -> StageSubmitted {
        let stage = json!({"stage_number": number, "stage_type": "flat", "ride_mode": "gc"});
        StageSubmitted {
            mission_id: MISSION,
            stage_id: None,
            based_on: BasedOn { base_version, after: None },
            stage: serde_json::from_value(stage).unwrap(),
        }
    }

    fn new(id: StageId, number: u16) -> StageRecord {
        match submitted(None, id, &intent(number, None), &[], &change(1, 0)) {
            Ok(Submitted::New(new)) => new,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn it_is_new_once_and_the_same_again_stands() {
        let one = new(ID, 1);
        let again = submitted(Some(&one), ID, &intent(1, None), std::slice::from_ref(&one), &change(2, 1));
        assert_eq!(again, Ok(Submitted::Stands(one.clone())));
        let other = submitted(Some(&one), ID, &intent(2, None), std::slice::from_ref(&one), &change(2, 1));
        assert_eq!(other, Err(Refusal::Exists));
        assert_eq!(submitted(None, ID, &intent(1, Some(1)), &[], &change(2, 1)), Err(Refusal::NotFound));
    }

    #[test]
    fn an_edit_knows_what_it_replaces() {
        let one = new(ID, 1);
        let edit = |base| submitted(Some(&one), ID, &intent(3, Some(base)), std::slice::from_ref(&one), &change(2, 1));
        let Ok(Submitted::Edited(edited)) = edit(1) else { panic!("{:?}", edit(1)) };
        assert_eq!((edited.version, edited.body.stage.stage_number), (2, 3));
        assert_eq!(edit(2), Err(Refusal::VersionConflict { newest: 1 }));
    }

    #[test]
    fn no_two_stages_of_a_mission_have_one_number() {
        let (one, other) = (new(ID, 1), StageId(Uuid::from_u128(8)));
        let taken = submitted(None, other, &intent(1, None), std::slice::from_ref(&one), &change(2, 1));
        assert_eq!(taken, Err(Refusal::StageNumberTaken));
    }

    #[test]
    fn it_stays_with_its_mission() {
        let one = new(ID, 1);
        let elsewhere = |base| StageSubmitted { mission_id: MissionId(Uuid::from_u128(2)), ..intent(1, base) };
        let refused = |base| submitted(Some(&one), ID, &elsewhere(base), &[], &change(2, 1));
        assert_eq!(refused(None), Err(Refusal::Exists));
        assert_eq!(refused(Some(1)), Err(Refusal::NotFound));
    }

    #[test]
    fn what_is_still_to_come_is_not_completed() {
        let at = |days: i64| {
            let mut intent = intent(1, None);
            intent.stage.completed_at = Some(change(1, 0).taken_at + TimeDelta::days(days));
            submitted(None, ID, &intent, &[], &change(1, 0))
        };
        assert!(at(1).is_ok());
        assert_eq!(at(2).unwrap_err().errors()[0].pointer, "/completed_at");
    }
}
