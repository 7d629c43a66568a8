use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde::Deserialize;
use taper_events::training::{Mission, MissionPersisted, MissionSubmitted};
use taper_events::{BasedOn, MissionId};
use taper_service::prelude::*;
use utoipa::ToSchema;

use super::{change_of, mission_answer, not_created};
use crate::{steps, store};

/// A mission to be; without an id it is given one.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewMission {
    mission_id: Option<MissionId>,
    #[serde(flatten)]
    mission: Mission,
}

/// Makes a mission of the caller's.
#[utoipa::path(post, path = "/missions", operation_id = "create_mission", tag = "training", security(("bearer" = [])),
    params(IdempotencyHeader),
    request_body(content = NewMission, example = json!({
        "name": "Nordic Open", "mission_type": "powerlifting_meet", "prep_start": "2027-01-11",
        "event_start": "2027-04-03", "event_end": "2027-04-04", "timezone": "Europe/Oslo"})),
    responses((status = 201, body = MissionPersisted), ReadProblems, WriteProblems, Conflict))]
pub(crate) async fn create_mission(
    me: Athlete,
    write: Write,
    New { body, key }: New<NewMission>,
) -> Result<impl IntoResponse, Problem> {
    let mut tx = write.begin(me.id).await?;
    let id = body.mission_id.unwrap_or(MissionId(tx.id()));
    let mission = if let Some(made) = tx.made_before("create_mission", key.as_ref(), id.0).await? {
        let found = store::missions::find(&mut tx, made.into()).await?;
        found.filter(|mission| !mission.deleted).ok_or_else(Problem::not_found)?
    } else {
        steps::missions::lock(&mut tx, me.id, id).await?;
        let change = change_of(&tx, &me);
        let intent = MissionSubmitted { mission_id: Some(id), based_on: BasedOn::default(), mission: body.mission };
        let written = steps::missions::submit(&mut tx, id, &intent, &change).await?;
        written.map_err(|refused| not_created(refused.refusal))?
    };
    let score = store::stages::score(&mut tx, &mission).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, mission_answer(mission.persisted(score.progress))))
}
