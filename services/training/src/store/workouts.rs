use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use sqlx::types::Json;
use taper_events::training::WorkoutDone;
use taper_events::{PlanId, UserId, WorkoutId};
use uuid::Uuid;

use crate::domain::exercise::words;
use crate::domain::record::Record;
use crate::domain::workout::{Completion, Start, Workout, WorkoutRecord};

struct Row {
    workout_id: Uuid,
    user_id: Uuid,
    version: i64,
    last_change: Uuid,
    updated_at: DateTime<Utc>,
    deleted: bool,
    started_at: Option<DateTime<Utc>>,
    started_of_plan: Option<Uuid>,
    completed_at: Option<DateTime<Utc>>,
    done: Option<Json<WorkoutDone>>,
}

impl From<Row> for WorkoutRecord {
    fn from(row: Row) -> Self {
        let start = row.started_at.map(|at| Start { at, plan_id: row.started_of_plan.map(Into::into) });
        let completion = row.completed_at.zip(row.done).map(|(at, Json(done))| Completion { at, done });
        Record {
            id: row.workout_id.into(),
            owner: row.user_id.into(),
            version: row.version,
            last_change: row.last_change,
            updated_at: row.updated_at,
            deleted: row.deleted,
            body: Workout { start, completion },
        }
    }
}

/// Whoever's it is, and its tombstone too.
pub(crate) async fn find(db: &mut PgConnection, id: WorkoutId) -> Result<Option<WorkoutRecord>, sqlx::Error> {
    let row = sqlx::query_as!(
        Row,
        r#"select workout_id, user_id, version, last_change, updated_at, deleted_at is not null as "deleted!",
                  started_at, started_of_plan, completed_at, done as "done: Json<WorkoutDone>"
           from training.workouts where workout_id = $1"#,
        id.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(Into::into))
}

