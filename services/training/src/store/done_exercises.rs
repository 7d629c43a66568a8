use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::PgConnection;
use sqlx::types::Json;
use taper_events::athlete::Lift;
use taper_events::{UserId, WorkoutId};

use crate::domain::exercise::{Exercise, Set};
use crate::domain::workout::WorkoutRecord;

/// An exercise as its row has it.
#[derive(Serialize)]
struct Written<'a> {
    exercise: &'a str,
    name: &'a str,
    reps: Vec<u16>,
    weights_kg: Vec<f64>,
    rpes: Vec<Option<f64>>,
    load_kg: f64,
    heaviest_kg: Option<f64>,
    best_e1rm_kg: Option<f64>,
}

impl<'a> From<&'a Exercise> for Written<'a> {
    fn from(exercise: &'a Exercise) -> Self {
        let Exercise { key, name, sets } = exercise;
        Self {
            exercise: key,
            name,
            reps: sets.iter().map(|set| set.reps).collect(),
            weights_kg: sets.iter().map(|set| set.kg).collect(),
            rpes: sets.iter().map(|set| set.rpe).collect(),
            load_kg: exercise.load_kg(),
            heaviest_kg: exercise.heaviest_kg(),
            best_e1rm_kg: exercise.best_e1rm_kg(),
        }
    }
}

/// Writes anew what a workout was made of, in one statement: every workout that is sent comes by here.
pub(crate) async fn replace(
    db: &mut PgConnection,
    workout: &WorkoutRecord,
    performed_at: DateTime<Utc>,
    exercises: &[Exercise],
) -> Result<(), sqlx::Error> {
    let written: Vec<Written<'_>> = exercises.iter().map(Into::into).collect();
    sqlx::query!(
        "with made as (
            select * from jsonb_to_recordset($4) as made (exercise text, name text, reps smallint[], weights_kg float8[],
                rpes float8[], load_kg float8, heaviest_kg float8, best_e1rm_kg float8)
         ), gone as (
            delete from training.done_exercises
            where workout_id = $1 and exercise not in (select exercise from made)
         )
         insert into training.done_exercises
            (workout_id, user_id, performed_at, exercise, name, reps, weights_kg, rpes, load_kg, heaviest_kg, best_e1rm_kg)
         select $1, $2, $3, made.* from made
         on conflict (workout_id, exercise) do update set
            name = excluded.name, performed_at = excluded.performed_at, reps = excluded.reps,
            weights_kg = excluded.weights_kg, rpes = excluded.rpes, load_kg = excluded.load_kg,
            heaviest_kg = excluded.heaviest_kg, best_e1rm_kg = excluded.best_e1rm_kg",
        workout.id.0,
        workout.owner.0,
        performed_at,
        Json(&written) as _
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(crate) async fn clear(db: &mut PgConnection, workout: WorkoutId) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from training.done_exercises where workout_id = $1", workout.0).execute(db).await?;
    Ok(())
}

/// One exercise of one workout.
pub(crate) struct Performed {
    pub workout_id: WorkoutId,
    pub name: String,
    pub performed_at: DateTime<Utc>,
    pub sets: Vec<Set>,
    pub load_kg: f64,
    pub best_e1rm_kg: Option<f64>,
}

struct Row {
    workout_id: uuid::Uuid,
    name: String,
    performed_at: DateTime<Utc>,
    reps: Vec<i16>,
    weights_kg: Vec<f64>,
    rpes: Vec<Option<f64>>,
    load_kg: f64,
    best_e1rm_kg: Option<f64>,
}

impl From<Row> for Performed {
    fn from(row: Row) -> Self {
        Self {
            workout_id: row.workout_id.into(),
            name: row.name,
            performed_at: row.performed_at,
            sets: sets(&row.reps, &row.weights_kg, &row.rpes),
            load_kg: row.load_kg,
            best_e1rm_kg: row.best_e1rm_kg,
        }
    }
}

fn sets(reps: &[i16], weights: &[f64], rpes: &[Option<f64>]) -> Vec<Set> {
    let set = |((reps, kg), rpe): ((&i16, &f64), &Option<f64>)| Set {
        reps: u16::try_from(*reps).unwrap_or_default(),
        kg: *kg,
        rpe: *rpe,
    };
    reps.iter().zip(weights).zip(rpes).map(set).collect()
}

/// An exercise of a person, the newest first, after a place in the list.
pub(crate) async fn of_exercise(
    db: &mut PgConnection,
    owner: UserId,
    exercise: &str,
    after: Option<(DateTime<Utc>, WorkoutId)>,
    limit: i64,
) -> Result<Vec<Performed>, sqlx::Error> {
    let (after, after_id) = after.map(|(at, id)| (at, id.0)).unzip();
    let rows = sqlx::query_as!(
        Row,
        r#"select workout_id, name, performed_at, reps, weights_kg, rpes as "rpes: Vec<Option<f64>>", load_kg, best_e1rm_kg
           from training.done_exercises
           where user_id = $1 and exercise = $2
             and (performed_at, workout_id) < (coalesce($3, 'infinity'::timestamptz), $4)
           order by performed_at desc, workout_id desc limit $5"#,
        owner.0,
        exercise,
        after,
        after_id.unwrap_or_default(),
        limit
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// What somebody has done of one exercise in all.
pub(crate) struct Summary {
    pub exercise: String,
    pub name: String,
    pub workouts: i64,
    pub last_performed_at: DateTime<Utc>,
    pub heaviest_kg: Option<f64>,
    pub best_e1rm_kg: Option<f64>,
}

/// All exercises of a person by their keys, after one of them.
pub(crate) async fn summaries(
    db: &mut PgConnection,
    owner: UserId,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<Summary>, sqlx::Error> {
    sqlx::query_as!(
        Summary,
        r#"select exercise, (array_agg(name order by performed_at desc))[1] as "name!", count(*) as "workouts!",
                  max(performed_at) as "last_performed_at!", max(heaviest_kg) as heaviest_kg,
                  max(best_e1rm_kg) as best_e1rm_kg
           from training.done_exercises where user_id = $1 and ($2::text is null or exercise > $2)
           group by exercise order by exercise limit $3"#,
        owner.0,
        after,
        limit
    )
    .fetch_all(db)
    .await
}

/// Sets of the lifts of the meet since an instant.
pub(crate) async fn meet_lifts(
    db: &mut PgConnection,
    owner: UserId,
    since: DateTime<Utc>,
) -> Result<Vec<(Lift, DateTime<Utc>, Vec<Set>)>, sqlx::Error> {
    let mut lifts = Vec::new();
    for lift in [Lift::Squat, Lift::Bench, Lift::Deadlift] {
        let rows = sqlx::query!(
            r#"select performed_at, reps, weights_kg, rpes as "rpes: Vec<Option<f64>>" from training.done_exercises
               where user_id = $1 and exercise = $2 and performed_at >= $3"#,
            owner.0,
            lift.name(),
            since
        )
        .fetch_all(&mut *db)
        .await?;
        lifts.extend(rows.into_iter().map(|row| (lift, row.performed_at, sets(&row.reps, &row.weights_kg, &row.rpes))));
    }
    Ok(lifts)
}
