use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde::Deserialize;
use taper_events::training::{Stage, StagePersisted, StageSubmitted};
use taper_events::{BasedOn, MissionId, StageId};
use taper_service::prelude::*;
use utoipa::ToSchema;

use super::{change_of, not_created, refused, stage_answer};
use crate::{steps, store};

/// A stage to be; without an id it is given one.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewStage {
    stage_id: Option<StageId>,
    #[serde(flatten)]
    stage: Stage,
}

/// Adds a stage to a mission of the caller's: planned, or completed.
#[utoipa::path(post, path = "/missions/{mission_id}/stages", operation_id = "create_stage", tag = "training",
    security(("bearer" = [])), params(("mission_id" = MissionId, Path), IdempotencyHeader),
    request_body(content = NewStage, example = json!({
        "stage_number": 2, "stage_type": "mountain", "ride_mode": "breakaway"})),
    responses((status = 201, body = StagePersisted), ReadProblems, WriteProblems, NotFound, Conflict))]
pub(crate) async fn create_stage(
    me: Athlete,
    write: Write,
    Path(mission_id): Path<MissionId>,
    New { body, key }: New<NewStage>,
) -> Result<impl IntoResponse, Problem> {
    let mut tx = write.begin(me.id).await?;
    let id = body.stage_id.unwrap_or(StageId(tx.id()));
    let made = tx.made_before("create_stage", key.as_ref(), id.0).await?;
    steps::missions::lock(&mut tx, me.id, mission_id).await?;
    let change = change_of(&tx, &me);
    let mission = steps::stages::mission_of(&mut tx, mission_id, &change).await?.map_err(refused)?;
    let stage = if let Some(made) = made {
        let found = store::stages::find(&mut tx, made.into()).await?;
        found.filter(|stage| !stage.deleted).ok_or_else(Problem::not_found)?
    } else {
        let based_on = BasedOn::default();
        let intent = StageSubmitted { mission_id, stage_id: Some(id), based_on, stage: body.stage };
        let written = steps::stages::submit(&mut tx, &mission, id, &intent, &change).await?;
        written.map_err(|why| not_created(why.refusal))?
    };
    let score = store::stages::score(&mut tx, &mission).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, stage_answer(stage.persisted(&score))))
}
