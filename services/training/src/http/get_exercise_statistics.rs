use serde::{Deserialize, Serialize};
use taper_events::TimeZone;
use taper_service::prelude::*;
use utoipa::{IntoParams, ToSchema};

use crate::domain::exercise::{Month, Past, Records, months, records};
use crate::domain::maxima::kept_as;
use crate::store;
use crate::store::done_exercises::Performed;

/// Workouts that statistics are taken from: ten years of an exercise on every day.
const MAX_WORKOUTS: i64 = 3660;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct StatisticsQuery {
    /// Whose months they are; UTC if absent.
    time_zone: Option<TimeZone>,
}

/// An exercise over all plans.
#[derive(Serialize, ToSchema)]
pub(crate) struct ExerciseStatistics {
    /// As it was written last.
    name: String,
    workouts: usize,
    sets: u64,
    reps: u64,
    load_kg: f64,
    records: Records,
    /// The oldest first; months without it are left out.
    #[schema(max_items = 3660)]
    months: Vec<Month>,
}

/// Records and months of an exercise of the caller, over all plans.
#[utoipa::path(get, path = "/exercises/{name}/statistics", operation_id = "get_exercise_statistics", tag = "training",
    security(("bearer" = [])), params(("name" = String, Path, max_length = 80), StatisticsQuery),
    responses((status = 200, body = ExerciseStatistics), ReadProblems, NotFound))]
pub(crate) async fn get_exercise_statistics(
    me: Athlete,
    mut db: Read,
    Path(name): Path<String>,
    Query(query): Query<StatisticsQuery>,
) -> Result<Json<ExerciseStatistics>, Problem> {
    let done = store::done_exercises::of_exercise(&mut db, me.id, &kept_as(&name), None, MAX_WORKOUTS).await?;
    let name = done.first().map(|newest| newest.name.clone()).ok_or_else(Problem::not_found)?;
    let load_kg = done.iter().map(|one| one.load_kg).sum();
    let past: Vec<Past> = done.into_iter().map(past).collect();
    let sets = || past.iter().flat_map(|one| &one.sets);
    Ok(Json(ExerciseStatistics {
        name,
        workouts: past.len(),
        sets: sets().count() as u64,
        reps: sets().map(|set| u64::from(set.reps)).sum(),
        load_kg,
        records: records(&past),
        months: months(&past, query.time_zone.unwrap_or(TimeZone::UTC)),
    }))
}

fn past(performed: Performed) -> Past {
    let Performed { workout_id, performed_at, sets, .. } = performed;
    Past { workout_id, performed_at, sets }
}
