//! An event as a message of the broker, and back. What somebody published by hand is completed and
//! checked against its schema; what our own relay sent is not checked again.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use lapin::BasicProperties;
use lapin::types::{AMQPValue, FieldTable};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use taper_events::{Envelope, FieldError, OrderKey, SYSTEM_USER, UserId, Version, hand_published_id};
use taper_platform::Checker;
use uuid::Uuid;

use crate::Arrival;

/// Says that our relay sent it.
const APP_ID: &str = "taper";
const HEADER_TYPE: &str = "event_type";
const HEADER_KEY: &str = "order_key";
/// Largest event on the bus, bytes.
const MAX_EVENT_BYTES: usize = 2 * 1024 * 1024;
/// What a message published by hand without `source_service` gets.
const BY_HAND: &str = "by_hand";
const PERSISTENT: u8 = 2;
const MAX_REASON_VIOLATIONS: usize = 5;

/// Properties of an event that our relay sends.
pub(crate) fn properties(event_type: &str, key: i64) -> BasicProperties {
    let mut headers = FieldTable::default();
    headers.insert(HEADER_TYPE.into(), AMQPValue::LongString(event_type.into()));
    headers.insert(HEADER_KEY.into(), AMQPValue::LongLongInt(key));
    BasicProperties::default()
        .with_app_id(APP_ID.into())
        .with_content_type("application/json".into())
        .with_delivery_mode(PERSISTENT)
        .with_headers(headers)
}

/// Of a message that is no event: it only shows that all before it have arrived.
const MARKER_TYPE: &str = "taper.marker";

pub(crate) fn marker(id: Uuid) -> BasicProperties {
    BasicProperties::default()
        .with_app_id(APP_ID.into())
        .with_type(MARKER_TYPE.into())
        .with_message_id(id.to_string().into())
        .with_delivery_mode(PERSISTENT)
}

/// Which marker a message is, if it is one.
pub(crate) fn marker_of(properties: &BasicProperties) -> Option<Uuid> {
    let kind = properties.kind().as_ref().filter(|kind| kind.as_str() == MARKER_TYPE);
    kind.and_then(|_| properties.message_id().as_ref()?.as_str().parse().ok())
}

/// A message that cannot become an event here.
#[derive(Debug)]
pub(crate) struct Refused {
    pub(crate) reason: String,
    pub(crate) violations: Vec<FieldError>,
    /// The same for each delivery of the message.
    pub(crate) id: Uuid,
    pub(crate) event_id: Uuid,
    pub(crate) event_type: String,
    pub(crate) user: Option<UserId>,
    pub(crate) subject: Option<UserId>,
    pub(crate) client_generated_id: Option<Uuid>,
    pub(crate) key: OrderKey,
    /// As text; what was none is replaced.
    pub(crate) payload: String,
}

