use axum::response::IntoResponse;
use taper_events::MissionId;
use taper_events::training::MissionPersisted;
use taper_service::prelude::*;

use super::mission_answer;
use crate::store;

/// One mission of the caller, with what its stages have come to.
#[utoipa::path(get, path = "/missions/{mission_id}", operation_id = "get_mission", tag = "training",
    security(("bearer" = [])), params(("mission_id" = MissionId, Path)),
    responses((status = 200, body = MissionPersisted), ReadProblems, NotFound))]
pub(crate) async fn get_mission(
    me: Athlete,
    mut db: Read,
    Path(id): Path<MissionId>,
) -> Result<impl IntoResponse, Problem> {
    let mission = store::missions::find_own(&mut db, me.id, id).await?.ok_or_else(Problem::not_found)?;
    let score = store::stages::score(&mut db, &mission).await?;
    Ok(mission_answer(mission.persisted(score.progress)))
}
