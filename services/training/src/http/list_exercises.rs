use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use taper_service::prelude::*;
use utoipa::{IntoParams, ToSchema};

use crate::store;
use crate::store::done_exercises::Summary;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ExercisesQuery {
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// 1 to 100.
    #[serde(default)]
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, default = 50)]
    limit: Limit,
}

/// An exercise that was done, whatever plan it was of.
#[derive(Serialize, ToSchema)]
pub(crate) struct ExerciseSummary {
    /// What it is asked for by.
    exercise: String,
    /// As it was written last.
    name: String,
    workouts: i64,
    last_performed_at: DateTime<Utc>,
    #[serde(skip_serializing_if = "Option::is_none")]
    heaviest_kg: Option<f64>,
    /// The best estimate there ever was (Epley).
    #[serde(skip_serializing_if = "Option::is_none")]
    best_e1rm_kg: Option<f64>,
}

impl From<Summary> for ExerciseSummary {
    fn from(summary: Summary) -> Self {
        let Summary { exercise, name, workouts, last_performed_at, heaviest_kg, best_e1rm_kg } = summary;
        Self { exercise, name, workouts, last_performed_at, heaviest_kg, best_e1rm_kg }
    }
}

/// The exercises that the caller has done, by their names.
#[utoipa::path(get, path = "/exercises", operation_id = "list_exercises", tag = "training", security(("bearer" = [])),
    params(ExercisesQuery), responses((status = 200, body = Page<ExerciseSummary>), ReadProblems))]
pub(crate) async fn list_exercises(
    me: Athlete,
    mut db: Read,
    Query(query): Query<ExercisesQuery>,
) -> Result<Json<Page<ExerciseSummary>>, Problem> {
    let after: Option<String> = query.cursor.as_deref().map(Cursor::decode).transpose()?;
    let limit = query.limit.and_one();
    let exercises = store::done_exercises::summaries(&mut db, me.id, after.as_deref(), limit).await?;
    let page = Page::cut(exercises, query.limit, |one| one.exercise.clone());
    Ok(Json(page.map(Into::into)))
}
