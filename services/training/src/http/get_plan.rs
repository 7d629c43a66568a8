use axum::extract::State;
use axum::http::header::ETAG;
use axum::response::IntoResponse;
use serde::Serialize;
use taper_events::PlanId;
use taper_events::training::PlanPersisted;
use taper_service::prelude::*;
use utoipa::ToSchema;

use crate::domain::plan::weeks_until_comp;
use crate::store;

/// A plan, and how far away its competition day is.
#[derive(Serialize, ToSchema)]
pub(crate) struct PlanView {
    #[serde(flatten)]
    plan: PlanPersisted,
    /// Whole weeks, from today in the plan's time zone; 0 in the last week and after.
    weeks_until_comp: i64,
}

/// One plan of the caller, with the weeks left to its competition day.
#[utoipa::path(get, path = "/plans/{plan_id}", operation_id = "get_plan", tag = "training", security(("bearer" = [])),
    params(("plan_id" = PlanId, Path)),
    responses((status = 200, body = PlanView), ReadProblems, NotFound))]
pub(crate) async fn get_plan(
    me: Athlete,
    mut db: Read,
    State(door): State<Door>,
    Path(id): Path<PlanId>,
) -> Result<impl IntoResponse, Problem> {
    let found = store::plans::find(&mut db, id).await?;
    let plan = found.filter(|plan| plan.owner == me.id && !plan.deleted).ok_or_else(Problem::not_found)?;
    let weeks_until_comp = weeks_until_comp(plan.body.comp_date, door.platform.clock.today_in(plan.body.time_zone));
    // The weeks change without the plan's doing.
    let tag = format!("\"{}-{weeks_until_comp}\"", plan.version);
    Ok(([(ETAG, tag)], Json(PlanView { plan: plan.persisted(), weeks_until_comp })))
}
