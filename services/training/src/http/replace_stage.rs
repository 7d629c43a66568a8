use axum::response::IntoResponse;
use serde::Deserialize;
use taper_events::training::{Stage, StagePersisted, StageSubmitted};
use taper_events::{BasedOn, MissionId, StageId};
use taper_service::prelude::*;
use utoipa::ToSchema;

use super::{change_of, refused, stage_answer};
use crate::domain::record::Refusal;
use crate::{steps, store};

/// The whole of a stage, and which version it replaces.
#[derive(Deserialize, ToSchema)]
pub(crate) struct StageReplacement {
    #[serde(flatten)]
    based_on: BasedOn,
    #[serde(flatten)]
    stage: Stage,
}

/// Replaces a stage of a mission of the caller's, if it is based on what stands; so it is completed, too.
#[utoipa::path(put, path = "/missions/{mission_id}/stages/{stage_id}", operation_id = "replace_stage", tag = "training",
    security(("bearer" = [])), params(("mission_id" = MissionId, Path), ("stage_id" = StageId, Path)),
    request_body(content = StageReplacement, example = json!({
        "base_version": 1, "stage_number": 1, "stage_type": "flat", "ride_mode": "gc",
        "completed_at": "2027-01-04T08:30:00Z"})),
    responses((status = 200, body = StagePersisted), ReadProblems, WriteProblems, NotFound, Conflict))]
pub(crate) async fn replace_stage(
    me: Athlete,
    write: Write,
    Path((mission_id, id)): Path<(MissionId, StageId)>,
    Json(body): Json<StageReplacement>,
) -> Result<impl IntoResponse, Problem> {
    let StageReplacement { based_on, stage } = body;
    let mut tx = write.begin(me.id).await?;
    steps::missions::lock(&mut tx, me.id, mission_id).await?;
    let change = change_of(&tx, &me);
    let mission = steps::stages::mission_of(&mut tx, mission_id, &change).await?.map_err(refused)?;
    let stages = store::stages::of(&mut tx, mission_id).await?;
    stages.iter().find(|stage| stage.id == id).ok_or_else(Problem::not_found)?;
    // Where nothing is replaced something new would be made.
    if based_on.is_first() {
        return Err(refused(Refusal::BaseMissing));
    }
    let intent = StageSubmitted { mission_id, stage_id: Some(id), based_on, stage };
    let written = steps::stages::submit(&mut tx, &mission, id, &intent, &change).await?;
    let stage = written.map_err(|why| refused(why.refusal))?;
    let score = store::stages::score(&mut tx, &mission).await?;
    tx.commit().await?;
    Ok(stage_answer(stage.persisted(&score)))
}
