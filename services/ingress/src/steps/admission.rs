//! May this event come in, and as what?

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use taper_bus::Arrival;
use taper_events::identity::Role;
use taper_events::{
    Aggregate, CATALOGUE, Entry, Envelope, FieldError, OrderKey, UserId, Version, client_schema, secret_pointers,
};
use taper_platform::telemetry::is_traceparent;
use taper_platform::{Caller, Checker, Fingerprint, KeyRing, Problem, Random};
use uuid::Uuid;

/// Largest event, bytes of its JSON.
pub(crate) const MAX_EVENT_BYTES: usize = 512 * 1024;
/// Keys live 400 days; what is older than this might meet a key that is forgotten.
const MAX_AGE: TimeDelta = TimeDelta::days(365);
const FINGERPRINT: &str = "ingress.content";
const SCHEMA_NEWER_RETRY_SECONDS: u32 = 30;

struct Admitted {
    entry: &'static Entry,
    checker: Checker,
    secrets: Vec<String>,
}

static INTENTS: LazyLock<HashMap<&'static str, Admitted>> = LazyLock::new(|| {
    let intents = CATALOGUE.iter().filter(|entry| entry.event.kind.is_intent());
    intents
        .filter_map(|entry| {
            let checker = Checker::new(&client_schema(entry))
                .inspect_err(|error| tracing::error!(event_type = entry.event.name, error, "schema does not compile"))
                .ok()?;
            Some((entry.event.name, Admitted { entry, checker, secrets: secret_pointers(entry) }))
        })
        .collect()
});

/// An event that may come in, and its content as it was sent.
pub(crate) struct Admission {
    pub arrival: Arrival,
    pub content: Content,
}

/// What a repetition must equal.
pub(crate) struct Content(Vec<u8>);

/// An event that may not, whose it is, and its key if that much could be read.
pub(crate) struct Refusal {
    pub subject: UserId,
    pub key: Option<OrderKey>,
    pub problem: Problem,
}

impl Content {
    /// Whether what was taken in under the same key had the same content.
    ///
    /// # Errors
    /// 503: it was taken in by a process that has newer keys than this one.
    pub(crate) fn is_same_as(&self, keys: &KeyRing, known: Option<Fingerprint>) -> Result<bool, Problem> {
        let Some(known) = known else { return Ok(false) };
        match keys.fingerprint_with(known.key, FINGERPRINT, &self.0) {
            Ok(mine) => Ok(mine == known),
            Err(error) => {
                tracing::error!(%error, "an event cannot be compared with its first sending; restart with the newest keys");
                Err(Problem::unavailable("This server has not got its newest keys yet."))
            }
        }
    }
}

/// What the platform lends to the decision.
pub(crate) struct Means<'a> {
    pub keys: &'a KeyRing,
    pub random: &'a Random,
    pub now: DateTime<Utc>,
    pub event_id: Uuid,
    pub traceparent: Option<String>,
    pub request_id: String,
}

/// # Errors
/// Why the event is not taken.
pub(crate) fn admit(mut event: Value, caller: &Caller, means: &Means<'_>) -> Result<Admission, Refusal> {
    let subject = subject_of(&event).unwrap_or(caller.id);
    let refuse = |problem| Refusal { subject, key: None, problem };
    let invalid = |pointer: &str, code: &str, message: &str| {
        refuse(Problem { code: intern(code), ..Problem::invalid(vec![FieldError::new(pointer, code, message)]) })
    };
    let Some(name) = event.get("event_type").and_then(Value::as_str) else {
        return Err(invalid("/event_type", "required", "An event says its type."));
    };
    let Some(known) = taper_events::entry(name) else {
        return Err(invalid("/event_type", "unknown_event_type", "This server does not know this type."));
    };
    let key = key_of(&event, known, subject);
    let refuse = |problem| Refusal { subject, key, problem };
    let Some(admitted) = INTENTS.get(known.event.name) else {
        return Err(refuse(Problem::forbidden("event_type_not_accepted", "Clients do not send events of this type.")));
    };
    // `4.0` is the whole number 4, to JSON Schema and to RFC 8785 alike; to the types it must be written so.
    whole_numbers(&mut event["data"]);
    check_version(&event, known).map_err(refuse)?;
    check_people(&event, caller).map_err(refuse)?;
    if serde_json::to_vec(&event).map_or(0, |bytes| bytes.len()) > MAX_EVENT_BYTES {
        return Err(refuse(Problem::too_large(MAX_EVENT_BYTES)));
    }
    let errors = admitted.checker.check(&event);
    if !errors.is_empty() {
        return Err(refuse(Problem::invalid(errors)));
    }
    // What its owner could not read would be a dead letter after the 202.
    (known.read)(&event["data"]).map_err(|error| refuse(Problem::invalid(vec![error])))?;
    let content = canonical(&event).map_err(refuse)?;
    let mut envelope: Envelope = serde_json::from_value(event)
        .map_err(|error| refuse(Problem::invalid(vec![FieldError::new("", "invalid", error.to_string())])))?;
    if envelope.timestamp < means.now - MAX_AGE {
        let error = FieldError::new("/timestamp", "too_old", "The event is more than 365 days old.");
        return Err(refuse(Problem { code: "too_old", ..Problem::invalid(vec![error]) }));
    }
    let fingerprint = means.keys.fingerprint(FINGERPRINT, &content.0).map_err(|_| refuse(Problem::internal()))?;
    seal_secrets(&mut envelope, admitted, means).map_err(refuse)?;
    envelope.event_id = Some(means.event_id);
    envelope.received_at = Some(means.now);
    envelope.source_service = "frontend".to_owned();
    // Of what is no trace nothing is kept.
    let traces = [means.traceparent.clone(), envelope.traceparent];
    envelope.traceparent = traces.into_iter().flatten().find(|trace| is_traceparent(trace));
    envelope.request_id = Some(means.request_id.clone());
    envelope.audience = Vec::new();
    envelope.causation_id = None;
    let key = envelope.order_key(&admitted.entry.event);
    Ok(Admission { arrival: Arrival { key, envelope, fingerprint: Some(fingerprint) }, content })
}

