pub(crate) mod plan_created;
pub(crate) mod plan_deleted;
pub(crate) mod plan_updated;
pub(crate) mod workout_completed;
pub(crate) mod workout_deleted;
pub(crate) mod workout_edited;
pub(crate) mod workout_started;

use taper_events::training::{PlanFailed, WorkoutFailed};
use taper_events::{PlanId, WorkoutId};
use taper_service::prelude::*;

use crate::domain::plan::PlanRecord;
use crate::domain::record::{Change, Refusal};
use crate::domain::workout::WorkoutRecord;
use crate::store;

const WORKOUT_ID: &str = "/workout_id";

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
async fn keep_workout(tx: &mut Tx, next: &WorkoutRecord, change: &Change) -> Handled {
    match next.version {
        1 if !store::workouts::insert(tx, next).await? => {
            return refuse_workout(tx, next.id, Refusal::IdTaken { pointer: WORKOUT_ID }, None, change);
        }
        1 => {}
        _ => store::workouts::replace(tx, next).await?,
    }
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
