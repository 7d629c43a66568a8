use axum::response::IntoResponse;
use taper_events::training::StagePersisted;
use taper_events::{MissionId, StageId};
use taper_service::prelude::*;

use super::stage_answer;
use crate::store;

/// One stage of a mission of the caller, with what it pays.
#[utoipa::path(get, path = "/missions/{mission_id}/stages/{stage_id}", operation_id = "get_stage", tag = "training",
    security(("bearer" = [])), params(("mission_id" = MissionId, Path), ("stage_id" = StageId, Path)),
    responses((status = 200, body = StagePersisted), ReadProblems, NotFound))]
pub(crate) async fn get_stage(
    me: Athlete,
    mut db: Read,
    Path((mission_id, id)): Path<(MissionId, StageId)>,
) -> Result<impl IntoResponse, Problem> {
    let mission = store::missions::find_own(&mut db, me.id, mission_id).await?.ok_or_else(Problem::not_found)?;
    let stages = store::stages::of(&mut db, mission_id).await?;
    let stage = stages.iter().find(|stage| stage.id == id).ok_or_else(Problem::not_found)?;
    Ok(stage_answer(stage.persisted(&mission.score(&stages))))
}
