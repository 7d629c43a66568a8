use taper_events::training::PlanUpdated;
use taper_service::prelude::*;

use super::{change_of, may_name_mission, refuse_plan};
use crate::domain::plan::{PlanRecord, added, is_laid_out_alike};
use crate::domain::record::existing;
use crate::store;

/// Replaces a plan if the edit knew its newest version; otherwise tells what stands.
///
/// An unknown plan is refused at once: its creation has the same order key, so it cannot be on the way.
pub(crate) async fn plan_updated(tx: &mut Tx, event: &Event<PlanUpdated>) -> Handled {
    let edit = &event.data;
    let change = change_of(tx, event);
    let found = store::plans::find(tx, edit.plan_id).await?;
    let standing = found.as_ref().map(|plan| plan.body.workouts.as_slice()).unwrap_or_default();
    let added = added(&edit.plan.workouts, standing);
    let taken = store::planned_workouts::taken(tx, change.subject, edit.plan_id, &added).await?;
    let outcome = match existing(found.as_ref(), &change).and_then(|plan| plan.edited(edit, &taken, &change)) {
        Ok(next) => {
            let mission = |plan: &PlanRecord| plan.body.mission_id.map(Into::into);
            may_name_mission(tx, event, mission(&next), found.as_ref().and_then(mission)).await?.map(|()| next)
        }
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(next) => {
            store::plans::replace(tx, &next).await?;
            if !is_laid_out_alike(&next.body.workouts, standing) {
                store::planned_workouts::clear(tx, next.id).await?;
                store::planned_workouts::insert(tx, &next).await?;
            }
            tx.answer(&next.persisted())
        }
        Err(refusal) => refuse_plan(tx, edit.plan_id, refusal, found, &change),
    }
}
