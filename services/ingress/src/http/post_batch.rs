use std::collections::HashMap;

use axum::Extension;
use axum::http::{HeaderMap, StatusCode};
use serde::Serialize;
use serde_json::Value;
use taper_bus::{Arrival, Arrived, Bus, taken_before};
use taper_platform::Fingerprint;
use taper_service::prelude::*;
use utoipa::ToSchema;
use uuid::Uuid;

use super::post_event::{ClientEvent, accept, conflict, means};
use crate::domain::behind::Behind;
use crate::steps::admission::{Admission, Content, Refusal, admit};
use crate::steps::intake::{CONSUMER, Intake};

const MAX_BODY_BYTES: usize = 1024 * 1024;
const MAX_EVENTS: usize = 100;

/// Events in the order in which they happened.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body whose events are checked one by one")]
pub(crate) struct Batch {
    #[schema(min_items = 1, max_items = 100)]
    events: Vec<ClientEvent>,
}

/// What became of one event: the status that it would have been answered with alone.
#[derive(Serialize, ToSchema)]
pub(crate) struct EventResult {
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_generated_id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duplicate: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<ProblemBody>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct BatchResults {
    /// In the order of the events.
    results: Vec<EventResult>,
}

/// An event's way through the batch.
enum Step {
    Refused(Problem),
    Taken { content: Content, position: usize },
}

/// Hands in up to 100 events, answered one by one. One bad event does not stop the others, but later ones of its order
/// key (where that cannot be read, as of an unknown type: of its subject) are 424 `behind` and not stored.
#[utoipa::path(post, path = "/notify/events/batch", operation_id = "post_event_batch", tag = "ingress",
    security(("bearer" = [])), request_body = Batch,
    responses((status = 200, body = BatchResults), WriteProblems,
        (status = 401, body = ProblemBody, content_type = "application/problem+json", description = "No token, or not a valid one")))]
pub(crate) async fn post_batch(
    me: Athlete,
    write: Write,
    Extension(intake): Extension<Intake>,
    request_id: RequestId,
    headers: HeaderMap,
    RawJson(body): RawJson<MAX_BODY_BYTES>,
) -> Result<axum::Json<BatchResults>, Problem> {
    let bus = write.bus();
    let events = events_of(body)?;
    // The request itself has been counted as one.
    bus.platform.rates.check_user(me.id, events.len() - 1).await?;
    let ids: Vec<Option<Uuid>> = events.iter().map(client_id).collect();
    let admitted: Vec<_> =
        events.into_iter().map(|event| admit(event, &me, &means(bus, &request_id, &headers))).collect();
    let (steps, arrivals) = in_turn(bus, admitted).await?;
    let arrived = intake.take(bus, arrivals).await?;
    let results = steps.into_iter().zip(ids).map(|(step, id)| {
        let outcome = match step {
            Step::Refused(problem) => Err(problem),
            Step::Taken { content, position } => match (arrived.get(position), id) {
                (Some(arrived), Some(id)) => accept(bus, id, &content, *arrived),
                _ => Err(Problem::internal()),
            },
        };
        match outcome {
            Ok(accepted) => EventResult {
                status: StatusCode::ACCEPTED.as_u16(),
                event_id: Some(accepted.event_id),
                client_generated_id: id,
                duplicate: Some(accepted.duplicate),
                problem: None,
            },
            Err(problem) => EventResult {
                status: problem.status.as_u16(),
                event_id: None,
                client_generated_id: id,
                duplicate: None,
                problem: Some(problem.body(&request_id.0)),
            },
        }
    });
    Ok(axum::Json(BatchResults { results: results.collect() }))
}

/// What of a batch may be taken in, and why the rest may not.
async fn in_turn(bus: &Bus, admitted: Vec<Result<Admission, Refusal>>) -> Result<(Vec<Step>, Vec<Arrival>), Problem> {
    let mut db = bus.db("ingress").http.acquire().await?;
    let asked: Vec<&Arrival> = admitted.iter().flatten().map(|admission| &admission.arrival).collect();
    // An id that the same person uses in another request at this very moment is only told as a conflict, below.
    let mut before = taken_before(&mut db, CONSUMER, &asked).await?.into_iter();
    drop(db);
    let (mut steps, mut arrivals, mut behind) = (Vec::new(), Vec::new(), Behind::default());
    let mut first: HashMap<Uuid, Option<Fingerprint>> = HashMap::new();
    for admission in admitted {
        let Admission { arrival, content } = match admission {
            Ok(admission) => admission,
            Err(Refusal { subject, key, problem }) => {
                behind.refuse(subject, key);
                steps.push(Step::Refused(problem));
                continue;
            }
        };
        let known = match before.next().flatten() {
            Some(Arrived::Known { fingerprint, .. }) => Some(fingerprint),
            _ => first.get(&arrival.envelope.client_generated_id).copied(),
        };
        let same = known.map_or(Ok(true), |known| content.is_same_as(&bus.platform.keys, known));
        let refusal = match same {
            _ if behind.is_behind(arrival.envelope.subject(), arrival.key) => Some(is_behind()),
            Ok(true) => None,
            Ok(false) => Some(conflict()),
            Err(problem) => Some(problem),
        };
        steps.push(match refusal {
            Some(problem) => {
                behind.refuse(arrival.envelope.subject(), Some(arrival.key));
                Step::Refused(problem)
            }
            None => {
                first.insert(arrival.envelope.client_generated_id, arrival.fingerprint);
                arrivals.push(arrival);
                Step::Taken { content, position: arrivals.len() - 1 }
            }
        });
    }
    Ok((steps, arrivals))
}

fn is_behind() -> Problem {
    let detail = "An earlier event of the same object was not accepted; this one was not stored.";
    Problem::new(StatusCode::FAILED_DEPENDENCY, "behind", detail)
}

fn client_id(event: &Value) -> Option<Uuid> {
    event.get("client_generated_id")?.as_str()?.parse().ok()
}

fn events_of(mut body: Value) -> Result<Vec<Value>, Problem> {
    let wrong = |code: &'static str, message: &str| Problem::invalid(vec![FieldError::new("/events", code, message)]);
    let Value::Array(events) = body.get_mut("events").map(Value::take).unwrap_or_default() else {
        return Err(wrong("required", "A batch is an object with a list of events."));
    };
    if events.is_empty() || events.len() > MAX_EVENTS {
        return Err(wrong("items", "A batch holds 1 to 100 events."));
    }
    Ok(events)
}
