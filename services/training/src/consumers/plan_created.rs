use taper_events::PlanId;
use taper_events::training::PlanCreated;
use taper_service::prelude::*;

use super::{change_of, may_name_mission, refuse_plan};
use crate::domain::plan::{Created, created};
use crate::domain::record::existing_or_new;
use crate::store;

/// Keeps a new plan under the id that its athlete chose.
pub(crate) async fn plan_created(tx: &mut Tx, event: &Event<PlanCreated>) -> Handled {
    let id = event.data.plan_id.unwrap_or(PlanId(event.client_generated_id()));
    let plan = &event.data.plan;
    let change = change_of(tx, event);
    let found = store::plans::find(tx, id).await?;
    let ids: Vec<_> = plan.workouts.iter().map(|workout| workout.workout_id).collect();
    let taken = store::planned_workouts::taken(tx, change.subject, id, &ids).await?;
    let outcome = existing_or_new(found.as_ref(), &change, "/plan_id")
        .and_then(|standing| created(standing, id, plan, &taken, &change));
    let outcome = match outcome {
        Ok(Created::New(new)) => {
            let named = new.body.mission_id.map(Into::into);
            may_name_mission(tx, event, named, None).await?.map(|()| Created::New(new))
        }
        outcome => outcome,
    };
    match (outcome, found) {
        (Ok(Created::New(new)), _) => {
            store::plans::insert(tx, &new).await?;
            store::planned_workouts::insert(tx, &new).await?;
            tx.answer(&new.persisted())
        }
        (Ok(Created::Stands(standing)), _) => tx.answer(&standing.persisted()),
        (Err(refusal), found) => refuse_plan(tx, id, refusal, found, &change),
    }
}
