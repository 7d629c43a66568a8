//! One file per owning service, and the one list of all of them.

use serde_json::Value;
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::{EventData, EventType, FieldError};

pub mod athlete;
pub mod equipment;
pub mod identity;
pub mod ingress;
pub mod notifications;
pub mod training;

/// The schema of a type, and the named schemas that it refers to.
pub(crate) type Described = (RefOr<Schema>, Vec<(String, RefOr<Schema>)>);

/// A line of the catalogue.
#[derive(Clone, Copy)]
pub struct Entry {
    pub event: EventType,
    pub schema: fn() -> Described,
    /// Whether data is of the type: what its handlers will be able to read. A schema may say less, such as of the
    /// names of time zones.
    pub read: fn(&Value) -> Result<(), FieldError>,
}

const fn line<T: EventData>() -> Entry {
    Entry { event: T::EVENT, schema: schema_of::<T>, read: read_as::<T> }
}

fn read_as<T: EventData>(data: &Value) -> Result<(), FieldError> {
    serde_path_to_error::deserialize::<_, T>(data).map(drop).map_err(|error| {
        FieldError::new(format!("/data{}", pointer(error.path())), "unreadable", error.inner().to_string())
    })
}

/// As a JSON pointer (RFC 6901).
fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } | Segment::Enum { variant: key } => {
                format!("/{}", key.replace('~', "~0").replace('/', "~1"))
            }
            Segment::Unknown => String::new(),
        })
        .collect()
}

fn schema_of<T: ToSchema + PartialSchema>() -> Described {
    let mut named = Vec::new();
    T::schemas(&mut named);
    (T::schema(), named)
}

/// Declares what the catalogue says of a type: `Type: Kind "name" (1, 0) of owner by aggregate`.
macro_rules! events {
    ($($data:ty: $kind:ident $name:literal ($major:literal, $minor:literal) of $owner:literal by $aggregate:expr;)+) => {$(
        impl $crate::EventData for $data {
            const EVENT: $crate::EventType = $crate::EventType {
                name: $name,
                version: $crate::Version { major: $major, minor: $minor },
                owner: $owner,
                kind: $crate::Kind::$kind,
                aggregate: $aggregate,
            };
        }
    )+
        /// The lines of this service.
        pub(super) const LINES: &[super::Entry] = &[$(super::line::<$data>()),+];
    };
}
use events;

/// Declares words of which one is chosen: `Name { Variant = "as it is sent" }`.
// `tt`, not `literal`: a literal comes wrapped, and the schema would name the variants instead of what is sent.
macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident = $text:tt),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema,
        )]
        pub enum $name { $(#[serde(rename = $text)] $variant),+ }

        impl $name {
            /// As it is sent.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }
    )+};
}
use choices;

/// Every event type there is.
pub static CATALOGUE: std::sync::LazyLock<Vec<Entry>> = std::sync::LazyLock::new(|| {
    [athlete::LINES, equipment::LINES, identity::LINES, ingress::LINES, notifications::LINES, training::LINES].concat()
});

/// The line of a type's name.
pub fn entry(name: &str) -> Option<&'static Entry> {
    CATALOGUE.iter().find(|entry| entry.event.name == name)
}

/// Short free words.
fn tag_list() -> utoipa::openapi::schema::Array {
    use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Type};
    ArrayBuilder::new()
        .items(ObjectBuilder::new().schema_type(Type::String).min_length(Some(1)).max_length(Some(80)))
        .max_items(Some(30))
        .build()
}
