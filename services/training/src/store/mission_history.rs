use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use taper_events::MissionId;
use taper_events::training::MissionState;
use uuid::Uuid;

use crate::domain::mission_moves::Move;

struct Row {
    version: i64,
    at: DateTime<Utc>,
    actor_id: Uuid,
    from_state: MissionState,
    to_state: MissionState,
    reason: Option<String>,
}

impl From<Row> for Move {
    fn from(row: Row) -> Self {
        Self {
            version: row.version,
            from: row.from_state,
            to: row.to_state,
            actor: row.actor_id.into(),
            reason: row.reason,
            at: row.at,
        }
    }
}

pub(crate) async fn append(db: &mut PgConnection, mission: MissionId, step: &Move) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into training.mission_history (mission_id, version, at, actor_id, from_state, to_state, reason)
         values ($1, $2, $3, $4, $5, $6, $7)",
        mission.0,
        step.version,
        step.at,
        step.actor.0,
        step.from as _,
        step.to as _,
        step.reason
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Newest first; `before`: the version at which the page before ended.
pub(crate) async fn list(
    db: &mut PgConnection,
    mission: MissionId,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Move>, sqlx::Error> {
    let rows = sqlx::query_as!(
        Row,
        r#"select version, at, actor_id, from_state as "from_state: MissionState",
                  to_state as "to_state: MissionState", reason
           from training.mission_history where mission_id = $1 and version < $2
           order by version desc limit $3"#,
        mission.0,
        before.unwrap_or(i64::MAX),
        limit
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

pub(crate) async fn clear(db: &mut PgConnection, mission: MissionId) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from training.mission_history where mission_id = $1", mission.0).execute(db).await?;
    Ok(())
}
