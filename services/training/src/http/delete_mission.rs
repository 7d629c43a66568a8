use axum::http::StatusCode;
use taper_events::training::MissionDeleted;
use taper_events::{BasedOn, MissionId};
use taper_service::prelude::*;

use super::{change_of, refused};
use crate::steps;

/// Removes a mission of the caller's with its stages and its history. Plans for it stay.
#[utoipa::path(delete, path = "/missions/{mission_id}", operation_id = "delete_mission", tag = "training",
    security(("bearer" = [])), params(("mission_id" = MissionId, Path)),
    responses((status = 204, description = "Gone"), ReadProblems, NotFound))]
pub(crate) async fn delete_mission(
    me: Athlete,
    write: Write,
    Path(id): Path<MissionId>,
) -> Result<StatusCode, Problem> {
    let mut tx = write.begin(me.id).await?;
    steps::missions::lock(&mut tx, me.id, id).await?;
    let change = change_of(&tx, &me);
    let intent = MissionDeleted { mission_id: id, based_on: BasedOn::default() };
    steps::missions::delete(&mut tx, &intent, &change).await?.map_err(|why| refused(why.refusal))?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
