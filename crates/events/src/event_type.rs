use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use uuid::Uuid;

/// What the catalogue says of one event type.
#[derive(Clone, Copy, Debug)]
pub struct EventType {
    /// Dotted; the routing key on the exchange.
    pub name: &'static str,
    pub version: Version,
    /// The service that consumes the intent, or emits the fact.
    pub owner: &'static str,
    pub kind: Kind,
    pub aggregate: Aggregate,
}

/// Newest version known here. Minor versions only add optional fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    pub major: u16,
    pub minor: u16,
}

impl Version {
    /// Reads `major.minor.patch`; anything else is none.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.').map(str::parse::<u16>);
        let (Some(Ok(major)), Some(Ok(minor)), Some(Ok(_)), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return None;
        };
        Some(Self { major, minor })
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.0", self.major, self.minor)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What a client asks for. Only the owner consumes it.
    Intent,
    /// An intent that gets no answer beyond the 202.
    FinalIntent,
    /// What is so. Anybody may consume it.
    Fact,
    /// A fact that answers an intent: accepted.
    Persisted,
    /// A fact that answers an intent: refused.
    Failed,
}

impl Kind {
    pub fn is_intent(self) -> bool {
        matches!(self, Self::Intent | Self::FinalIntent)
    }

    /// Nothing more is heard of it: that it was taken in is its outcome.
    pub fn is_final_on_202(self) -> bool {
        self == Self::FinalIntent
    }
}

/// What events are ordered by, within their subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aggregate {
    /// Everything of the subject, one after the other.
    Subject,
    /// One object of the subject; `field` of the data holds its id.
    Object { kind: &'static str, field: &'static str },
}

/// Lanes of each inbox. Stored in rows: this number and the hash below never change.
pub const LANES: u8 = 64;

/// Where an event stands in line: same key, in order; different keys, in parallel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrderKey(pub i64);

impl OrderKey {
    /// The key of all of a subject's events that have no aggregate of their own.
    pub fn subject(subject: Uuid) -> Self {
        Self::hash(&subject.to_string())
    }

    /// The key of one object of a subject. REST writes to the object lock the same key.
    pub fn object(subject: Uuid, kind: &str, id: Uuid) -> Self {
        Self::hash(&format!("{subject}/{kind}/{id}"))
    }

    fn hash(name: &str) -> Self {
        let digest = Sha256::digest(name.as_bytes());
        let mut first = [0; 8];
        first.copy_from_slice(&digest[..8]);
        Self(i64::from_be_bytes(first))
    }

    pub fn lane(self) -> i16 {
        (self.0.cast_unsigned() % u64::from(LANES)) as i16
    }
}

impl EventType {
    /// The order key of one event of this type. An object without an id in its data is named by
    /// the event's client id.
    pub fn order_key(&self, subject: Uuid, client_generated_id: Uuid, data: &Value) -> OrderKey {
        match (self.aggregate, self.aggregate_id(client_generated_id, data)) {
            (Aggregate::Object { kind, .. }, Some(id)) => OrderKey::object(subject, kind, id),
            _ => OrderKey::subject(subject),
        }
    }

    /// The id of the object that an event of this type is about, if it is about one.
    pub fn aggregate_id(&self, client_generated_id: Uuid, data: &Value) -> Option<Uuid> {
        let Aggregate::Object { field, .. } = self.aggregate else { return None };
        let id = data.get(field).and_then(Value::as_str).and_then(|id| id.parse().ok());
        Some(id.unwrap_or(client_generated_id))
    }

    /// The fact that refuses an intent of this type: `<subject>.failed`.
    pub fn refusal(&self) -> Option<&'static EventType> {
        let (subject, _) = self.name.rsplit_once('.')?;
        crate::CATALOGUE
            .iter()
            .map(|entry| &entry.event)
            .find(|event| event.kind == Kind::Failed && event.name.strip_suffix(".failed") == Some(subject))
    }
}

/// A type that is the data of an event.
pub trait EventData: Serialize + DeserializeOwned + ToSchema + Send + Sync + 'static {
    const EVENT: EventType;
}
