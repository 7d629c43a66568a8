use serde::Serialize;
use taper_events::MissionId;
use taper_events::training::{MissionProgress, StagePersisted};
use taper_service::prelude::*;
use utoipa::ToSchema;

use crate::store;

/// What the stages of a mission have come to, counted from all of them.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProgressView {
    mission_id: MissionId,
    #[serde(flatten)]
    progress: MissionProgress,
    /// By their numbers, the planned ones too.
    stages: Vec<StagePersisted>,
}

/// The points and bonuses of a mission of the caller, stage by stage.
#[utoipa::path(get, path = "/missions/{mission_id}/progress", operation_id = "get_mission_progress", tag = "training",
    security(("bearer" = [])), params(("mission_id" = MissionId, Path)),
    responses((status = 200, body = ProgressView), ReadProblems, NotFound))]
pub(crate) async fn get_mission_progress(
    me: Athlete,
    mut db: Read,
    Path(id): Path<MissionId>,
) -> Result<Json<ProgressView>, Problem> {
    let mission = store::missions::find_own(&mut db, me.id, id).await?.ok_or_else(Problem::not_found)?;
    let stages = store::stages::of(&mut db, id).await?;
    let score = mission.score(&stages);
    let stages = stages.iter().map(|stage| stage.persisted(&score)).collect();
    Ok(Json(ProgressView { mission_id: id, progress: score.progress, stages }))
}
