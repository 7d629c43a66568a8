use axum::http::StatusCode;
use taper_events::training::StageDeleted;
use taper_events::{BasedOn, MissionId, StageId};
use taper_service::prelude::*;

use super::{change_of, refused};
use crate::steps;

/// Removes a stage of a mission of the caller's; its number is free again.
#[utoipa::path(delete, path = "/missions/{mission_id}/stages/{stage_id}", operation_id = "delete_stage", tag = "training",
    security(("bearer" = [])), params(("mission_id" = MissionId, Path), ("stage_id" = StageId, Path)),
    responses((status = 204, description = "Gone"), ReadProblems, NotFound))]
pub(crate) async fn delete_stage(
    me: Athlete,
    write: Write,
    Path((mission_id, stage_id)): Path<(MissionId, StageId)>,
) -> Result<StatusCode, Problem> {
    let mut tx = write.begin(me.id).await?;
    steps::missions::lock(&mut tx, me.id, mission_id).await?;
    let change = change_of(&tx, &me);
    let mission = steps::stages::mission_of(&mut tx, mission_id, &change).await?.map_err(refused)?;
    let intent = StageDeleted { mission_id, stage_id, based_on: BasedOn::default() };
    steps::stages::delete(&mut tx, &mission, &intent, &change).await?.map_err(|why| refused(why.refusal))?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
