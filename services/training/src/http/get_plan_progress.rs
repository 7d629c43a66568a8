use std::collections::HashMap;

use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use taper_events::training::{Plan, PlannedWorkout, WorkoutDone};
use taper_events::{PlanId, Weight, WorkoutId};
use taper_plans::{Assumed, Comparison, Ladder, Standing, compare};
use taper_service::prelude::*;
use utoipa::{IntoParams, ToSchema};

use crate::domain::workout::WorkoutRecord;
use crate::store;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ProgressQuery {
    /// First day.
    from: Option<NaiveDate>,
    /// Last day.
    to: Option<NaiveDate>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// 1 to 100.
    #[serde(default)]
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, default = 50)]
    limit: Limit,
}

/// A plan beside what was done of it.
#[derive(Serialize, ToSchema)]
pub(crate) struct PlanProgress {
    plan_id: PlanId,
    plan_version: i64,
    /// Where each progression stands after what was done.
    #[schema(max_items = 30)]
    progressions: Vec<ProgressionView>,
    /// By their days.
    #[schema(max_items = 100)]
    items: Vec<PlannedAgainstDone>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct ProgressionView {
    exercise: String,
    /// What shares of the maximum are of, now.
    max: Weight,
    /// Workouts that advanced it.
    steps: u32,
    /// Of the last that could have, how many in a row did not.
    misses: u8,
    /// How often weight was taken off.
    deloads: u32,
}

impl From<&Standing> for ProgressionView {
    fn from(standing: &Standing) -> Self {
        let Standing { rule, steps, misses, deloads, .. } = standing;
        let (exercise, max) = (rule.exercise.clone(), standing.max());
        Self { exercise, max, steps: *steps, misses: *misses, deloads: *deloads }
    }
}

/// One planned workout, set by set.
#[derive(Serialize, ToSchema)]
pub(crate) struct PlannedAgainstDone {
    workout_id: WorkoutId,
    date: NaiveDate,
    /// Where it stood before it was moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    original_date: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    state: PlannedState,
    /// When it was begun or done.
    #[serde(skip_serializing_if = "Option::is_none")]
    performed_at: Option<DateTime<Utc>>,
    /// An estimate.
    planned_seconds: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    done_seconds: Option<u32>,
    comparison: Comparison,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PlannedState {
    /// Its day is today or to come.
    Planned,
    Started,
    Done,
    /// Its day is over.
    Missed,
}

/// A plan of the caller beside what was done of it, with the weights that its progressions have come to.
#[utoipa::path(get, path = "/plans/{plan_id}/progress", operation_id = "get_plan_progress", tag = "training",
    security(("bearer" = [])), params(("plan_id" = PlanId, Path), ProgressQuery),
    responses((status = 200, body = PlanProgress), ReadProblems, NotFound))]
pub(crate) async fn get_plan_progress(
    me: Athlete,
    mut db: Read,
    State(door): State<Door>,
    Path(id): Path<PlanId>,
    Query(query): Query<ProgressQuery>,
) -> Result<Json<PlanProgress>, Problem> {
    let after: Option<(NaiveDate, WorkoutId)> = query.cursor.as_deref().map(Cursor::decode).transpose()?;
    let found = store::plans::find(&mut db, id).await?;
    let record = found.filter(|plan| plan.owner == me.id && !plan.deleted).ok_or_else(Problem::not_found)?;
    let plan = &record.body;
    let ids: Vec<WorkoutId> = plan.workouts.iter().map(|workout| workout.workout_id).collect();
    let workouts = store::workouts::of(&mut db, me.id, &ids).await?;
    let workouts: HashMap<WorkoutId, WorkoutRecord> = workouts.into_iter().map(|one| (one.id, one)).collect();
    let today = door.platform.clock.today_in(plan.time_zone);
    let known = store::known::athlete(&mut db, me.id, plan.time_zone, today).await?;
    let ladder = Ladder::climb(plan, |id| done(&workouts, id), Assumed::Nothing);
    let max_of = |name: &str| known.maxima.of_exercise(name).map(|max| max.weight);
    let asked = asked(plan, &query, after, query.limit.and_one());
    let page = Page::cut(asked, query.limit, |workout| (workout.date, workout.workout_id));
    let page = page.map(|workout| {
        let comparison = compare(workout, done(&workouts, workout.workout_id), &ladder, &max_of);
        item(workout, workouts.get(&workout.workout_id), comparison, today)
    });
    Ok(Json(PlanProgress {
        plan_id: record.id,
        plan_version: record.version,
        progressions: ladder.now().iter().map(Into::into).collect(),
        items: page.items,
        next_cursor: page.next_cursor,
    }))
}

fn done(workouts: &HashMap<WorkoutId, WorkoutRecord>, id: WorkoutId) -> Option<&WorkoutDone> {
    Some(&workouts.get(&id)?.body.completion.as_ref()?.done)
}

fn asked<'a>(
    plan: &'a Plan,
    query: &ProgressQuery,
    after: Option<(NaiveDate, WorkoutId)>,
    limit: i64,
) -> Vec<&'a PlannedWorkout> {
    let is_asked = |workout: &&PlannedWorkout| {
        query.from.is_none_or(|from| workout.date >= from)
            && query.to.is_none_or(|to| workout.date <= to)
            && after.is_none_or(|after| (workout.date, workout.workout_id) > after)
    };
    let mut asked: Vec<&PlannedWorkout> = plan.workouts.iter().filter(is_asked).collect();
    asked.sort_by_key(|workout| (workout.date, workout.workout_id));
    asked.truncate(usize::try_from(limit).unwrap_or_default());
    asked
}

fn item(
    planned: &PlannedWorkout,
    workout: Option<&WorkoutRecord>,
    comparison: Comparison,
    today: NaiveDate,
) -> PlannedAgainstDone {
    let completion = workout.and_then(|workout| workout.body.completion.as_ref());
    let state = match (workout, completion) {
        (_, Some(_)) => PlannedState::Done,
        (Some(_), None) => PlannedState::Started,
        (None, None) if planned.date < today => PlannedState::Missed,
        (None, None) => PlannedState::Planned,
    };
    PlannedAgainstDone {
        workout_id: planned.workout_id,
        date: planned.date,
        original_date: planned.original_date,
        title: planned.title.clone(),
        state,
        performed_at: workout.and_then(|workout| workout.body.performed_at()),
        planned_seconds: taper_plans::seconds_of(planned),
        done_seconds: completion.map(|completion| completion.done.duration_seconds),
        comparison,
    }
}
