use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use taper_events::MissionId;
use taper_events::training::MissionState;
use taper_service::prelude::*;
use utoipa::{IntoParams, ToSchema};

use crate::domain::mission_moves::Move;
use crate::store;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct HistoryQuery {
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// 1 to 100.
    #[serde(default)]
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, default = 50)]
    limit: Limit,
}

/// A move of a mission's state.
#[derive(Serialize, ToSchema)]
pub(crate) struct MoveView {
    /// Of the mission, that the move made.
    version: i64,
    from: MissionState,
    to: MissionState,
    /// The system's id where the mission's dates moved it.
    actor_id: UserId,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    at: DateTime<Utc>,
}

impl From<Move> for MoveView {
    fn from(step: Move) -> Self {
        let Move { version, from, to, actor, reason, at } = step;
        Self { version, from, to, actor_id: actor, reason, at }
    }
}

/// Who or what moved a mission of the caller, and why, the newest first.
#[utoipa::path(get, path = "/missions/{mission_id}/history", operation_id = "list_mission_history", tag = "training",
    security(("bearer" = [])), params(("mission_id" = MissionId, Path), HistoryQuery),
    responses((status = 200, body = Page<MoveView>), ReadProblems, NotFound))]
pub(crate) async fn list_mission_history(
    me: Athlete,
    mut db: Read,
    Path(id): Path<MissionId>,
    Query(query): Query<HistoryQuery>,
) -> Result<Json<Page<MoveView>>, Problem> {
    let before = query.cursor.as_deref().map(Cursor::decode).transpose()?;
    store::missions::find_own(&mut db, me.id, id).await?.ok_or_else(Problem::not_found)?;
    let moves = store::mission_history::list(&mut db, id, before, query.limit.and_one()).await?;
    Ok(Json(Page::cut(moves, query.limit, |step| step.version).map(Into::into)))
}
