use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use taper_events::{PlanId, TimeZone};
use taper_service::prelude::*;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::domain::plan::weeks_until_comp;
use crate::store;
use crate::store::plans::{Asked, ListedPlan};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct PlansQuery {
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

/// A plan without its workouts, or what is left of one that was deleted.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum PlanListItem {
    Standing(PlanSummary),
    Deleted(PlanTombstone),
}

#[derive(Serialize, ToSchema)]
pub(crate) struct PlanSummary {
    id: PlanId,
    plan_id: PlanId,
    version: i64,
    updated_at: DateTime<Utc>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mission_id: Option<Uuid>,
    start_date: NaiveDate,
    comp_date: NaiveDate,
    time_zone: TimeZone,
    training_days_per_week: i16,
    /// Whole weeks, from today in the plan's time zone; 0 in the last week and after.
    weeks_until_comp: i64,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct PlanTombstone {
    id: PlanId,
    plan_id: PlanId,
    version: i64,
    updated_at: DateTime<Utc>,
    /// True.
    deleted: bool,
}

/// The caller's plans, the newest first.
#[utoipa::path(get, path = "/plans", operation_id = "list_plans", tag = "training", security(("bearer" = [])),
    params(PlansQuery), responses((status = 200, body = Page<PlanListItem>), ReadProblems))]
pub(crate) async fn list_plans(
    me: Athlete,
    mut db: Read,
    State(door): State<Door>,
    Query(query): Query<PlansQuery>,
) -> Result<Json<Page<PlanListItem>>, Problem> {
    let after = place(query.cursor.as_deref())?;
    let asked = Asked { owner: me.id, with_deleted: query.deleted, after, limit: query.limit.and_one() };
    let plans = store::plans::list(&mut db, &asked).await?;
    let page = Page::cut(plans, query.limit, |plan| (plan.created_at, plan.id));
    Ok(Json(page.map(|plan| item(plan, &door.platform.clock))))
}

fn item(plan: ListedPlan, clock: &Clock) -> PlanListItem {
    let ListedPlan { id, version, updated_at, .. } = plan;
    if plan.deleted {
        return PlanListItem::Deleted(PlanTombstone { id, plan_id: id, version, updated_at, deleted: true });
    }
    PlanListItem::Standing(PlanSummary {
        id,
        plan_id: id,
        version,
        updated_at,
        name: plan.name,
        mission_id: plan.mission_id,
        start_date: plan.start_date,
        comp_date: plan.comp_date,
        time_zone: plan.time_zone,
        training_days_per_week: plan.training_days_per_week,
        weeks_until_comp: weeks_until_comp(plan.comp_date, clock.today_in(plan.time_zone)),
    })
}
