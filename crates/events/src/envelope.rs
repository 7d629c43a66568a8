use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::{EventData, EventType, OrderKey, UserId};

/// The actor of what nobody in particular did.
pub const SYSTEM_USER: UserId = UserId(Uuid::from_u128(0x7a9e_0000_0000_4000_8000_0000_0000_0001));

/// An event as it travels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Envelope {
    pub schema_version: String,
    pub event_type: String,
    /// Given by the first server that accepts the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_id: Option<Uuid>,
    /// The producer's idempotency key, unique per user.
    pub client_generated_id: Uuid,
    /// `client_generated_id` of the cause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub causation_id: Option<Uuid>,
    /// The actor.
    pub user_id: UserId,
    /// Whose data it is; the actor's if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_user_id: Option<UserId>,
    /// Whose streams deliver it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audience: Vec<UserId>,
    /// The producer's clock.
    pub timestamp: DateTime<Utc>,
    /// Set by ingress.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_at: Option<DateTime<Utc>>,
    /// `frontend` from clients, whatever they write; else the service's name.
    #[serde(default)]
    pub source_service: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub traceparent: Option<String>,
    /// `x-request-id` of the request that it began with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    pub data: Value,
}

impl Envelope {
    pub fn subject(&self) -> UserId {
        self.subject_user_id.unwrap_or(self.user_id)
    }

    /// The event's own id, or the one derived for an event published by hand without it.
    pub fn id(&self) -> Uuid {
        self.event_id.unwrap_or_else(|| hand_published_id(self.user_id, self.client_generated_id, &self.event_type))
    }

    /// The producer's time, but never later than the server received it: a clock that runs ahead
    /// must not win over everybody else's later edits.
    pub fn effective_time(&self) -> DateTime<Utc> {
        self.received_at.map_or(self.timestamp, |received| self.timestamp.min(received))
    }

    /// What the secret at `pointer` of this event's data is sealed for: only this user, type and
    /// place open it.
    pub fn sealed_for(&self, pointer: &str) -> String {
        format!("{}|{}|{pointer}", self.user_id, self.event_type)
    }

    pub fn order_key(&self, event_type: &EventType) -> OrderKey {
        event_type.order_key(self.subject().0, self.client_generated_id, &self.data)
    }
}

/// An event whose data was read into its type.
#[derive(Clone, Debug)]
pub struct Event<T> {
    pub envelope: Envelope,
    pub data: T,
}

impl<T: EventData> Event<T> {
    /// # Errors
    /// The data is not of the type.
    pub fn read(envelope: Envelope) -> Result<Self, serde_json::Error> {
        let data = T::deserialize(&envelope.data)?;
        Ok(Self { envelope, data })
    }
}

impl<T> Event<T> {
    pub fn actor(&self) -> UserId {
        self.envelope.user_id
    }

    pub fn subject(&self) -> UserId {
        self.envelope.subject()
    }

    pub fn client_generated_id(&self) -> Uuid {
        self.envelope.client_generated_id
    }

    /// See [`Envelope::effective_time`].
    pub fn at(&self) -> DateTime<Utc> {
        self.envelope.effective_time()
    }
}

/// The client id of an event derived from another: the same for each redelivery of the cause.
pub fn derived_id(cause: Uuid, event_type: &str, discriminator: u32) -> Uuid {
    Uuid::new_v5(&cause, format!("{event_type}#{discriminator}").as_bytes())
}

/// The event id of an event published by hand without one: the same for each publication of it.
pub fn hand_published_id(user: UserId, client_generated_id: Uuid, event_type: &str) -> Uuid {
    Uuid::new_v5(&user.0, format!("{client_generated_id}/{event_type}").as_bytes())
}
