use axum::Extension;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use taper_bus::{Arrived, Bus};
use taper_platform::telemetry;
use taper_service::prelude::*;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::steps::admission::{Admission, Content, MAX_EVENT_BYTES, Means, admit};
use crate::steps::intake::Intake;

/// Slack for the envelope around the largest event.
const MAX_BODY_BYTES: usize = MAX_EVENT_BYTES + 1024;

/// An event as clients send it; `data` is as the schema of its type says.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body that is read as JSON and checked by its type's own schema")]
pub(crate) struct ClientEvent {
    #[schema(pattern = "^[0-9]{1,4}\\.[0-9]{1,4}\\.[0-9]{1,4}$", example = "1.0.0")]
    schema_version: String,
    #[schema(max_length = 100, example = "user.settings.submitted")]
    event_type: String,
    client_generated_id: Uuid,
    user_id: Uuid,
    subject_user_id: Option<Uuid>,
    timestamp: DateTime<Utc>,
    #[schema(max_length = 64)]
    source_service: Option<String>,
    #[schema(max_length = 64)]
    traceparent: Option<String>,
    #[schema(value_type = Object)]
    data: Value,
}

/// The event is durable.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub(crate) struct Accepted {
    pub event_id: Uuid,
    pub client_generated_id: Uuid,
    /// It was taken in before, with the same content.
    pub duplicate: bool,
}

/// Hands in one event. It is durable when this is answered.
#[utoipa::path(post, path = "/notify/events", operation_id = "post_event", tag = "ingress", security(("bearer" = [])),
    request_body = ClientEvent,
    responses((status = 202, body = Accepted), WriteProblems,
        (status = 401, body = ProblemBody, content_type = "application/problem+json", description = "No token, or not a valid one"),
        (status = 403, body = ProblemBody, content_type = "application/problem+json", description = "`user_mismatch`, `role_required` or `event_type_not_accepted`"),
        (status = 409, body = ProblemBody, content_type = "application/problem+json", description = "`idempotency_conflict`: the id was used for other content")))]
pub(crate) async fn post_event(
    me: Athlete,
    write: Write,
    Extension(intake): Extension<Intake>,
    request_id: RequestId,
    headers: HeaderMap,
    RawJson(event): RawJson<MAX_BODY_BYTES>,
) -> Result<Response, Problem> {
    let bus = write.bus();
    let Admission { arrival, content } =
        admit(event, &me, &means(bus, &request_id, &headers)).map_err(|refusal| refusal.problem)?;
    let id = arrival.envelope.client_generated_id;
    let arrived = intake.take(bus, vec![arrival]).await?;
    let arrived = arrived.first().ok_or_else(Problem::internal)?;
    let accepted = accept(bus, id, &content, *arrived)?;
    Ok((StatusCode::ACCEPTED, axum::Json(accepted)).into_response())
}

/// What admitting an event needs of the house.
pub(super) fn means<'a>(bus: &'a Bus, request_id: &RequestId, headers: &HeaderMap) -> Means<'a> {
    let platform = &bus.platform;
    Means {
        keys: &platform.keys,
        random: &platform.random,
        now: platform.now(),
        event_id: platform.id(),
        request_id: request_id.0.clone(),
        traceparent: telemetry::traceparent()
            .or_else(|| headers.get("traceparent").and_then(|value| value.to_str().ok()).map(str::to_owned)),
    }
}

/// # Errors
/// 409: the client id was taken in before with other content.
pub(super) fn accept(
    bus: &Bus,
    client_generated_id: Uuid,
    content: &Content,
    arrived: Arrived,
) -> Result<Accepted, Problem> {
    let (event_id, duplicate) = match arrived {
        Arrived::New { event_id } => (event_id, false),
        Arrived::Known { event_id, fingerprint } => {
            if !content.is_same_as(&bus.platform.keys, fingerprint)? {
                return Err(conflict());
            }
            (event_id, true)
        }
    };
    metrics::counter!("events_accepted_total", "duplicate" => duplicate.to_string()).increment(1);
    Ok(Accepted { event_id, client_generated_id, duplicate })
}

pub(super) fn conflict() -> Problem {
    Problem::conflict("idempotency_conflict", "This client_generated_id was used for another event.")
}
