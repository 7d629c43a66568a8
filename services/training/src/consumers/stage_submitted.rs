use taper_events::StageId;
use taper_events::training::StageSubmitted;
use taper_service::prelude::*;

use super::{change_of, refuse_stage};
use crate::steps::{Refused, stages};

/// Keeps a new stage of a mission, or replaces one if the edit knew what stands.
pub(crate) async fn stage_submitted(tx: &mut Tx, event: &Event<StageSubmitted>) -> Handled {
    let intent = &event.data;
    let id = intent.stage_id.unwrap_or(StageId(event.client_generated_id()));
    let ids = (intent.mission_id, id);
    let change = change_of(tx, event);
    let mission = match stages::mission_of(tx, intent.mission_id, &change).await? {
        Ok(mission) => mission,
        Err(refusal) => return refuse_stage(tx, ids, Refused::because(refusal), None, &change).await,
    };
    match stages::submit(tx, &mission, id, intent, &change).await? {
        Ok(_) => Ok(()),
        Err(refused) => refuse_stage(tx, ids, refused, Some(&mission), &change).await,
    }
}
