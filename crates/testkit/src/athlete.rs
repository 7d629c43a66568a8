use axum::body::Body;
use chrono::SecondsFormat;
use http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::Value;
use taper_events::{Envelope, EventData, UserId};
use tower::ServiceExt;
use uuid::Uuid;

use crate::World;

/// A person in a test.
pub struct TestAthlete<'w> {
    world: &'w World,
    pub id: UserId,
    pub token: String,
}

/// An HTTP answer.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    /// Null if the body is empty or not JSON.
    pub body: Value,
    /// The body as it came.
    pub text: String,
}

impl<'w> TestAthlete<'w> {
    pub(crate) fn new(world: &'w World, id: UserId, roles: &[&str]) -> Self {
        let token = world.tokens.token(id, roles, world.platform.now());
        Self { world, id, token }
    }

    /// Sends an intent, as the app would. Returns its client id.
    pub async fn sends<T: EventData>(&self, data: &T) -> Uuid {
        self.sends_json(T::EVENT.name, serde_json::to_value(data).expect("JSON")).await
    }

    pub async fn sends_json(&self, event_type: &str, data: Value) -> Uuid {
        let envelope = self.envelope(event_type, data);
        let id = envelope.client_generated_id;
        self.world.takes_in(envelope).await;
        id
    }

    /// An event of this person, now, with a fresh client id.
    pub fn envelope(&self, event_type: &str, data: Value) -> Envelope {
        let now = self.world.platform.now();
        let version = taper_events::entry(event_type).expect("a type of the catalogue").event.version;
        Envelope {
            schema_version: version.to_string(),
            event_type: event_type.to_owned(),
            event_id: Some(self.world.platform.id()),
            client_generated_id: self.world.platform.id(),
            causation_id: None,
            user_id: self.id,
            subject_user_id: None,
            audience: Vec::new(),
            timestamp: now,
            received_at: Some(now),
            source_service: "frontend".to_owned(),
            traceparent: None,
            request_id: None,
            data,
        }
    }

    /// The envelope as a client writes it.
    pub fn client_envelope(&self, event_type: &str, data: &Value) -> Value {
        let now = self.world.platform.now();
        serde_json::json!({
            "schema_version": "1.0.0", "event_type": event_type,
            "client_generated_id": self.world.platform.id(), "user_id": self.id,
            "timestamp": now.to_rfc3339_opts(SecondsFormat::Millis, true), "data": data
        })
    }

    /// The answers to one's own event, from the facts that go to this person's stream.
    pub fn told_about(&self, client_generated_id: Uuid) -> Vec<Envelope> {
        let mut facts = self.world.facts();
        facts.retain(|fact| fact.causation_id == Some(client_generated_id) && fact.audience.contains(&self.id));
        facts
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.calls(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.calls(Method::POST, path, Some(body)).await
    }

    pub async fn calls(&self, method: Method, path: &str, body: Option<&Value>) -> Answer {
        let mut request =
            Request::builder().method(method).uri(path).header(header::AUTHORIZATION, format!("Bearer {}", self.token));
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        self.world.call(request.body(body).expect("a request")).await
    }
}

impl World {
    /// Any request, as it is.
    pub async fn call(&self, request: Request<Body>) -> Answer {
        let response = self.router().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("a body").to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: serde_json::from_slice(&bytes).unwrap_or(Value::Null),
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}
