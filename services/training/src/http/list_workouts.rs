use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use taper_events::{TimeZone, WorkoutId};
use taper_service::prelude::*;
use utoipa::{IntoParams, ToSchema};

use super::get_workout::WorkoutView;
use crate::domain::day::beginning_of;
use crate::store;
use crate::store::workouts::{Asked, PlacedWorkout};

const MAX_WORDS_CHARS: usize = 80;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct WorkoutsQuery {
    /// First day.
    from: Option<NaiveDate>,
    /// Last day.
    to: Option<NaiveDate>,
    /// Whose days `from` and `to` are; UTC if absent.
    time_zone: Option<TimeZone>,
    /// In title, notes or exercises, whatever its case.
    #[param(min_length = 1, max_length = 80)]
    q: Option<String>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// 1 to 100.
    #[serde(default)]
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, default = 50)]
    limit: Limit,
    /// Also what was deleted, as id and version.
    #[serde(default)]
    deleted: bool,
}

/// A workout, or what is left of one that was deleted.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum WorkoutListItem {
    Standing(Box<WorkoutView>),
    Deleted(WorkoutTombstone),
}

#[derive(Serialize, ToSchema)]
pub(crate) struct WorkoutTombstone {
    id: WorkoutId,
    workout_id: WorkoutId,
    version: i64,
    updated_at: DateTime<Utc>,
    /// True.
    deleted: bool,
}

/// The caller's history, the newest first.
#[utoipa::path(get, path = "/workouts", operation_id = "list_workouts", tag = "training", security(("bearer" = [])),
    params(WorkoutsQuery), responses((status = 200, body = Page<WorkoutListItem>), ReadProblems))]
pub(crate) async fn list_workouts(
    me: Athlete,
    mut db: Read,
    Query(query): Query<WorkoutsQuery>,
) -> Result<Json<Page<WorkoutListItem>>, Problem> {
    if query.from.zip(query.to).is_some_and(|(from, to)| from > to) {
        return Err(Problem::bad_request("query_invalid", "`from` is after `to`."));
    }
    if [query.from, query.to].into_iter().flatten().any(|day| !YEARS.contains(&day.year())) {
        return Err(Problem::bad_request("query_invalid", "`from` and `to` are days of the years 1900 to 9999."));
    }
    let zone = query.time_zone.unwrap_or(TimeZone::UTC);
    let next_day = |day: NaiveDate| day.checked_add_days(Days::new(1));
    let asked = Asked {
        owner: me.id,
        with_deleted: query.deleted,
        from: query.from.and_then(|day| beginning_of(day, zone)),
        before: query.to.and_then(next_day).and_then(|day| beginning_of(day, zone)),
        words: query.q.as_deref().map(words).transpose()?,
        after: place(query.cursor.as_deref())?,
        limit: query.limit.and_one(),
    };
    let workouts = store::workouts::list(&mut db, &asked).await?;
    let page = Page::cut(workouts, query.limit, |placed| (placed.performed_at, placed.workout.id));
    Ok(Json(page.map(item)))
}

fn words(q: &str) -> Result<String, Problem> {
    if q.trim().is_empty() || q.chars().count() > MAX_WORDS_CHARS || q.contains('\0') {
        return Err(Problem::bad_request("query_invalid", "`q` is one to 80 characters."));
    }
    Ok(q.trim().to_lowercase())
}

fn item(placed: PlacedWorkout) -> WorkoutListItem {
    let workout = &placed.workout;
    if !workout.deleted {
        return WorkoutListItem::Standing(Box::new(placed.into()));
    }
    WorkoutListItem::Deleted(WorkoutTombstone {
        id: workout.id,
        workout_id: workout.id,
        version: workout.version,
        updated_at: workout.updated_at,
        deleted: true,
    })
}
