use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use sqlx::types::Json;
use taper_events::training::{
    Mission, MissionConstraints, MissionNotifications, MissionState, MissionType, PointsSchema,
};
use taper_events::{MissionId, TimeZone, UserId};
use uuid::Uuid;

use crate::domain::mission::{MissionRecord, Standing};
use crate::domain::record::Record;
use crate::store::zone;

struct Row {
    mission_id: Uuid,
    user_id: Uuid,
    version: i64,
    last_change: Uuid,
    edited_version: i64,
    updated_at: DateTime<Utc>,
    deleted: bool,
    state: MissionState,
    moves_at: Option<DateTime<Utc>>,
    name: String,
    mission_type: MissionType,
    prep_start: NaiveDate,
    event_start: NaiveDate,
    event_end: NaiveDate,
    time_zone: String,
    points_schema: Option<Json<PointsSchema>>,
    constraints: Json<MissionConstraints>,
    notification_preferences: Json<MissionNotifications>,
    notes: Option<String>,
}

impl From<Row> for MissionRecord {
    fn from(row: Row) -> Self {
        let mission = Mission {
            name: row.name,
            mission_type: row.mission_type,
            prep_start: row.prep_start,
            event_start: row.event_start,
            event_end: row.event_end,
            time_zone: zone(&row.time_zone),
            points_schema: row.points_schema.map(|Json(schema)| schema),
            constraints: row.constraints.0,
            notification_preferences: row.notification_preferences.0,
            notes: row.notes,
        };
        Record {
            id: row.mission_id.into(),
            owner: row.user_id.into(),
            version: row.version,
            last_change: row.last_change,
            updated_at: row.updated_at,
            deleted: row.deleted,
            body: Standing { mission, state: row.state, edited_version: row.edited_version, moves_at: row.moves_at },
        }
    }
}

/// Whoever's it is, and its tombstone too.
pub(crate) async fn find(db: &mut PgConnection, id: MissionId) -> Result<Option<MissionRecord>, sqlx::Error> {
    let row = sqlx::query_as!(
        Row,
        r#"select mission_id, user_id, version, last_change, edited_version, updated_at,
                  deleted_at is not null as "deleted!", state as "state: MissionState", moves_at, name,
                  mission_type as "mission_type: MissionType", prep_start, event_start, event_end, time_zone,
                  points_schema as "points_schema: Json<PointsSchema>", constraints as "constraints: Json<MissionConstraints>",
                  notification_preferences as "notification_preferences: Json<MissionNotifications>", notes
           from training.missions where mission_id = $1"#,
        id.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(Into::into))
}

/// One of a person's missions that was not deleted.
pub(crate) async fn find_own(
    db: &mut PgConnection,
    owner: UserId,
    id: MissionId,
) -> Result<Option<MissionRecord>, sqlx::Error> {
    let found = find(db, id).await?;
    Ok(found.filter(|mission| mission.owner == owner && !mission.deleted))
}

/// Whose it is, if it was not deleted.
pub(crate) async fn owner(db: &mut PgConnection, id: MissionId) -> Result<Option<UserId>, sqlx::Error> {
    let owner =
        sqlx::query_scalar!("select user_id from training.missions where mission_id = $1 and deleted_at is null", id.0)
            .fetch_optional(db)
            .await?;
    Ok(owner.map(Into::into))
}

