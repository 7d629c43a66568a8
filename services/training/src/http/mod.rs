pub(crate) mod get_plan;
pub(crate) mod get_workout;
pub(crate) mod list_plans;
pub(crate) mod list_workouts;

use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike, Utc};
use serde::de::DeserializeOwned;
use taper_service::prelude::*;

/// Years that lists are asked about; the database knows fewer than a date can name.
const YEARS: RangeInclusive<i32> = 1900..=9999;
/// Years of what may be stored: those that RFC 3339 writes.
const STORED_YEARS: RangeInclusive<i32> = 0..=9999;

/// Where the page before ended: a time, and the id of what stands there.
fn place<I: DeserializeOwned>(cursor: Option<&str>) -> Result<Option<(DateTime<Utc>, I)>, Problem> {
    let Some(cursor) = cursor else { return Ok(None) };
    let place: (DateTime<Utc>, I) = Cursor::decode(cursor)?;
    if !STORED_YEARS.contains(&place.0.year()) {
        return Err(Problem::bad_request("cursor_invalid", "This cursor is not one we gave."));
    }
    Ok(Some(place))
}
