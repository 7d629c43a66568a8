use axum::response::IntoResponse;
use serde::Deserialize;
use taper_events::training::{Mission, MissionPersisted, MissionSubmitted};
use taper_events::{BasedOn, MissionId};
use taper_service::prelude::*;
use utoipa::ToSchema;

use super::{change_of, mission_answer, refused};
use crate::domain::record::Refusal;
use crate::{steps, store};

/// The whole of a mission, and which version it replaces.
#[derive(Deserialize, ToSchema)]
pub(crate) struct MissionReplacement {
    #[serde(flatten)]
    based_on: BasedOn,
    #[serde(flatten)]
    mission: Mission,
}

/// Replaces a mission of the caller's, if it is based on what stands.
#[utoipa::path(put, path = "/missions/{mission_id}", operation_id = "replace_mission", tag = "training",
    security(("bearer" = [])), params(("mission_id" = MissionId, Path)),
    request_body(content = MissionReplacement, example = json!({
        "base_version": 1, "name": "Nordic Open", "mission_type": "powerlifting_meet", "prep_start": "2027-01-11",
        "event_start": "2027-04-03", "event_end": "2027-04-04", "timezone": "Europe/Oslo", "notes": "Bench by 10:00."})),
    responses((status = 200, body = MissionPersisted), ReadProblems, WriteProblems, NotFound, Conflict))]
pub(crate) async fn replace_mission(
    me: Athlete,
    write: Write,
    Path(id): Path<MissionId>,
    Json(body): Json<MissionReplacement>,
) -> Result<impl IntoResponse, Problem> {
    let MissionReplacement { based_on, mission } = body;
    let mut tx = write.begin(me.id).await?;
    steps::missions::lock(&mut tx, me.id, id).await?;
    store::missions::find_own(&mut tx, me.id, id).await?.ok_or_else(Problem::not_found)?;
    // Where nothing is replaced something new would be made.
    if based_on.is_first() {
        return Err(refused(Refusal::BaseMissing));
    }
    let change = change_of(&tx, &me);
    let intent = MissionSubmitted { mission_id: Some(id), based_on, mission };
    let written = steps::missions::submit(&mut tx, id, &intent, &change).await?;
    let mission = written.map_err(|why| refused(why.refusal))?;
    let score = store::stages::score(&mut tx, &mission).await?;
    tx.commit().await?;
    Ok(mission_answer(mission.persisted(score.progress)))
}