/// False, and nothing is kept, if somebody else was faster with this id.
pub(crate) async fn insert(db: &mut PgConnection, record: &MissionRecord) -> Result<bool, sqlx::Error> {
    let Standing { mission, state, edited_version, moves_at } = &record.body;
    let done = sqlx::query!(
        "insert into training.missions
            (mission_id, user_id, version, last_change, edited_version, created_at, updated_at, state, moves_at, name,
             mission_type, prep_start, event_start, event_end, time_zone, points_schema, constraints,
             notification_preferences, notes)
         values ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
         on conflict (mission_id) do nothing",
        record.id.0,
        record.owner.0,
        record.version,
        record.last_change,
        edited_version,
        record.updated_at,
        state as _,
        *moves_at,
        mission.name,
        mission.mission_type as _,
        mission.prep_start,
        mission.event_start,
        mission.event_end,
        mission.time_zone.to_string(),
        mission.points_schema.as_ref().map(Json) as _,
        Json(&mission.constraints) as _,
        Json(&mission.notification_preferences) as _,
        mission.notes
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn replace(db: &mut PgConnection, record: &MissionRecord) -> Result<(), sqlx::Error> {
    let Standing { mission, state, edited_version, moves_at } = &record.body;
    sqlx::query!(
        "update training.missions set
            version = $2, last_change = $3, edited_version = $4, updated_at = $5, state = $6, moves_at = $7, name = $8,
            mission_type = $9, prep_start = $10, event_start = $11, event_end = $12, time_zone = $13,
            points_schema = $14, constraints = $15, notification_preferences = $16, notes = $17
         where mission_id = $1",
        record.id.0,
        record.version,
        record.last_change,
        edited_version,
        record.updated_at,
        state as _,
        *moves_at,
        mission.name,
        mission.mission_type as _,
        mission.prep_start,
        mission.event_start,
        mission.event_end,
        mission.time_zone.to_string(),
        mission.points_schema.as_ref().map(Json) as _,
        Json(&mission.constraints) as _,
        Json(&mission.notification_preferences) as _,
        mission.notes
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Leaves a tombstone without content.
pub(crate) async fn bury(db: &mut PgConnection, record: &MissionRecord) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update training.missions set
            version = $2, last_change = $3, updated_at = $4, deleted_at = $4, moves_at = null, name = '',
            points_schema = null, constraints = '{}', notification_preferences = '{}', notes = null
         where mission_id = $1",
        record.id.0,
        record.version,
        record.last_change,
        record.updated_at
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Forgets up to `limit` tombstones from before an instant, with those of their stages. Returns how many.
pub(crate) async fn forget(db: &mut PgConnection, before: DateTime<Utc>, limit: i64) -> Result<u64, sqlx::Error> {
    let done = sqlx::query!(
        "delete from training.missions where mission_id in
            (select mission_id from training.missions
             where deleted_at < $1 order by deleted_at limit $2 for update skip locked)",
        before,
        limit
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}

/// Missions that move on by their dates by now, those that wait longest first, with whose they are.
pub(crate) async fn due(
    db: &mut PgConnection,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<(MissionId, UserId)>, sqlx::Error> {
    let rows = sqlx::query!(
        "select mission_id, user_id from training.missions where moves_at <= $1 order by moves_at limit $2",
        now,
        limit
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.mission_id.into(), row.user_id.into())).collect())
}

/// Those of some missions that are due still and that nobody else is moving: ours until the commit.
pub(crate) async fn take_due(
    db: &mut PgConnection,
    ids: &[MissionId],
    now: DateTime<Utc>,
) -> Result<Vec<MissionRecord>, sqlx::Error> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let rows = sqlx::query_as!(
        Row,
        r#"select mission_id, user_id, version, last_change, edited_version, updated_at,
                  deleted_at is not null as "deleted!", state as "state: MissionState", moves_at, name,
                  mission_type as "mission_type: MissionType", prep_start, event_start, event_end, time_zone,
                  points_schema as "points_schema: Json<PointsSchema>", constraints as "constraints: Json<MissionConstraints>",
                  notification_preferences as "notification_preferences: Json<MissionNotifications>", notes
           from training.missions where mission_id = any($1) and moves_at <= $2
           order by moves_at for update skip locked"#,
        &ids,
        now
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// A mission as a list shows it.
pub(crate) struct ListedMission {
    pub id: MissionId,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub deleted: bool,
    pub state: MissionState,
    pub name: String,
    pub mission_type: MissionType,
    pub prep_start: NaiveDate,
    pub event_start: NaiveDate,
    pub event_end: NaiveDate,
    pub time_zone: TimeZone,
}

struct ListedRow {
    mission_id: Uuid,
    version: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    deleted: bool,
    state: MissionState,
    name: String,
    mission_type: MissionType,
    prep_start: NaiveDate,
    event_start: NaiveDate,
    event_end: NaiveDate,
    time_zone: String,
}

impl From<ListedRow> for ListedMission {
    fn from(row: ListedRow) -> Self {
        Self {
            id: row.mission_id.into(),
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            deleted: row.deleted,
            state: row.state,
            name: row.name,
            mission_type: row.mission_type,
            prep_start: row.prep_start,
            event_start: row.event_start,
            event_end: row.event_end,
            time_zone: zone(&row.time_zone),
        }
    }
}

/// Which of a person's missions are asked for.
pub(crate) struct Asked {
    pub owner: UserId,
    pub with_deleted: bool,
    pub state: Option<MissionState>,
    /// The last one of the page before.
    pub after: Option<(DateTime<Utc>, MissionId)>,
    pub limit: i64,
}

/// Newest first, by when the server first had them: an order that no edit changes.
pub(crate) async fn list(db: &mut PgConnection, asked: &Asked) -> Result<Vec<ListedMission>, sqlx::Error> {
    let (after, after_id) = asked.after.map(|(at, id)| (at, id.0)).unzip();
    let rows = sqlx::query_as!(
        ListedRow,
        r#"select mission_id, version, created_at, updated_at, deleted_at is not null as "deleted!",
                  state as "state: MissionState", name, mission_type as "mission_type: MissionType",
                  prep_start, event_start, event_end, time_zone
           from training.missions
           where user_id = $1 and ($2 or deleted_at is null) and ($3::text is null or state = $3)
             and (created_at, mission_id) < (coalesce($4, 'infinity'::timestamptz), $5)
           order by created_at desc, mission_id desc limit $6"#,
        asked.owner.0,
        asked.with_deleted,
        asked.state as _,
        after,
        after_id.unwrap_or_default(),
        asked.limit
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}
