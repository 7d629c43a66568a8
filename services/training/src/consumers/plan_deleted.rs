use taper_events::training::PlanDeleted;
use taper_service::prelude::*;

use super::{change_of, refuse_plan};
use crate::domain::record::existing;
use crate::store;

/// Removes a plan; its id is remembered. What was done of it stays in the history.
pub(crate) async fn plan_deleted(tx: &mut Tx, event: &Event<PlanDeleted>) -> Handled {
    let PlanDeleted { plan_id, based_on } = event.data;
    let change = change_of(tx, event);
    let found = store::plans::find(tx, plan_id).await?;
    match existing(found.as_ref(), &change).and_then(|plan| plan.removed(&based_on, &change)) {
        Ok(gone) => {
            store::plans::bury(tx, &gone).await?;
            store::planned_workouts::clear(tx, plan_id).await?;
            tx.answer(&gone.persisted())
        }
        Err(refusal) => refuse_plan(tx, plan_id, refusal, found, &change),
    }
}
