use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use taper_events::training::{MissionState, MissionType};
use taper_events::{MissionId, TimeZone};
use taper_service::prelude::*;
use utoipa::{IntoParams, ToSchema};

use crate::store;
use crate::store::missions::{Asked, ListedMission};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct MissionsQuery {
    /// Only those in this state.
    state: Option<MissionState>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// 1 to 100.
    #[serde(default)]
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, default = 50)]
    limit: Limit,
    /// Also what was deleted, as id and version.
    #[serde(default)]
    deleted: bool,
}

/// A mission in short, or what is left of one that was deleted.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum MissionListItem {
    Standing(MissionSummary),
    Deleted(MissionTombstone),
}

#[derive(Serialize, ToSchema)]
pub(crate) struct MissionSummary {
    id: MissionId,
    mission_id: MissionId,
    version: i64,
    updated_at: DateTime<Utc>,
    state: MissionState,
    name: String,
    mission_type: MissionType,
    prep_start: NaiveDate,
    event_start: NaiveDate,
    event_end: NaiveDate,
    timezone: TimeZone,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct MissionTombstone {
    id: MissionId,
    mission_id: MissionId,
    version: i64,
    updated_at: DateTime<Utc>,
    /// True.
    deleted: bool,
}

impl From<ListedMission> for MissionListItem {
    fn from(mission: ListedMission) -> Self {
        let ListedMission { id, version, updated_at, .. } = mission;
        if mission.deleted {
            return Self::Deleted(MissionTombstone { id, mission_id: id, version, updated_at, deleted: true });
        }
        Self::Standing(MissionSummary {
            id,
            mission_id: id,
            version,
            updated_at,
            state: mission.state,
            name: mission.name,
            mission_type: mission.mission_type,
            prep_start: mission.prep_start,
            event_start: mission.event_start,
            event_end: mission.event_end,
            timezone: mission.time_zone,
        })
    }
}

/// The caller's missions, the newest first.
#[utoipa::path(get, path = "/missions", operation_id = "list_missions", tag = "training", security(("bearer" = [])),
    params(MissionsQuery), responses((status = 200, body = Page<MissionListItem>), ReadProblems))]
pub(crate) async fn list_missions(
    me: Athlete,
    mut db: Read,
    Query(query): Query<MissionsQuery>,
) -> Result<Json<Page<MissionListItem>>, Problem> {
    let after = place(query.cursor.as_deref())?;
    let asked =
        Asked { owner: me.id, with_deleted: query.deleted, state: query.state, after, limit: query.limit.and_one() };
    let missions = store::missions::list(&mut db, &asked).await?;
    Ok(Json(Page::cut(missions, query.limit, |mission| (mission.created_at, mission.id)).map(Into::into)))
}
