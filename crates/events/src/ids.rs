//! Typed ids: a plan's id cannot be handed to what wants a workout's.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

macro_rules! typed_id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema, sqlx::Type)]
        #[serde(transparent)]
        #[sqlx(transparent)]
        #[schema(value_type = Uuid)]
        pub struct $name(pub Uuid);

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self { Self(id) }
        }
        impl From<$name> for Uuid {
            fn from(id: $name) -> Self { id.0 }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }
        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> { text.parse().map(Self) }
        }
    )+};
}

typed_id! {
    /// A person's account.
    UserId,
    /// One signed-in device.
    SessionId,
    /// An athlete's onboarding settings.
    SettingsId,
    /// A goal event; chosen by the client.
    MissionId,
    /// One stage of a mission's event; chosen by the client.
    StageId,
    /// A plan up to a competition day; chosen by the client.
    PlanId,
    /// One planned or done workout; chosen by the client.
    WorkoutId,
    /// All of an athlete's inventories together.
    EquipmentPrefsId,
    /// What one gym has; chosen by the client.
    InventoryId,
    /// Somebody's note on a machine; chosen by the client.
    MachineNoteId,
}
