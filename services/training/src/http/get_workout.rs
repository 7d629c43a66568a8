use axum::http::header::ETAG;
use axum::response::IntoResponse;
use chrono::NaiveDate;
use serde::Serialize;
use taper_events::training::WorkoutPersisted;
use taper_events::{PlanId, WorkoutId};
use taper_service::prelude::*;
use utoipa::ToSchema;

use crate::store;
use crate::store::workouts::PlacedWorkout;

/// A workout as it was done, and where a plan puts it.
#[derive(Serialize, ToSchema)]
pub(crate) struct WorkoutView {
    #[serde(flatten)]
    workout: WorkoutPersisted,
    /// Absent for an unplanned workout.
    #[serde(skip_serializing_if = "Option::is_none")]
    planned: Option<PlannedAs>,
}

/// What the plan says of a workout.
#[derive(Serialize, ToSchema)]
pub(crate) struct PlannedAs {
    plan_id: PlanId,
    plan_version: i64,
    date: NaiveDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
}

impl From<PlacedWorkout> for WorkoutView {
    fn from(placed: PlacedWorkout) -> Self {
        let planned = placed.planned.map(|planned| PlannedAs {
            plan_id: planned.plan_id,
            plan_version: planned.plan_version,
            date: planned.date,
            title: planned.title,
        });
        Self { workout: placed.workout.persisted(), planned }
    }
}

/// One workout of the caller, begun or done.
#[utoipa::path(get, path = "/workouts/{workout_id}", operation_id = "get_workout", tag = "training",
    security(("bearer" = [])), params(("workout_id" = WorkoutId, Path)),
    responses((status = 200, body = WorkoutView), ReadProblems, NotFound))]
pub(crate) async fn get_workout(
    me: Athlete,
    mut db: Read,
    Path(id): Path<WorkoutId>,
) -> Result<impl IntoResponse, Problem> {
    let found = store::workouts::find_placed(&mut db, me.id, id).await?;
    let view = WorkoutView::from(found.ok_or_else(Problem::not_found)?);
    // The plan may move it without the workout's doing.
    let plan_version = view.planned.as_ref().map_or(0, |planned| planned.plan_version);
    let tag = format!("\"{}-{plan_version}\"", view.workout.version);
    Ok(([(ETAG, tag)], Json(view)))
}
