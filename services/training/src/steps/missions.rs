use taper_events::MissionId;
use taper_events::training::{MissionDeleted, MissionState, MissionSubmitted};
use taper_service::prelude::*;

use super::{Refused, Written};
use crate::domain::mission::{MissionRecord, submitted};
use crate::domain::mission_moves::Move;
use crate::domain::record::{Change, Refusal, Submitted, existing, existing_or_new};
use crate::store;

pub(crate) const MISSION_ID: &str = "/mission_id";
/// What the catalogue calls them in the order key of their events.
const KIND: &str = "mission";

/// Where everything about a mission and its stages stands in line.
pub(crate) fn key(owner: UserId, id: MissionId) -> OrderKey {
    OrderKey::object(owner.0, KIND, id.0)
}

/// Waits until nobody else works on a mission and its stages.
pub(crate) async fn lock(tx: &mut Tx, owner: UserId, id: MissionId) -> Result<(), Fault> {
    Ok(tx.lock(key(owner, id)).await?)
}

/// Keeps a new mission, or a new content of one that stands.
pub(crate) async fn submit(
    tx: &mut Tx,
    id: MissionId,
    intent: &MissionSubmitted,
    change: &Change,
) -> Written<MissionRecord> {
    let found = store::missions::find(tx, id).await?;
    let standing = existing_or_new(found.as_ref(), change, MISSION_ID);
    let record = match standing.and_then(|standing| submitted(standing, id, intent, change)) {
        Ok(Submitted::New(new)) => {
            if !store::missions::insert(tx, &new).await? {
                return Ok(Err(Refused::because(Refusal::IdTaken { pointer: MISSION_ID })));
            }
            new
        }
        Ok(Submitted::Edited(next)) => {
            store::missions::replace(tx, &next).await?;
            next
        }
        Ok(Submitted::Stands(standing)) => standing,
        Err(refusal) => return Ok(Err(Refused { refusal, found })),
    };
    tell(tx, &record).await?;
    Ok(Ok(record))
}

/// Removes a mission with its stages and history; their ids are remembered.
pub(crate) async fn delete(tx: &mut Tx, intent: &MissionDeleted, change: &Change) -> Written<MissionRecord> {
    let MissionDeleted { mission_id: id, based_on } = *intent;
    let found = store::missions::find(tx, id).await?;
    let gone = match existing(found.as_ref(), change).and_then(|mission| mission.deleted(&based_on, change)) {
        Ok(gone) => gone,
        Err(refusal) => return Ok(Err(Refused { refusal, found })),
    };
    store::missions::bury(tx, &gone).await?;
    store::stages::bury_all(tx, id, change.id, change.taken_at).await?;
    store::mission_history::clear(tx, id).await?;
    tell(tx, &gone).await?;
    Ok(Ok(gone))
}

/// Moves a mission by hand. Only who may do that moves it back.
pub(crate) async fn transition(
    tx: &mut Tx,
    id: MissionId,
    to: MissionState,
    reason: Option<String>,
    may_go_back: bool,
    change: &Change,
) -> Written<MissionRecord> {
    let found = store::missions::find(tx, id).await?;
    let Some(standing) = found.filter(|found| found.owner == change.subject && !found.deleted) else {
        return Ok(Err(Refused::because(Refusal::NotFound)));
    };
    match standing.moved(to, reason, may_go_back, change) {
        Ok((next, step)) => {
            keep_moves(tx, &next, &[step]).await?;
            Ok(Ok(next))
        }
        Err(refusal) => Ok(Err(Refused { refusal, found: Some(standing) })),
    }
}

/// Notes moves of a mission in its history, keeps where they have brought it, and tells its athlete of both. Whoever else
/// moved it has their own answer.
pub(crate) async fn keep_moves(tx: &mut Tx, next: &MissionRecord, moves: &[Move]) -> Handled {
    for step in moves {
        store::mission_history::append(tx, next.id, step).await?;
        tx.emit_to(&[next.owner], &step.changed(next.id))?;
    }
    store::missions::replace(tx, next).await?;
    let score = store::stages::score(tx, next).await?;
    tx.emit_to(&[next.owner], &next.persisted(score.progress))
}

async fn tell(tx: &mut Tx, mission: &MissionRecord) -> Handled {
    let score = store::stages::score(tx, mission).await?;
    tx.answer(&mission.persisted(score.progress))
}
