use serde::Serialize;
use taper_plans::{TemplateSummary, templates};
use taper_service::prelude::*;
use utoipa::ToSchema;

/// All templates that a plan can be made from.
#[derive(Serialize, ToSchema)]
pub(crate) struct PlanTemplates {
    #[schema(max_items = 20)]
    items: Vec<TemplateSummary>,
}

/// The templates to start a plan from.
#[utoipa::path(get, path = "/plan-templates", operation_id = "list_plan_templates", tag = "training",
    security(("bearer" = [])), responses((status = 200, body = PlanTemplates), ReadProblems))]
pub(crate) async fn list_plan_templates(_: Athlete) -> Json<PlanTemplates> {
    Json(PlanTemplates { items: templates() })
}
