use chrono::{DateTime, Utc};
use taper_events::{Envelope, EventData, UserId};

use crate::chance::Chance;

/// What one person sends.
pub(crate) struct Writer {
    pub user: UserId,
    pub chance: Chance,
    pub events: Vec<Envelope>,
}

impl Writer {
    /// Notes the event as sent at that time, and returns its idempotency key.
    pub(crate) fn send<T: EventData>(&mut self, at: DateTime<Utc>, data: &T) -> uuid::Uuid {
        let event = &T::EVENT;
        let client_generated_id = self.chance.id();
        self.events.push(Envelope {
            schema_version: event.version.to_string(),
            event_type: event.name.to_owned(),
            event_id: None,
            client_generated_id,
            causation_id: None,
            user_id: self.user,
            subject_user_id: None,
            audience: Vec::new(),
            timestamp: at,
            received_at: None,
            source_service: "frontend".to_owned(),
            traceparent: None,
            request_id: None,
            data: serde_json::to_value(data).unwrap_or_default(),
        });
        client_generated_id
    }
}
