//! Shapes that several events share.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{RefOr, Schema, SchemaFormat};
use utoipa::{PartialSchema, ToSchema};
use uuid::Uuid;

/// A mass with the unit it was written in.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Weight {
    #[schema(minimum = 0, maximum = 2000)]
    pub value: f64,
    pub unit: Unit,
}

/// The unit of a [`Weight`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    Kg,
    Lb,
}

impl Weight {
    /// International avoirdupois pound in kilograms, exact by definition (1959).
    pub const KG_PER_LB: f64 = 0.453_592_37;

    pub fn kg(value: f64) -> Self {
        Self { value, unit: Unit::Kg }
    }

    /// The mass in kilograms.
    pub fn in_kg(self) -> f64 {
        match self.unit {
            Unit::Kg => self.value,
            Unit::Lb => self.value * Self::KG_PER_LB,
        }
    }
}

/// A name of the IANA time zone database, such as `Europe/Oslo`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TimeZone(pub chrono_tz::Tz);

impl TimeZone {
    pub const UTC: Self = Self(chrono_tz::Tz::UTC);
    /// The `format` of its schema: JSON Schema has none of its own.
    pub const FORMAT: &str = "iana-time-zone";

    /// The day it is in this zone at that instant.
    pub fn day_of(self, instant: chrono::DateTime<chrono::Utc>) -> chrono::NaiveDate {
        instant.with_timezone(&self.0).date_naive()
    }
}

impl std::str::FromStr for TimeZone {
    type Err = chrono_tz::ParseError;
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        name.parse().map(Self)
    }
}

impl std::fmt::Display for TimeZone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.name())
    }
}

impl PartialSchema for TimeZone {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(SchemaType::Type(Type::String))
            .description(Some("A name of the IANA time zone database."))
            .format(Some(SchemaFormat::Custom(Self::FORMAT.to_owned())))
            .max_length(Some(64))
            .pattern(Some("^[A-Za-z][A-Za-z0-9_+/-]*$"))
            .into()
    }
}

impl ToSchema for TimeZone {
    fn name() -> Cow<'static, str> {
        "TimeZone".into()
    }
}

/// Which state of a thing an edit was made on: a version the server gave, or an own edit that has
/// no answer yet. An edit gives one of them (where both are given, both must fit). Where it gives neither, a
/// deletion holds whatever stands, and of two forms the later written stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BasedOn {
    /// 0: there was none yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 9_007_199_254_740_991_i64)]
    pub base_version: Option<i64>,
    /// `client_generated_id` of the own edit this one was queued behind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Uuid>,
}

impl BasedOn {
    pub fn is_stated(&self) -> bool {
        *self != Self::default()
    }

    /// Whether it was made where there was nothing yet.
    pub fn is_first(&self) -> bool {
        self.after.is_none() && self.base_version.unwrap_or(0) == 0
    }

    /// Whether it is that very state. `last_change`: `client_generated_id` of the change that made it.
    pub fn is(&self, version: i64, last_change: Option<Uuid>) -> bool {
        self.is_stated()
            && self.base_version.is_none_or(|base| base == version)
            && self.after.is_none_or(|change| Some(change) == last_change)
    }
}

/// Text that nobody but its owner may read. Clients write it in clear, ingress seals it before
/// anything is stored, the owning service unseals and hashes it. It prints as `[secret]`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    pub const SCHEMA_NAME: &str = "Secret";

    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text as it is on the wire: clear from a client, sealed on the bus.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[secret]")
    }
}

impl PartialSchema for Secret {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(SchemaType::Type(Type::String))
            .description(Some("Sealed by the server before it is stored."))
            .write_only(true)
            .min_length(Some(4))
            .max_length(Some(128))
            .into()
    }
}

impl ToSchema for Secret {
    fn name() -> Cow<'static, str> {
        Self::SCHEMA_NAME.into()
    }
}
