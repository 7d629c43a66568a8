use axum::extract::State;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use taper_events::training::LiftMaximum;
use taper_service::prelude::*;
use utoipa::{IntoParams, ToSchema};

use crate::domain::metrics::DayMetrics;
use crate::store;

/// The longest stretch of days that is answered: ten years.
const MAX_DAYS: u64 = 3660;
/// Days that are answered unless others are asked for.
const USUAL_DAYS: u64 = 90;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct MetricsQuery {
    /// First day; 90 days before the last one if absent.
    from: Option<NaiveDate>,
    /// Last day; today if absent.
    to: Option<NaiveDate>,
}

/// Metrics of training, day by day, in the athlete's own time zone.
#[derive(Serialize, ToSchema)]
pub(crate) struct TrainingMetrics {
    /// The oldest first. The days before anything was done are not among them, nor those to come.
    #[schema(max_items = 3661)]
    items: Vec<DayView>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct DayView {
    day: NaiveDate,
    /// Training stress of the day, of those workouts that say how hard they were.
    stress: f64,
    workouts: u32,
    /// Of how many of them nothing says how hard they were.
    unknown: u32,
    /// TSS a day, at its end.
    ctl: f64,
    atl: f64,
    /// In its morning.
    tsb: f64,
    /// 0 to 100; absent where nothing is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    readiness: Option<f64>,
    /// The weight of what was known, to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
    #[schema(max_items = 3)]
    maxima: Vec<LiftMaximum>,
}

impl From<DayMetrics> for DayView {
    fn from(metrics: DayMetrics) -> Self {
        let DayMetrics { done, form, readiness, confidence, maxima } = metrics;
        Self {
            day: form.day,
            stress: done.stress,
            workouts: done.workouts,
            unknown: done.unknown,
            ctl: form.ctl,
            atl: form.atl,
            tsb: form.tsb,
            readiness,
            confidence,
            maxima,
        }
    }
}

/// Load, form, readiness and maxima of the caller, day by day.
#[utoipa::path(get, path = "/training/metrics", operation_id = "list_training_metrics", tag = "training",
    security(("bearer" = [])), params(MetricsQuery), responses((status = 200, body = TrainingMetrics), ReadProblems))]
pub(crate) async fn list_training_metrics(
    me: Athlete,
    mut db: Read,
    State(door): State<Door>,
    Query(query): Query<MetricsQuery>,
) -> Result<Json<TrainingMetrics>, Problem> {
    let zone = store::known::zone(&mut db, me.id).await?;
    let to = query.to.unwrap_or_else(|| door.platform.clock.today_in(zone));
    let usual = to.checked_sub_days(Days::new(USUAL_DAYS)).unwrap_or(to);
    let from = query.from.unwrap_or(usual);
    if from > to {
        return Err(Problem::bad_request("query_invalid", "`from` is after `to`."));
    }
    if (to - from).num_days() > MAX_DAYS as i64 {
        return Err(Problem::bad_request("query_invalid", "These are more than ten years."));
    }
    if ![from, to].iter().all(|day| YEARS.contains(&chrono::Datelike::year(day))) {
        return Err(Problem::bad_request("query_invalid", "`from` and `to` are days of the years 1900 to 9999."));
    }
    let days = store::daily_metrics::between(&mut db, me.id, from, to).await?;
    Ok(Json(TrainingMetrics { items: days.into_iter().map(Into::into).collect() }))
}
