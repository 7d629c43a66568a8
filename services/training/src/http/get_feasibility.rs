use axum::extract::State;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use taper_events::athlete::Lift;
use taper_events::{TimeZone, Weight};
use taper_service::prelude::*;
use utoipa::{IntoParams, ToSchema};

use super::generate_plan::MaxView;
use crate::domain::feasibility::{Goal, MIN_WEEKS, Missing, Verdict, goals};
use crate::store;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct FeasibilityQuery {
    /// The day to reach the goals by; that of the form of onboarding if absent.
    comp_date: Option<NaiveDate>,
    /// Whose today it is; UTC if absent.
    time_zone: Option<TimeZone>,
}

/// How the athlete's goals look, and what says so.
#[derive(Serialize, ToSchema)]
pub(crate) struct Feasibility {
    /// Absent if nobody has said one.
    #[serde(skip_serializing_if = "Option::is_none")]
    comp_date: Option<NaiveDate>,
    /// Weeks with sets that a trend needs at least.
    weeks_needed: usize,
    /// The lifts that have a goal.
    #[schema(max_items = 3)]
    goals: Vec<GoalView>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct GoalView {
    lift: Lift,
    goal: Weight,
    verdict: Verdict,
    /// What a verdict lacks.
    #[schema(max_items = 3)]
    missing: Vec<Missing>,
    #[serde(skip_serializing_if = "Option::is_none")]
    current: Option<MaxView>,
    /// Weeks of the last half year with sets that say something.
    weeks_known: usize,
    /// The line through the best estimate of each of these weeks, kg a week.
    #[serde(skip_serializing_if = "Option::is_none")]
    trend_per_week: Option<f64>,
    /// Its standard error, kg a week.
    #[serde(skip_serializing_if = "Option::is_none")]
    trend_error: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    weeks_left: Option<f64>,
    /// kg a week that the goal asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    needed_per_week: Option<f64>,
    /// kg on the day, if the trend goes on.
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<f64>,
    /// kg; one of ten does worse.
    #[serde(skip_serializing_if = "Option::is_none")]
    expected_low: Option<f64>,
    /// kg; one of ten does better.
    #[serde(skip_serializing_if = "Option::is_none")]
    expected_high: Option<f64>,
}

impl From<Goal> for GoalView {
    fn from(goal: Goal) -> Self {
        let Goal { lift, goal, verdict, missing, current, weeks_known, trend, weeks_left, needed, expected } = goal;
        Self {
            lift,
            goal,
            verdict,
            missing,
            current: current.map(Into::into),
            weeks_known,
            trend_per_week: trend.map(|trend| trend.slope),
            trend_error: trend.map(|trend| trend.slope_error),
            weeks_left,
            needed_per_week: needed,
            expected: expected.map(|[_, middle, _]| middle),
            expected_low: expected.map(|[low, ..]| low),
            expected_high: expected.map(|[.., high]| high),
        }
    }
}

/// Whether the caller's goals can be reached by their day, by what was lifted so far: with the numbers it rests on, or with
/// what is missing.
#[utoipa::path(get, path = "/feasibility", operation_id = "get_feasibility", tag = "training", security(("bearer" = [])),
    params(FeasibilityQuery), responses((status = 200, body = Feasibility), ReadProblems, NotFound))]
pub(crate) async fn get_feasibility(
    me: Athlete,
    mut db: Read,
    State(door): State<Door>,
    Query(query): Query<FeasibilityQuery>,
) -> Result<Json<Feasibility>, Problem> {
    let zone = query.time_zone.unwrap_or(TimeZone::UTC);
    let today = door.platform.clock.today_in(zone);
    let about = store::athletes::about(&mut db, me.id).await?;
    let settings = about.settings.ok_or_else(Problem::not_found)?;
    let written = about
        .settings_submitted_at
        .zip(settings.weeks_until_comp)
        .and_then(|(at, weeks)| zone.day_of(at).checked_add_days(Days::new(7 * u64::from(weeks))));
    let comp_date = query.comp_date.or(written);
    let (done, maxima) = store::known::lifted(&mut db, me.id, Some(&settings), zone, today).await?;
    let goals = goals(&settings, &done, &maxima, today, comp_date);
    Ok(Json(Feasibility { comp_date, weeks_needed: MIN_WEEKS, goals: goals.into_iter().map(Into::into).collect() }))
}
