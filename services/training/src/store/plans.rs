use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use sqlx::types::Json;
use taper_events::training::{Plan, PlannedWorkout, Progression, Reminder};
use taper_events::{PlanId, TimeZone, UserId};
use uuid::Uuid;

use crate::domain::plan::PlanRecord;
use crate::domain::record::Record;
use crate::store::zone;

struct Row {
    plan_id: Uuid,
    user_id: Uuid,
    version: i64,
    last_change: Uuid,
    updated_at: DateTime<Utc>,
    deleted: bool,
    mission_id: Option<Uuid>,
    name: Option<String>,
    start_date: NaiveDate,
    comp_date: NaiveDate,
    time_zone: String,
    training_days_per_week: i16,
    workouts: Json<Vec<PlannedWorkout>>,
    reminders: Json<Vec<Reminder>>,
    progressions: Json<Vec<Progression>>,
}

impl From<Row> for PlanRecord {
    fn from(row: Row) -> Self {
        Record {
            id: row.plan_id.into(),
            owner: row.user_id.into(),
            version: row.version,
            last_change: row.last_change,
            updated_at: row.updated_at,
            deleted: row.deleted,
            body: Plan {
                mission_id: row.mission_id,
                name: row.name,
                start_date: row.start_date,
                comp_date: row.comp_date,
                time_zone: zone(&row.time_zone),
                training_days_per_week: u8::try_from(row.training_days_per_week).unwrap_or_default(),
                workouts: row.workouts.0,
                reminders: row.reminders.0,
                progressions: row.progressions.0,
            },
        }
    }
}

/// Whoever's it is, and its tombstone too.
pub(crate) async fn find(db: &mut PgConnection, id: PlanId) -> Result<Option<PlanRecord>, sqlx::Error> {
    let row = sqlx::query_as!(
        Row,
        r#"select plan_id, user_id, version, last_change, updated_at, deleted_at is not null as "deleted!",
                  mission_id, name, start_date, comp_date, time_zone, training_days_per_week,
                  workouts as "workouts: Json<Vec<PlannedWorkout>>", reminders as "reminders: Json<Vec<Reminder>>",
                  progressions as "progressions: Json<Vec<Progression>>"
           from training.plans where plan_id = $1"#,
        id.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(Into::into))
}

pub(crate) async fn insert(db: &mut PgConnection, record: &PlanRecord) -> Result<(), sqlx::Error> {
    let plan = &record.body;
    sqlx::query!(
        "insert into training.plans
            (plan_id, user_id, version, last_change, created_at, updated_at, mission_id, name, start_date, comp_date,
             time_zone, training_days_per_week, workouts, reminders, progressions)
         values ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        record.id.0,
        record.owner.0,
        record.version,
        record.last_change,
        record.updated_at,
        plan.mission_id,
        plan.name,
        plan.start_date,
        plan.comp_date,
        plan.time_zone.to_string(),
        i16::from(plan.training_days_per_week),
        Json(&plan.workouts) as _,
        Json(&plan.reminders) as _,
        Json(&plan.progressions) as _
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(crate) async fn replace(db: &mut PgConnection, record: &PlanRecord) -> Result<(), sqlx::Error> {
    let plan = &record.body;
    sqlx::query!(
        "update training.plans set
            version = $2, last_change = $3, updated_at = $4, mission_id = $5, name = $6, start_date = $7,
            comp_date = $8, time_zone = $9, training_days_per_week = $10, workouts = $11, reminders = $12,
            progressions = $13
         where plan_id = $1",
        record.id.0,
        record.version,
        record.last_change,
        record.updated_at,
        plan.mission_id,
        plan.name,
        plan.start_date,
        plan.comp_date,
        plan.time_zone.to_string(),
        i16::from(plan.training_days_per_week),
        Json(&plan.workouts) as _,
        Json(&plan.reminders) as _,
        Json(&plan.progressions) as _
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Leaves a tombstone without content.
pub(crate) async fn bury(db: &mut PgConnection, record: &PlanRecord) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update training.plans set
            version = $2, last_change = $3, updated_at = $4, deleted_at = $4,
            mission_id = null, name = null, workouts = '[]', reminders = '[]', progressions = '[]'
         where plan_id = $1",
        record.id.0,
        record.version,
        record.last_change,
        record.updated_at
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Forgets up to `limit` tombstones from before an instant. Returns how many.
pub(crate) async fn forget(db: &mut PgConnection, before: DateTime<Utc>, limit: i64) -> Result<u64, sqlx::Error> {
    let done = sqlx::query!(
        "delete from training.plans where plan_id in
            (select plan_id from training.plans where deleted_at < $1 order by deleted_at limit $2 for update skip locked)",
        before,
        limit
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}

/// A plan as a list shows it, without its workouts.
pub(crate) struct ListedPlan {
    pub id: PlanId,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub deleted: bool,
    pub name: Option<String>,
    pub mission_id: Option<Uuid>,
    pub start_date: NaiveDate,
    pub comp_date: NaiveDate,
    pub time_zone: TimeZone,
    pub training_days_per_week: i16,
}

struct ListedRow {
    plan_id: Uuid,
    version: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    deleted: bool,
    name: Option<String>,
    mission_id: Option<Uuid>,
    start_date: NaiveDate,
    comp_date: NaiveDate,
    time_zone: String,
    training_days_per_week: i16,
}

impl From<ListedRow> for ListedPlan {
    fn from(row: ListedRow) -> Self {
        Self {
            id: row.plan_id.into(),
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            deleted: row.deleted,
            name: row.name,
            mission_id: row.mission_id,
            start_date: row.start_date,
            comp_date: row.comp_date,
            time_zone: zone(&row.time_zone),
            training_days_per_week: row.training_days_per_week,
        }
    }
}

/// Which of a person's plans are asked for.
pub(crate) struct Asked {
    pub owner: UserId,
    pub with_deleted: bool,
    /// The last one of the page before.
    pub after: Option<(DateTime<Utc>, PlanId)>,
    pub limit: i64,
}

/// Newest first, by when the server first had them: an order that no edit changes.
pub(crate) async fn list(db: &mut PgConnection, asked: &Asked) -> Result<Vec<ListedPlan>, sqlx::Error> {
    let (after, after_id) = asked.after.map(|(at, id)| (at, id.0)).unzip();
    let rows = sqlx::query_as!(
        ListedRow,
        r#"select plan_id, version, created_at, updated_at, deleted_at is not null as "deleted!",
                  name, mission_id, start_date, comp_date, time_zone, training_days_per_week
           from training.plans
           where user_id = $1 and ($2 or deleted_at is null)
             and (created_at, plan_id) < (coalesce($3, 'infinity'::timestamptz), $4)
           order by created_at desc, plan_id desc limit $5"#,
        asked.owner.0,
        asked.with_deleted,
        after,
        after_id.unwrap_or_default(),
        asked.limit
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Of the newest plan.
pub(crate) async fn newest_zone(db: &mut PgConnection, owner: UserId) -> Result<Option<TimeZone>, sqlx::Error> {
    let name = sqlx::query_scalar!(
        "select time_zone from training.plans where user_id = $1 and deleted_at is null
         order by created_at desc, plan_id desc limit 1",
        owner.0
    )
    .fetch_optional(db)
    .await?;
    Ok(name.as_deref().map(zone))
}
