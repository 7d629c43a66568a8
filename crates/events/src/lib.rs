//! The event catalogue: every message that crosses a service boundary, as a Rust type, once.
//!
//! JSON Schemas, the web app's types, `docs/events.md` and the takers' table are generated from here.
//! This room does no I/O, knows no database, no HTTP and no service.

mod catalogue;
mod envelope;
mod event_type;
mod form;
mod ids;
mod problem;
mod schema;
mod shapes;

pub use catalogue::{CATALOGUE, Entry, athlete, entry, equipment, identity, ingress, notifications, training};
pub use envelope::{Envelope, Event, SYSTEM_USER, derived_id, hand_published_id};
pub use event_type::{Aggregate, EventData, EventType, Kind, LANES, OrderKey, Version};
pub use form::{Form, Next, Revision, Submission, Submitted, submitted, unasked, version_conflict};
pub use ids::{
    EquipmentPrefsId, InventoryId, MachineNoteId, MissionId, PlanId, SessionId, SettingsId, StageId, UserId, WorkoutId,
};
pub use problem::FieldError;
pub use schema::{bus_schema, client_schema, closed_schema, data_schema, secret_pointers};
pub use shapes::{BasedOn, Secret, TimeZone, Unit, Weight};
