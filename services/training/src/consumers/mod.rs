pub(crate) mod mission_deleted;
pub(crate) mod mission_submitted;
pub(crate) mod plan_created;
pub(crate) mod plan_deleted;
pub(crate) mod plan_updated;
pub(crate) mod settings_persisted;
pub(crate) mod stage_deleted;
pub(crate) mod stage_submitted;
pub(crate) mod user_registered;
pub(crate) mod workout_completed;
pub(crate) mod workout_deleted;
pub(crate) mod workout_edited;
pub(crate) mod workout_started;

use chrono::TimeDelta;
use taper_events::training::{MissionFailed, PlanFailed, StageFailed, WorkoutFailed};
use taper_events::{MissionId, PlanId, StageId, WorkoutId};
use taper_service::prelude::*;

use crate::domain::mission::MissionRecord;
use crate::domain::plan::PlanRecord;
use crate::domain::record::{Change, Refusal};
use crate::domain::stage::StageRecord;
use crate::domain::workout::WorkoutRecord;
use crate::steps::Refused;
use crate::{steps, store};

const WORKOUT_ID: &str = "/workout_id";
/// How long a plan waits at least for the mission it names, whose own event has another key and may be on the way.
const WAIT_FOR_MISSION: TimeDelta = TimeDelta::minutes(5);
/// And how often it is looked for: while nobody handled anything, neither was handled, and time alone says nothing.
const LOOKS_FOR_MISSION: u32 = 4;

/// An intent as the domain sees it.
fn change_of<T>(tx: &Tx, event: &Event<T>) -> Change {
    Change {
        id: event.client_generated_id(),
        actor: event.actor(),
        subject: event.subject(),
        made_at: event.at(),
        taken_at: tx.now(),
    }
}

/// Refuses the id of a workout that somebody else plans. One that is there already has its owner.
async fn keep_workout(tx: &mut Tx, next: &WorkoutRecord, before: Option<&WorkoutRecord>, change: &Change) -> Handled {
    match next.version {
        1 if !store::workouts::insert(tx, next).await? => {
            return refuse_workout(tx, next.id, Refusal::IdTaken { pointer: WORKOUT_ID }, None, change);
        }
        1 => {}
        _ => store::workouts::replace(tx, next).await?,
    }
    steps::history::derive(tx, next, before.and_then(|before| before.body.performed_at())).await?;
    tx.answer(&next.persisted())
}

/// Says why nothing was changed and, to who may know it, what stands. The actor alone is told: a
/// stranger's tries are no news for whose plan it is.
fn refuse_plan(tx: &mut Tx, id: PlanId, refusal: Refusal, found: Option<PlanRecord>, change: &Change) -> Handled {
    let theirs = found.filter(|record| record.is_open_to(change)).map(|record| Box::new(record.persisted()));
    tx.emit_to(&[change.actor], &PlanFailed { id, errors: refusal.errors(), theirs })
}

/// As [`refuse_plan`].
fn refuse_workout(
    tx: &mut Tx,
    id: WorkoutId,
    refusal: Refusal,
    found: Option<WorkoutRecord>,
    change: &Change,
) -> Handled {
    let theirs = found.filter(|record| record.is_open_to(change)).map(|record| Box::new(record.persisted()));
    tx.emit_to(&[change.actor], &WorkoutFailed { id, errors: refusal.errors(), theirs })
}

/// As [`refuse_plan`].
async fn refuse_mission(tx: &mut Tx, id: MissionId, refused: Refused<MissionRecord>, change: &Change) -> Handled {
    let Refused { refusal, found } = refused;
    let theirs = match found.filter(|record| record.is_open_to(change)) {
        Some(record) => Some(Box::new(record.persisted(store::stages::score(tx, &record).await?.progress))),
        None => None,
    };
    tx.emit_to(&[change.actor], &MissionFailed { id, errors: refusal.errors(), theirs })
}

/// As [`refuse_plan`]. `mission`: what the stage was found in, if that is its own.
async fn refuse_stage(
    tx: &mut Tx,
    (mission_id, id): (MissionId, StageId),
    refused: Refused<StageRecord>,
    mission: Option<&MissionRecord>,
    change: &Change,
) -> Handled {
    let Refused { refusal, found } = refused;
    let open = found.filter(|record| record.is_open_to(change) && record.body.mission_id == mission_id);
    let theirs = match open.zip(mission) {
        Some((record, mission)) => Some(Box::new(record.persisted(&store::stages::score(tx, mission).await?))),
        None => None,
    };
    tx.emit_to(&[change.actor], &StageFailed { id, mission_id, errors: refusal.errors(), theirs })
}

/// Whether a plan that is else all right may name this mission: one of its athlete's. One that `before` named is not
/// asked about again; one that is not there yet is waited for.
async fn may_name_mission<T>(
    tx: &mut Tx,
    event: &Event<T>,
    named: Option<MissionId>,
    before: Option<MissionId>,
) -> Result<Result<(), Refusal>, Fault> {
    let Some(id) = named.filter(|_| named != before) else { return Ok(Ok(())) };
    let since = event.envelope.received_at.unwrap_or(tx.now());
    match store::missions::find(tx, id).await? {
        Some(mission) if mission.owner == event.subject() && !mission.deleted => Ok(Ok(())),
        None if tx.now() - since < WAIT_FOR_MISSION || tx.tries() + 1 < LOOKS_FOR_MISSION => {
            Err(Retry::parent_not_seen("mission"))
        }
        _ => Ok(Err(Refusal::MissionUnknown)),
    }
}