/// Codes are part of the interface, hence the few that arise here.
fn intern(code: &str) -> &'static str {
    match code {
        "unknown_event_type" => "unknown_event_type",
        _ => "invalid",
    }
}

/// Whose it says it is.
fn subject_of(event: &Value) -> Option<UserId> {
    id_in(event, "subject_user_id").or_else(|| id_in(event, "user_id")).map(UserId)
}

/// The order key, if the event is whole enough to have one.
fn key_of(event: &Value, entry: &Entry, subject: UserId) -> Option<OrderKey> {
    let data = event.get("data")?;
    if let Aggregate::Object { field, .. } = entry.event.aggregate
        && data.get(field).is_some_and(|id| !id.is_null())
    {
        id_in(data, field)?;
    }
    Some(entry.event.order_key(subject.0, id_in(event, "client_generated_id")?, data))
}

fn id_in(value: &Value, name: &str) -> Option<Uuid> {
    value.get(name)?.as_str()?.parse().ok()
}

fn check_version(event: &Value, entry: &Entry) -> Result<(), Problem> {
    let wanted = event.get("schema_version").and_then(Value::as_str).and_then(Version::parse);
    let known = entry.event.version;
    let Some(wanted) = wanted else {
        let error = FieldError::new("/schema_version", "pattern", "A version is like 1.0.0.");
        return Err(Problem::invalid(vec![error]));
    };
    if wanted.major != known.major {
        let error =
            FieldError::new("/schema_version", "unsupported_version", "This server does not take this major version.");
        return Err(Problem { code: "unsupported_version", ..Problem::invalid(vec![error]) });
    }
    if wanted.minor > known.minor {
        let problem = Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "schema_newer",
            "This server is older than the app; try again.",
        );
        return Err(problem.after(SCHEMA_NEWER_RETRY_SECONDS));
    }
    Ok(())
}

fn check_people(event: &Value, caller: &Caller) -> Result<(), Problem> {
    if id_in(event, "user_id") != Some(caller.id.0) {
        return Err(Problem::forbidden("user_mismatch", "The event is of another user than the token."));
    }
    // Whether the athlete consents is the owner's to say.
    if id_in(event, "subject_user_id").is_some_and(|subject| subject != caller.id.0) && !caller.has(Role::Coach) {
        return Err(Problem::forbidden("role_required", "Acting for another needs the role coach."));
    }
    Ok(())
}

/// Content is what the sender said: type, version, subject, time and data, before any change of ours.
fn canonical(event: &Value) -> Result<Content, Problem> {
    let content = json!({
        "event_type": event["event_type"], "schema_version": event["schema_version"],
        "subject": event.get("subject_user_id").unwrap_or(&event["user_id"]),
        "timestamp": event["timestamp"], "data": event["data"],
    });
    serde_json_canonicalizer::to_vec(&content).map(Content).map_err(|_| Problem::internal())
}

fn seal_secrets(envelope: &mut Envelope, admitted: &Admitted, means: &Means<'_>) -> Result<(), Problem> {
    for pointer in &admitted.secrets {
        let bound_to = envelope.sealed_for(pointer);
        if let Some(Value::String(secret)) = envelope.data.pointer_mut(pointer) {
            *secret = means.keys.seal(means.random, &bound_to, secret.as_bytes()).map_err(|_| Problem::internal())?;
        }
    }
    Ok(())
}

fn whole_numbers(value: &mut Value) {
    /// Beyond, not every whole number has a float of its own.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match value {
        Value::Number(number) => {
            let float = number.as_f64().filter(|float| number.is_f64() && float.fract() == 0.0 && float.abs() < EXACT);
            if let Some(float) = float {
                #[expect(clippy::cast_possible_truncation, reason = "whole, and within what floats hold exactly")]
                let whole = float as i64;
                *number = whole.into();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(whole_numbers),
        Value::Object(fields) => fields.values_mut().for_each(whole_numbers),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}
