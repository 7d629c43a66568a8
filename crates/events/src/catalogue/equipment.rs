//! What a gym has to load, and how its machines are set.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{choices, events};
use crate::{Aggregate, BasedOn, EquipmentPrefsId, FieldError, InventoryId, MachineNoteId, Unit, Weight};

choices! {
    /// What is loaded.
    MachineType {
        Barbell = "barbell", HackSquat = "hack_squat", LegPress = "leg_press", HexBar = "hex_bar", Cable = "cable",
        Other = "other",
    }
    /// Who may read a note.
    NoteVisibility { Public = "public", Private = "private" }
}

/// What there is to load at the places where somebody trains (EQP-3).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct EquipmentPrefs {
    /// What a new inventory counts in.
    pub default_unit: Unit,
    #[schema(max_items = 20)]
    pub inventories: Vec<Inventory>,
}

/// What one gym has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Inventory {
    pub inventory_id: InventoryId,
    #[schema(min_length = 1, max_length = 80)]
    pub name: String,
    /// What is loaded there is counted in; single weights may be in the other.
    pub unit: Unit,
    #[schema(max_items = 40)]
    pub machines: Vec<Machine>,
    #[schema(max_items = 30)]
    pub plates: Vec<PlatePairs>,
}

/// A bar, a sled or a stack, as it is before anything is loaded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Machine {
    /// Chosen by the client.
    pub machine_id: Uuid,
    pub machine_type: MachineType,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 80)]
    pub name: Option<String>,
    /// Of the bar with its collars, of the empty sled.
    pub start_weight: Weight,
    /// On how many sides it takes the same plates.
    #[schema(minimum = 1, maximum = 2)]
    pub sides: u8,
    /// Its own plates, for each side, in place of the gym's: a stack, and what may be put on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 10)]
    pub stack: Vec<StackPlates>,
}

/// Plates of one weight of a machine's own.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct StackPlates {
    /// Of one plate.
    pub weight: Weight,
    #[schema(minimum = 1, maximum = 100)]
    pub count: u8,
}

/// Plates of one weight that any machine takes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlatePairs {
    /// Of one plate.
    pub weight: Weight,
    #[schema(minimum = 1, maximum = 50)]
    pub pairs: u8,
}

/// `equipment.prefs.submitted`: the whole, and what it was written on. Without that the later written stand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PrefsSubmitted {
    #[serde(flatten)]
    pub based_on: BasedOn,
    #[serde(flatten)]
    pub prefs: EquipmentPrefs,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PrefsPersisted {
    pub id: EquipmentPrefsId,
    #[schema(minimum = 1)]
    pub version: i64,
    pub prefs: EquipmentPrefs,
    /// The submission was older than what stands, and changed nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub superseded: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PrefsFailed {
    #[schema(max_items = 100)]
    pub errors: Vec<FieldError>,
    /// What stands instead of what it was written on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theirs: Option<Box<PrefsPersisted>>,
}

/// How somebody sets a machine (EQP-2). One person has one note on each machine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MachineNote {
    #[schema(min_length = 1, max_length = 80)]
    pub brand: String,
    #[schema(min_length = 1, max_length = 80)]
    pub model: String,
    pub machine_type: MachineType,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 20)]
    pub settings: Vec<MachineSetting>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 2000)]
    pub notes: Option<String>,
    pub visibility: NoteVisibility,
}

/// Something that can be set, and to what, such as `seat` and `4`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MachineSetting {
    #[schema(min_length = 1, max_length = 40)]
    pub name: String,
    #[schema(min_length = 1, max_length = 80)]
    pub value: String,
}

/// `machine.notes.submitted`: the whole note. Without an id, or under a new one, it is of the note that its sender has
/// on this machine, if there is one and nothing else was stated to stand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MachineNotesSubmitted {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note_id: Option<MachineNoteId>,
    #[serde(flatten)]
    pub based_on: BasedOn,
    #[serde(flatten)]
    pub note: MachineNote,
}

/// `machine.notes.deleted`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MachineNotesDeleted {
    pub note_id: MachineNoteId,
    #[serde(flatten)]
    pub based_on: BasedOn,
}

/// A note as it now stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MachineNotesPersisted {
    pub id: MachineNoteId,
    pub note_id: MachineNoteId,
    #[schema(minimum = 1)]
    pub version: i64,
    pub updated_at: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deleted: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub superseded: bool,
    #[serde(flatten)]
    pub note: MachineNote,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MachineNotesFailed {
    /// As it was submitted.
    pub id: MachineNoteId,
    #[schema(max_items = 100)]
    pub errors: Vec<FieldError>,
    /// What stands instead: under another id, where the machine has a note already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theirs: Option<Box<MachineNotesPersisted>>,
}

/// `tools.platecalc.query`: somebody who allows it says what was worked out on their device.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlatecalcQuery {
    pub machine: MachineType,
    /// In `unit`.
    #[schema(minimum = 0, maximum = 2000)]
    pub target: f64,
    pub unit: Unit,
}

events! {
    PrefsSubmitted: Intent "equipment.prefs.submitted" (1, 0) of "equipment" by Aggregate::Subject;
    PrefsPersisted: Persisted "equipment.prefs.persisted" (1, 0) of "equipment" by Aggregate::Subject;
    PrefsFailed: Failed "equipment.prefs.failed" (1, 0) of "equipment" by Aggregate::Subject;
    // By subject, not by note: two notes that want one machine must not pass each other.
    MachineNotesSubmitted: Intent "machine.notes.submitted" (1, 0) of "equipment" by Aggregate::Subject;
    MachineNotesDeleted: Intent "machine.notes.deleted" (1, 0) of "equipment" by Aggregate::Subject;
    MachineNotesPersisted: Persisted "machine.notes.persisted" (1, 0) of "equipment" by Aggregate::Subject;
    MachineNotesFailed: Failed "machine.notes.failed" (1, 0) of "equipment" by Aggregate::Subject;
    PlatecalcQuery: FinalIntent "tools.platecalc.query" (1, 0) of "equipment" by Aggregate::Subject;
}
