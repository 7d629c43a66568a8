use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use taper_events::WorkoutId;
use taper_service::prelude::*;
use utoipa::{IntoParams, ToSchema};

use crate::domain::exercise::Set;
use crate::domain::maxima::kept_as;
use crate::store;
use crate::store::done_exercises::Performed;

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

/// An exercise as it was done in one workout.
#[derive(Serialize, ToSchema)]
pub(crate) struct PerformedExercise {
    workout_id: WorkoutId,
    performed_at: DateTime<Utc>,
    name: String,
    #[schema(max_items = 2400)]
    sets: Vec<PerformedSet>,
    /// Weight times repetitions.
    load_kg: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    best_e1rm_kg: Option<f64>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct PerformedSet {
    reps: u16,
    weight_kg: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    rpe: Option<f64>,
}

impl From<Performed> for PerformedExercise {
    fn from(performed: Performed) -> Self {
        let Performed { workout_id, name, performed_at, sets, load_kg, best_e1rm_kg } = performed;
        let set = |Set { reps, kg, rpe }: Set| PerformedSet { reps, weight_kg: kg, rpe };
        Self { workout_id, performed_at, name, sets: sets.into_iter().map(set).collect(), load_kg, best_e1rm_kg }
    }
}

/// An exercise of the caller over all plans, the newest first. Lifts of the meet are found by all their names.
#[utoipa::path(get, path = "/exercises/{name}/history", operation_id = "list_exercise_history", tag = "training",
    security(("bearer" = [])), params(("name" = String, Path, max_length = 80), HistoryQuery),
    responses((status = 200, body = Page<PerformedExercise>), ReadProblems, NotFound))]
pub(crate) async fn list_exercise_history(
    me: Athlete,
    mut db: Read,
    Path(name): Path<String>,
    Query(query): Query<HistoryQuery>,
) -> Result<Json<Page<PerformedExercise>>, Problem> {
    let after = place(query.cursor.as_deref())?;
    let limit = query.limit.and_one();
    let done = store::done_exercises::of_exercise(&mut db, me.id, &kept_as(&name), after, limit).await?;
    if done.is_empty() && after.is_none() {
        return Err(Problem::not_found());
    }
    let page = Page::cut(done, query.limit, |one| (one.performed_at, one.workout_id));
    Ok(Json(page.map(Into::into)))
}
