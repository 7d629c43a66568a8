use taper_events::training::{StageDeleted, StageSubmitted};
use taper_events::{MissionId, StageId};
use taper_service::prelude::*;

use super::{Refused, Written};
use crate::domain::mission::MissionRecord;
use crate::domain::record::{Change, Refusal, Submitted, existing, existing_or_new};
use crate::domain::stage::{StageRecord, submitted};
use crate::store;

const STAGE_ID: &str = "/stage_id";

/// The mission that a stage belongs to. Its creation has the same order key, so it cannot be on the way.
pub(crate) async fn mission_of(
    tx: &mut Tx,
    id: MissionId,
    change: &Change,
) -> Result<Result<MissionRecord, Refusal>, Fault> {
    let found = store::missions::find(tx, id).await?;
    Ok(match existing(found.as_ref(), change) {
        Ok(mission) => Ok(mission.clone()),
        Err(Refusal::NotFound) => Err(Refusal::MissionUnknown),
        Err(refusal) => Err(refusal),
    })
}

/// Keeps a new stage of a mission, or a new content of one that stands.
pub(crate) async fn submit(
    tx: &mut Tx,
    mission: &MissionRecord,
    id: StageId,
    intent: &StageSubmitted,
    change: &Change,
) -> Written<StageRecord> {
    let found = store::stages::find(tx, id).await?;
    let siblings = store::stages::of(tx, mission.id).await?;
    let standing = existing_or_new(found.as_ref(), change, STAGE_ID);
    let record = match standing.and_then(|standing| submitted(standing, id, intent, &siblings, change)) {
        Ok(Submitted::New(new)) => {
            if !store::stages::insert(tx, &new).await? {
                return Ok(Err(Refused::because(Refusal::IdTaken { pointer: STAGE_ID })));
            }
            new
        }
        Ok(Submitted::Edited(next)) => {
            store::stages::replace(tx, &next).await?;
            next
        }
        Ok(Submitted::Stands(standing)) => standing,
        Err(refusal) => return Ok(Err(Refused { refusal, found })),
    };
    tell(tx, mission, &record).await?;
    Ok(Ok(record))
}

/// Removes a stage; its id is remembered.
pub(crate) async fn delete(
    tx: &mut Tx,
    mission: &MissionRecord,
    intent: &StageDeleted,
    change: &Change,
) -> Written<StageRecord> {
    let found = store::stages::find(tx, intent.stage_id).await?;
    let standing = existing(found.as_ref(), change).and_then(|stage| match stage.body.mission_id == mission.id {
        true => stage.removed(&intent.based_on, change),
        false => Err(Refusal::NotFound),
    });
    let gone = match standing {
        Ok(gone) => gone,
        Err(refusal) => return Ok(Err(Refused { refusal, found })),
    };
    store::stages::bury(tx, &gone).await?;
    tell(tx, mission, &gone).await?;
    Ok(Ok(gone))
}

async fn tell(tx: &mut Tx, mission: &MissionRecord, stage: &StageRecord) -> Handled {
    let score = store::stages::score(tx, mission).await?;
    tx.answer(&stage.persisted(&score))
}
