use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use taper_service::prelude::*;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::steps::intake::CONSUMER;
use crate::store;

#[derive(Deserialize, ToSchema)]
pub(crate) struct OutcomesQuery {
    #[schema(max_items = 500)]
    client_generated_ids: Vec<Uuid>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OutcomeState {
    /// Never taken in, or longer ago than 400 days: send it again.
    Unknown,
    /// Taken in, not answered yet.
    Pending,
    Persisted,
    Failed,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct OutcomeView {
    client_generated_id: Uuid,
    state: OutcomeState,
    /// Of a failed one: `[{pointer, code, message}]`.
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<Value>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct Outcomes {
    outcomes: Vec<OutcomeView>,
}

/// What became of the caller's events, in the order asked.
#[utoipa::path(post, path = "/notify/events/outcomes", operation_id = "post_event_outcomes", tag = "ingress",
    security(("bearer" = [])), request_body = OutcomesQuery,
    responses((status = 200, body = Outcomes), WriteProblems,
        (status = 401, body = ProblemBody, content_type = "application/problem+json", description = "No token, or not a valid one")))]
pub(crate) async fn post_outcomes(
    me: Athlete,
    mut db: Read,
    Json(query): Json<OutcomesQuery>,
) -> Result<axum::Json<Outcomes>, Problem> {
    let ids = query.client_generated_ids;
    // Keys first: what is answered in between then shows as answered, never as unknown.
    let taken: HashSet<Uuid> = taper_bus::taken_in(&mut db, CONSUMER, me.id, &ids).await?.into_iter().collect();
    let answered: HashMap<Uuid, store::outcomes::Outcome> =
        store::outcomes::find(&mut db, me.id, &ids).await?.into_iter().map(|o| (o.client_generated_id, o)).collect();
    let outcomes = ids.into_iter().map(|id| match answered.get(&id) {
        Some(outcome) => OutcomeView {
            client_generated_id: id,
            state: if outcome.state == "failed" { OutcomeState::Failed } else { OutcomeState::Persisted },
            errors: outcome.errors.clone(),
        },
        None => OutcomeView {
            client_generated_id: id,
            state: if taken.contains(&id) { OutcomeState::Pending } else { OutcomeState::Unknown },
            errors: None,
        },
    });
    Ok(axum::Json(Outcomes { outcomes: outcomes.collect() }))
}
