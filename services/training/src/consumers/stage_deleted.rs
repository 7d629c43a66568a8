use taper_events::training::StageDeleted;
use taper_service::prelude::*;

use super::{change_of, refuse_stage};
use crate::steps::{Refused, stages};

/// Removes a stage; its id is remembered, its number is free.
pub(crate) async fn stage_deleted(tx: &mut Tx, event: &Event<StageDeleted>) -> Handled {
    let intent = &event.data;
    let ids = (intent.mission_id, intent.stage_id);
    let change = change_of(tx, event);
    let mission = match stages::mission_of(tx, intent.mission_id, &change).await? {
        Ok(mission) => mission,
        Err(refusal) => return refuse_stage(tx, ids, Refused::because(refusal), None, &change).await,
    };
    match stages::delete(tx, &mission, intent, &change).await? {
        Ok(_) => Ok(()),
        Err(refused) => refuse_stage(tx, ids, refused, Some(&mission), &change).await,
    }
}
