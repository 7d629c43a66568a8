//! What the event door itself has to say.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::events;
use crate::{Aggregate, FieldError};

/// `event.validation.failed`: an event that reached the bus is not what its schema says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ValidationFailed {
    pub event_id: Uuid,
    #[schema(max_length = 100)]
    pub event_type: String,
    #[schema(max_items = 100)]
    pub violations: Vec<FieldError>,
}

events! {
    ValidationFailed: Fact "event.validation.failed" (1, 0) of "ingress" by Aggregate::Subject;
}
