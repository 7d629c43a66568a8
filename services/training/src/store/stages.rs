use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use taper_events::training::{RideMode, Stage, StageType};
use taper_events::{MissionId, StageId};
use uuid::Uuid;

use crate::domain::mission::MissionRecord;
use crate::domain::points::Score;
use crate::domain::record::Record;
use crate::domain::stage::{MissionStage, StageRecord};

struct Row {
    stage_id: Uuid,
    mission_id: Uuid,
    user_id: Uuid,
    version: i64,
    last_change: Uuid,
    updated_at: DateTime<Utc>,
    deleted: bool,
    stage_number: i16,
    stage_type: StageType,
    ride_mode: Option<RideMode>,
    completed_at: Option<DateTime<Utc>>,
    activity_id: Option<Uuid>,
    notes: Option<String>,
}

impl From<Row> for StageRecord {
    fn from(row: Row) -> Self {
        let stage = Stage {
            stage_number: u16::try_from(row.stage_number).unwrap_or_default(),
            stage_type: row.stage_type,
            ride_mode: row.ride_mode,
            completed_at: row.completed_at,
            activity_id: row.activity_id,
            notes: row.notes,
        };
        Record {
            id: row.stage_id.into(),
            owner: row.user_id.into(),
            version: row.version,
            last_change: row.last_change,
            updated_at: row.updated_at,
            deleted: row.deleted,
            body: MissionStage { mission_id: row.mission_id.into(), stage },
        }
    }
}

/// Whoever's it is, and its tombstone too.
pub(crate) async fn find(db: &mut PgConnection, id: StageId) -> Result<Option<StageRecord>, sqlx::Error> {
    let row = sqlx::query_as!(
        Row,
        r#"select stage_id, mission_id, user_id, version, last_change, updated_at, deleted_at is not null as "deleted!",
                  stage_number, stage_type as "stage_type: StageType", ride_mode as "ride_mode: RideMode",
                  completed_at, activity_id, notes
           from training.mission_stages where stage_id = $1"#,
        id.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(Into::into))
}

/// The stages of a mission that were not deleted, by their numbers.
pub(crate) async fn of(db: &mut PgConnection, mission: MissionId) -> Result<Vec<StageRecord>, sqlx::Error> {
    let rows = sqlx::query_as!(
        Row,
        r#"select stage_id, mission_id, user_id, version, last_change, updated_at, false as "deleted!",
                  stage_number, stage_type as "stage_type: StageType", ride_mode as "ride_mode: RideMode",
                  completed_at, activity_id, notes
           from training.mission_stages where mission_id = $1 and deleted_at is null order by stage_number"#,
        mission.0
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// What the stages of a mission come to.
pub(crate) async fn score(db: &mut PgConnection, mission: &MissionRecord) -> Result<Score, sqlx::Error> {
    let stages = of(db, mission.id).await?;
    Ok(mission.score(&stages))
}

/// False, and nothing is kept, if somebody else was faster with this id.
pub(crate) async fn insert(db: &mut PgConnection, record: &StageRecord) -> Result<bool, sqlx::Error> {
    let MissionStage { mission_id, stage } = &record.body;
    let done = sqlx::query!(
        "insert into training.mission_stages
            (stage_id, mission_id, user_id, version, last_change, created_at, updated_at, stage_number, stage_type,
             ride_mode, completed_at, activity_id, notes)
         values ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9, $10, $11, $12)
         on conflict (stage_id) do nothing",
        record.id.0,
        mission_id.0,
        record.owner.0,
        record.version,
        record.last_change,
        record.updated_at,
        stage.stage_number.cast_signed(),
        stage.stage_type as _,
        stage.ride_mode as _,
        stage.completed_at,
        stage.activity_id,
        stage.notes
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn replace(db: &mut PgConnection, record: &StageRecord) -> Result<(), sqlx::Error> {
    let stage = &record.body.stage;
    sqlx::query!(
        "update training.mission_stages set
            version = $2, last_change = $3, updated_at = $4, stage_number = $5, stage_type = $6, ride_mode = $7,
            completed_at = $8, activity_id = $9, notes = $10
         where stage_id = $1",
        record.id.0,
        record.version,
        record.last_change,
        record.updated_at,
        stage.stage_number.cast_signed(),
        stage.stage_type as _,
        stage.ride_mode as _,
        stage.completed_at,
        stage.activity_id,
        stage.notes
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Leaves a tombstone without content.
pub(crate) async fn bury(db: &mut PgConnection, record: &StageRecord) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update training.mission_stages set
            version = $2, last_change = $3, updated_at = $4, deleted_at = $4,
            ride_mode = null, completed_at = null, activity_id = null, notes = null
         where stage_id = $1",
        record.id.0,
        record.version,
        record.last_change,
        record.updated_at
    )
    .execute(db)
    .await?;
    Ok(())
}

/// As [`bury`], all that a mission still has, with it.
pub(crate) async fn bury_all(
    db: &mut PgConnection,
    mission: MissionId,
    change: Uuid,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update training.mission_stages set
            version = version + 1, last_change = $2, updated_at = $3, deleted_at = $3,
            ride_mode = null, completed_at = null, activity_id = null, notes = null
         where mission_id = $1 and deleted_at is null",
        mission.0,
        change,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Forgets up to `limit` tombstones from before an instant. Returns how many.
pub(crate) async fn forget(db: &mut PgConnection, before: DateTime<Utc>, limit: i64) -> Result<u64, sqlx::Error> {
    let done = sqlx::query!(
        "delete from training.mission_stages where stage_id in
            (select stage_id from training.mission_stages
             where deleted_at < $1 order by deleted_at limit $2 for update skip locked)",
        before,
        limit
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}
