use axum::response::IntoResponse;
use serde::Deserialize;
use taper_events::MissionId;
use taper_events::identity::Role;
use taper_events::training::{MissionPersisted, MissionState};
use taper_service::prelude::*;
use utoipa::ToSchema;

use super::{change_of, mission_answer, refused};
use crate::domain::record::Change;
use crate::{steps, store};

/// Where a mission is to be brought, and why.
#[derive(Deserialize, ToSchema)]
pub(crate) struct Transition {
    to: MissionState,
    #[schema(min_length = 1, max_length = 500)]
    reason: Option<String>,
}

/// Brings a mission one state further before its day. An admin may also bring anybody's back from TRAINING to PREP.
#[utoipa::path(post, path = "/missions/{mission_id}/transition", operation_id = "transition_mission", tag = "training",
    security(("bearer" = [])), params(("mission_id" = MissionId, Path)),
    request_body(content = Transition, example = json!({"to": "TRAINING", "reason": "The block begins a week early."})),
    responses((status = 200, body = MissionPersisted), ReadProblems, WriteProblems, NotFound, Conflict))]
pub(crate) async fn transition_mission(
    me: Athlete,
    write: Write,
    Path(id): Path<MissionId>,
    body: Result<Json<Transition>, Problem>,
) -> Result<impl IntoResponse, Problem> {
    let Json(Transition { to, reason }) = body.map_err(malformed)?;
    let is_admin = me.has(Role::Admin);
    let mut tx = write.begin(me.id).await?;
    let owner = store::missions::owner(&mut tx, id).await?.ok_or_else(Problem::not_found)?;
    if owner != me.id && !(is_admin && to == MissionState::Prep) {
        return Err(Problem::not_found());
    }
    tx.act_upon(owner);
    steps::missions::lock(&mut tx, owner, id).await?;
    let change = Change { subject: owner, ..change_of(&tx, &me) };
    let written = steps::missions::transition(&mut tx, id, to, reason, is_admin, &change).await?;
    let mission = written.map_err(|why| refused(why.refusal))?;
    let score = store::stages::score(&mut tx, &mission).await?;
    tx.commit().await?;
    Ok(mission_answer(mission.persisted(score.progress)))
}

/// TRN-1: a transition that cannot be read is 400, whatever is wrong with it.
fn malformed(problem: Problem) -> Problem {
    if problem.code != "invalid" {
        return problem;
    }
    Problem { errors: problem.errors, ..Problem::bad_request("malformed", problem.detail) }
}
