//! What the stages of a mission come to.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{Object, ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// What a completed stage pays, by its type and the mode it was ridden in; a mode that is absent pays nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PointsSchema {
    #[serde(default, skip_serializing_if = "is_default")]
    pub flat: ModePoints,
    #[serde(default, skip_serializing_if = "is_default")]
    pub hilly: ModePoints,
    #[serde(default, skip_serializing_if = "is_default")]
    pub mountain: ModePoints,
    #[serde(default, skip_serializing_if = "is_default")]
    pub itt: ModePoints,
    #[serde(default, skip_serializing_if = "is_default")]
    pub ttt: ModePoints,
    #[serde(default, skip_serializing_if = "is_default")]
    pub prologue: ModePoints,
    #[serde(default, skip_serializing_if = "is_default")]
    pub gravel: ModePoints,
    #[serde(default, skip_serializing_if = "is_default")]
    pub other: ModePoints,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(schema_with = bonuses)]
    pub bonuses: BTreeMap<BonusName, Bonus>,
}

fn bonuses() -> Object {
    ObjectBuilder::new()
        .schema_type(Type::Object)
        .property_names(Some(BonusName::pattern()))
        .additional_properties(Some(Bonus::schema()))
        .max_properties(Some(20))
        .build()
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ModePoints {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 1000)]
    pub gc: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 1000)]
    pub breakaway: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 1000)]
    pub steady: Option<u16>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Bonus {
    /// The number in its name.
    #[schema(minimum = 1, maximum = 99)]
    pub threshold: u16,
    #[schema(minimum = 0, maximum = 1000)]
    pub points: u16,
}

/// What a bonus is paid for: `consecutive_5` for each full five completed stages in a row, `breakaway_10` once, for ten
/// stages completed in that mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BonusName {
    /// None: whatever the mode, but in a row.
    pub mode: Option<RideMode>,
    pub count: u16,
}

impl BonusName {
    const CONSECUTIVE: &str = "consecutive";
    const MAX_COUNT: u16 = 99;

    fn pattern() -> Object {
        let about = "`consecutive_5`: for each full five completed stages in a row; `breakaway_10`: once, for ten in that mode.";
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(about))
            .pattern(Some("^(consecutive|gc|breakaway|steady)_[1-9][0-9]?$"))
            .build()
    }
}

impl TryFrom<String> for BonusName {
    type Error = String;
    fn try_from(name: String) -> Result<Self, String> {
        let parsed = name.split_once('_').and_then(|(what, count)| {
            let mode = match what {
                Self::CONSECUTIVE => None,
                mode => Some(RideMode::ALL.into_iter().find(|known| known.name() == mode)?),
            };
            let count = count.parse().ok().filter(|count| (1..=Self::MAX_COUNT).contains(count))?;
            Some(Self { mode, count })
        });
        // Only as it is written here: no sign, no zero in front.
        parsed
            .filter(|parsed| parsed.to_string() == name)
            .ok_or_else(|| format!("{name:?} names no bonus, as consecutive_5 and breakaway_10 do"))
    }
}

impl From<BonusName> for String {
    fn from(name: BonusName) -> Self {
        name.to_string()
    }
}

impl std::fmt::Display for BonusName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}_{}", self.mode.map_or(Self::CONSECUTIVE, RideMode::name), self.count)
    }
}

impl PartialSchema for BonusName {
    fn schema() -> RefOr<Schema> {
        Self::pattern().into()
    }
}

impl ToSchema for BonusName {
    fn name() -> Cow<'static, str> {
        "BonusName".into()
    }
}

/// The kind of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, sqlx::Type)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum StageType {
    Flat,
    Hilly,
    Mountain,
    Itt,
    Ttt,
    Prologue,
    Gravel,
    Other,
}

/// How a stage is ridden: for the general classification, in the breakaway, or steadily.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema, sqlx::Type)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum RideMode {
    Gc,
    Breakaway,
    Steady,
}

impl RideMode {
    pub const ALL: [Self; 3] = [Self::Gc, Self::Breakaway, Self::Steady];

    /// As it is sent.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gc => "gc",
            Self::Breakaway => "breakaway",
            Self::Steady => "steady",
        }
    }
}

/// What a mission's completed stages have come to, by its points schema.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MissionProgress {
    pub stages_completed: u32,
    /// Of the stages themselves.
    pub points: u32,
    pub bonus_points: u32,
    /// Both together.
    pub total_points: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BonusPaid {
    pub bonus: BonusName,
    pub points: u16,
}

pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bonus_is_read_as_it_is_written_and_no_other_way() {
        for name in ["consecutive_5", "breakaway_10", "gc_1", "steady_99"] {
            let read = BonusName::try_from(name.to_owned());
            assert_eq!(read.map(String::from), Ok(name.to_owned()));
        }
        for name in ["", "consecutive", "consecutive_", "consecutive_0", "gc_05", "gc_+5", "gc_100", "sprint_5", "GC_5"]
        {
            assert!(BonusName::try_from(name.to_owned()).is_err(), "{name}");
        }
    }
}