/// False, and nothing is kept, if somebody else plans a workout with this id.
pub(crate) async fn insert(db: &mut PgConnection, record: &WorkoutRecord) -> Result<bool, sqlx::Error> {
    let Workout { start, completion } = &record.body;
    let done = sqlx::query!(
        "insert into training.workouts
            (workout_id, user_id, version, last_change, created_at, updated_at,
             started_at, started_of_plan, completed_at, done, performed_at, stress, words, derived)
         select $1::uuid, $2::uuid, $3::bigint, $4::uuid, $5::timestamptz, $5, $6::timestamptz, $7::uuid,
                $8::timestamptz, $9::jsonb, $10::timestamptz, $11::float8, $12::text, 1
         where not exists (select 1 from training.planned_workouts where workout_id = $1 and user_id <> $2)",
        record.id.0,
        record.owner.0,
        record.version,
        record.last_change,
        record.updated_at,
        start.as_ref().map(|start| start.at),
        start.as_ref().and_then(|start| start.plan_id).map(Uuid::from),
        completion.as_ref().map(|completion| completion.at),
        completion.as_ref().map(|completion| Json(&completion.done)) as _,
        record.body.performed_at().unwrap_or(record.updated_at),
        record.body.stress(),
        completion.as_ref().map(|completion| words(&completion.done))
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn replace(db: &mut PgConnection, record: &WorkoutRecord) -> Result<(), sqlx::Error> {
    let Workout { start, completion } = &record.body;
    sqlx::query!(
        "update training.workouts set
            version = $2, last_change = $3, updated_at = $4, started_at = $5, started_of_plan = $6,
            completed_at = $7, done = $8, performed_at = $9, stress = $10, words = $11, derived = 1
         where workout_id = $1",
        record.id.0,
        record.version,
        record.last_change,
        record.updated_at,
        start.as_ref().map(|start| start.at),
        start.as_ref().and_then(|start| start.plan_id).map(Uuid::from),
        completion.as_ref().map(|completion| completion.at),
        completion.as_ref().map(|completion| Json(&completion.done)) as _,
        record.body.performed_at().unwrap_or(record.updated_at),
        record.body.stress(),
        completion.as_ref().map(|completion| words(&completion.done))
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Leaves a tombstone without content.
pub(crate) async fn bury(db: &mut PgConnection, record: &WorkoutRecord) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update training.workouts set
            version = $2, last_change = $3, updated_at = $4, deleted_at = $4,
            started_at = null, started_of_plan = null, completed_at = null, done = null, stress = null,
            words = null
         where workout_id = $1",
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
        "delete from training.workouts where workout_id in
            (select workout_id from training.workouts
             where deleted_at < $1 order by deleted_at limit $2 for update skip locked)",
        before,
        limit
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}

/// A workout, with where a plan puts it.
pub(crate) struct PlacedWorkout {
    pub workout: WorkoutRecord,
    pub performed_at: DateTime<Utc>,
    pub planned: Option<Planned>,
}

/// What a plan says of a workout.
pub(crate) struct Planned {
    pub plan_id: PlanId,
    pub plan_version: i64,
    pub date: NaiveDate,
    pub title: Option<String>,
}

struct PlacedRow {
    workout_id: Uuid,
    user_id: Uuid,
    version: i64,
    last_change: Uuid,
    updated_at: DateTime<Utc>,
    deleted: bool,
    started_at: Option<DateTime<Utc>>,
    started_of_plan: Option<Uuid>,
    completed_at: Option<DateTime<Utc>>,
    done: Option<Json<WorkoutDone>>,
    performed_at: DateTime<Utc>,
    planned_in: Option<Uuid>,
    plan_version: Option<i64>,
    planned_date: Option<NaiveDate>,
    planned_title: Option<String>,
}

impl From<PlacedRow> for PlacedWorkout {
    fn from(row: PlacedRow) -> Self {
        let place = row.planned_in.zip(row.plan_version).zip(row.planned_date);
        let planned = place.map(|((plan_id, plan_version), date)| Planned {
            plan_id: plan_id.into(),
            plan_version,
            date,
            title: row.planned_title,
        });
        let workout = Row {
            workout_id: row.workout_id,
            user_id: row.user_id,
            version: row.version,
            last_change: row.last_change,
            updated_at: row.updated_at,
            deleted: row.deleted,
            started_at: row.started_at,
            started_of_plan: row.started_of_plan,
            completed_at: row.completed_at,
            done: row.done,
        };
        Self { workout: workout.into(), performed_at: row.performed_at, planned }
    }
}

/// One of a person's workouts that was not deleted.
pub(crate) async fn find_placed(
    db: &mut PgConnection,
    owner: UserId,
    id: WorkoutId,
) -> Result<Option<PlacedWorkout>, sqlx::Error> {
    let row = sqlx::query_as!(
        PlacedRow,
        r#"select w.workout_id, w.user_id, w.version, w.last_change, w.updated_at, false as "deleted!",
                  w.started_at, w.started_of_plan, w.completed_at, w.done as "done: Json<WorkoutDone>", w.performed_at,
                  n.plan_id as "planned_in?", p.version as "plan_version?", n.date as "planned_date?",
                  n.title as "planned_title?"
           from training.workouts w
           left join training.planned_workouts n on n.workout_id = w.workout_id and n.user_id = w.user_id
           left join training.plans p on p.plan_id = n.plan_id
           where w.workout_id = $1 and w.user_id = $2 and w.deleted_at is null"#,
        id.0,
        owner.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(Into::into))
}

/// Which of a person's workouts are asked for.
pub(crate) struct Asked {
    pub owner: UserId,
    pub with_deleted: bool,
    /// Performed at or after this.
    pub from: Option<DateTime<Utc>>,
    /// Performed before this.
    pub before: Option<DateTime<Utc>>,
    /// Found in title, notes or exercises, in small letters.
    pub words: Option<String>,
    /// The last one of the page before.
    pub after: Option<(DateTime<Utc>, WorkoutId)>,
    pub limit: i64,
}

/// The history, newest first.
pub(crate) async fn list(db: &mut PgConnection, asked: &Asked) -> Result<Vec<PlacedWorkout>, sqlx::Error> {
    let (after, after_id) = asked.after.map(|(at, id)| (at, id.0)).unzip();
    let rows = sqlx::query_as!(
        PlacedRow,
        r#"select w.workout_id, w.user_id, w.version, w.last_change, w.updated_at, w.deleted_at is not null as "deleted!",
                  w.started_at, w.started_of_plan, w.completed_at, w.done as "done: Json<WorkoutDone>", w.performed_at,
                  n.plan_id as "planned_in?", p.version as "plan_version?", n.date as "planned_date?",
                  n.title as "planned_title?"
           from training.workouts w
           left join training.planned_workouts n on n.workout_id = w.workout_id and n.user_id = w.user_id
           left join training.plans p on p.plan_id = n.plan_id
           where w.user_id = $1 and ($2 or w.deleted_at is null)
             and w.performed_at >= coalesce($3, '-infinity'::timestamptz)
             and w.performed_at < coalesce($4, 'infinity'::timestamptz)
             and (w.performed_at, w.workout_id) < (coalesce($5, 'infinity'::timestamptz), $6)
             and ($8::text is null or strpos(w.words, $8) > 0)
           order by w.performed_at desc, w.workout_id desc limit $7"#,
        asked.owner.0,
        asked.with_deleted,
        asked.from,
        asked.before,
        after,
        after_id.unwrap_or_default(),
        asked.limit,
        asked.words
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// What a person did since an instant, the newest first.
pub(crate) async fn done_since(
    db: &mut PgConnection,
    owner: UserId,
    since: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<(DateTime<Utc>, WorkoutDone)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select performed_at, done as "done!: Json<WorkoutDone>" from training.workouts
           where user_id = $1 and performed_at >= $2 and done is not null
           order by performed_at desc, workout_id desc limit $3"#,
        owner.0,
        since,
        limit
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.performed_at, row.done.0)).collect())
}

/// These workouts of a person as they were begun or done.
pub(crate) async fn of(
    db: &mut PgConnection,
    owner: UserId,
    ids: &[WorkoutId],
) -> Result<Vec<WorkoutRecord>, sqlx::Error> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let rows = sqlx::query_as!(
        Row,
        r#"select workout_id, user_id, version, last_change, updated_at, false as "deleted!",
                  started_at, started_of_plan, completed_at, done as "done: Json<WorkoutDone>"
           from training.workouts where workout_id = any($1) and user_id = $2 and deleted_at is null"#,
        &ids,
        owner.0
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Training stress of a person's workouts since an instant; none where nothing says how hard one was.
pub(crate) async fn stresses(
    db: &mut PgConnection,
    owner: UserId,
    since: DateTime<Utc>,
) -> Result<Vec<(DateTime<Utc>, Option<f64>)>, sqlx::Error> {
    let rows = sqlx::query!(
        "select performed_at, stress from training.workouts
         where user_id = $1 and performed_at >= $2 and completed_at is not null",
        owner.0,
        since
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.performed_at, row.stress)).collect())
}

/// Completed workouts from which nothing was derived yet, some of them.
pub(crate) async fn underived(db: &mut PgConnection, limit: i64) -> Result<Vec<WorkoutRecord>, sqlx::Error> {
    let rows = sqlx::query_as!(
        Row,
        r#"select workout_id, user_id, version, last_change, updated_at, false as "deleted!",
                  started_at, started_of_plan, completed_at, done as "done: Json<WorkoutDone>"
           from training.workouts where derived < 1 and done is not null
           order by workout_id limit $1 for update skip locked"#,
        limit
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Notes what one of them is found by and what it cost.
pub(crate) async fn derived(db: &mut PgConnection, workout: &WorkoutRecord) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update training.workouts set derived = 1, words = $2, stress = $3 where workout_id = $1",
        workout.id.0,
        workout.body.completion.as_ref().map(|completion| words(&completion.done)),
        workout.body.stress()
    )
    .execute(db)
    .await?;
    Ok(())
}

/// How many workouts a person has, and when the last of them changed.
pub(crate) async fn state(db: &mut PgConnection, owner: UserId) -> Result<(i64, Option<DateTime<Utc>>), sqlx::Error> {
    let row = sqlx::query!(
        r#"select count(*) as "count!", max(updated_at) as changed_at from training.workouts
           where user_id = $1 and deleted_at is null"#,
        owner.0
    )
    .fetch_one(db)
    .await?;
    Ok((row.count, row.changed_at))
}