/// The schemas of the bus, compiled.
pub(crate) struct Schemas(HashMap<&'static str, Checker>);

impl Schemas {
    /// # Errors
    /// A schema of the catalogue is none: our own mistake.
    pub(crate) fn compile() -> Result<Self, String> {
        taper_events::CATALOGUE
            .iter()
            .map(|entry| Ok((entry.event.name, Checker::new(&taper_events::bus_schema(entry))?)))
            .collect::<Result<_, String>>()
            .map(Self)
    }

    /// Reads a message of the queue.
    pub(crate) fn read(
        &self,
        routing_key: &str,
        properties: &BasicProperties,
        data: &[u8],
        now: DateTime<Utc>,
    ) -> Result<Arrival, Box<Refused>> {
        if data.len() > MAX_EVENT_BYTES {
            return Err(refused(routing_key, data, None, format!("more than {MAX_EVENT_BYTES} bytes"), Vec::new()));
        }
        let ours = properties.app_id().as_ref().is_some_and(|id| id.as_str() == APP_ID);
        let envelope = if ours {
            serde_json::from_slice(data).map_err(|error| {
                refused(routing_key, data, None, format!("unreadable envelope: {error}"), Vec::new())
            })?
        } else {
            self.read_by_hand(routing_key, data, now)?
        };
        let key = header_key(properties).filter(|_| ours).unwrap_or_else(|| key_of(&envelope));
        Ok(Arrival { key, envelope, fingerprint: None })
    }

    fn read_by_hand(&self, routing_key: &str, data: &[u8], now: DateTime<Utc>) -> Result<Envelope, Box<Refused>> {
        let refuse = |document: Option<&Value>, reason: String, violations: Vec<FieldError>| {
            refused(routing_key, data, document, reason, violations)
        };
        let mut document: Value =
            serde_json::from_slice(data).map_err(|error| refuse(None, format!("not JSON: {error}"), Vec::new()))?;
        if document.get("event_type").and_then(Value::as_str) != Some(routing_key) {
            let reason = "event_type is not the routing key it was published with".to_owned();
            return Err(refuse(Some(&document), reason, Vec::new()));
        }
        complete(&mut document, routing_key, now);
        if let Some(checker) = self.0.get(routing_key).filter(|_| !is_newer(&document, routing_key)) {
            let violations = checker.check(&document);
            if !violations.is_empty() {
                return Err(refuse(Some(&document), summary(&violations), violations));
            }
        }
        Envelope::deserialize(&document).map_err(|error| {
            let violations = vec![FieldError::new("", "invalid", error.to_string())];
            refuse(Some(&document), format!("unreadable envelope: {error}"), violations)
        })
    }
}

/// What only a server can say.
fn complete(document: &mut Value, event_type: &str, now: DateTime<Utc>) {
    let ids = uuid_at(document, "user_id").zip(uuid_at(document, "client_generated_id"));
    let Some(fields) = document.as_object_mut() else { return };
    if let Some((user, client_generated_id)) = ids {
        let id = hand_published_id(UserId(user), client_generated_id, event_type);
        fields.entry("event_id").or_insert_with(|| id.to_string().into());
    }
    fields.entry("received_at").or_insert_with(|| now.to_rfc3339().into());
    fields.entry("source_service").or_insert_with(|| BY_HAND.into());
}

/// Of a version that a newer process will know: the inbox holds it for that one.
fn is_newer(document: &Value, event_type: &str) -> bool {
    let known = taper_events::entry(event_type).map(|entry| entry.event.version);
    let stated = document.get("schema_version").and_then(Value::as_str).and_then(Version::parse);
    known.zip(stated).is_some_and(|(known, stated)| (stated.major, stated.minor) > (known.major, known.minor))
}

fn key_of(envelope: &Envelope) -> OrderKey {
    match taper_events::entry(&envelope.event_type) {
        Some(entry) => envelope.order_key(&entry.event),
        None => OrderKey::subject(envelope.subject().0),
    }
}

fn header_key(properties: &BasicProperties) -> Option<OrderKey> {
    match properties.headers().as_ref()?.inner().get(HEADER_KEY)? {
        AMQPValue::LongLongInt(key) => Some(OrderKey(*key)),
        _ => None,
    }
}

fn summary(violations: &[FieldError]) -> String {
    let listed: Vec<String> = violations
        .iter()
        .take(MAX_REASON_VIOLATIONS)
        .map(|violation| format!("{}: {}", violation.pointer, violation.message))
        .collect();
    format!("not as its schema says: {}", listed.join("; "))
}

fn uuid_at(document: &Value, field: &str) -> Option<Uuid> {
    document.get(field).and_then(Value::as_str).and_then(|id| id.parse().ok())
}

/// A message that the broker or a reader gave up.
pub(crate) fn refused(
    routing_key: &str,
    data: &[u8],
    document: Option<&Value>,
    reason: String,
    violations: Vec<FieldError>,
) -> Box<Refused> {
    let digest = Sha256::digest(data);
    let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, &digest);
    let at = |field| document.and_then(|document| uuid_at(document, field));
    let user = at("user_id").map(UserId);
    let subject = at("subject_user_id").map(UserId).or(user);
    Box::new(Refused {
        reason,
        violations,
        id,
        event_id: at("event_id").unwrap_or(id),
        event_type: routing_key.to_owned(),
        user,
        subject,
        client_generated_id: at("client_generated_id"),
        key: OrderKey::subject(subject.unwrap_or(SYSTEM_USER).0),
        // PostgreSQL's text holds no NUL.
        payload: without_secrets(routing_key, document)
            .unwrap_or_else(|| String::from_utf8_lossy(data).replace('\0', "\u{fffd}")),
    })
}

/// The document with the secrets that somebody wrote openly taken out, if there were any.
fn without_secrets(event_type: &str, document: Option<&Value>) -> Option<String> {
    let entry = taper_events::entry(event_type)?;
    let mut clean = document?.clone();
    let mut found = false;
    for pointer in taper_events::secret_pointers(entry) {
        if let Some(secret) = clean.get_mut("data").and_then(|data| data.pointer_mut(&pointer))
            && !secret.as_str().is_some_and(|text| text.starts_with("sealed:"))
        {
            *secret = Value::Null;
            found = true;
        }
    }
    found.then(|| clean.to_string())
}
