use sqlx::PgConnection;
use taper_events::{PlanId, UserId, WorkoutId};
use uuid::Uuid;

use crate::domain::plan::PlanRecord;

/// Which of these workouts belong to another plan, or were done by another person.
pub(crate) async fn taken(
    db: &mut PgConnection,
    owner: UserId,
    plan: PlanId,
    workouts: &[WorkoutId],
) -> Result<Vec<WorkoutId>, sqlx::Error> {
    if workouts.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = workouts.iter().map(|workout| workout.0).collect();
    let taken = sqlx::query_scalar!(
        r#"select workout_id as "id!" from training.planned_workouts where workout_id = any($1) and plan_id <> $2
           union
           select workout_id from training.workouts where workout_id = any($1) and user_id <> $3"#,
        &ids,
        plan.0,
        owner.0
    )
    .fetch_all(db)
    .await?;
    Ok(taken.into_iter().map(Into::into).collect())
}

pub(crate) async fn insert(db: &mut PgConnection, plan: &PlanRecord) -> Result<(), sqlx::Error> {
    let workouts = &plan.body.workouts;
    let ids: Vec<Uuid> = workouts.iter().map(|workout| workout.workout_id.0).collect();
    let dates: Vec<_> = workouts.iter().map(|workout| workout.date).collect();
    let titles: Vec<_> = workouts.iter().map(|workout| workout.title.clone()).collect();
    sqlx::query!(
        "insert into training.planned_workouts (workout_id, plan_id, user_id, date, title)
         select w.workout_id, $1, $2, w.date, w.title
         from unnest($3::uuid[], $4::date[], $5::text[]) w (workout_id, date, title)",
        plan.id.0,
        plan.owner.0,
        &ids,
        &dates,
        &titles as &[Option<String>]
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(crate) async fn clear(db: &mut PgConnection, plan: PlanId) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from training.planned_workouts where plan_id = $1", plan.0).execute(db).await?;
    Ok(())
}
