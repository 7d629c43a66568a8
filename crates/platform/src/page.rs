use std::ops::RangeInclusive;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Datelike, Utc};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Problem;

pub const MAX_LIMIT: i64 = 100;
const DEFAULT_LIMIT: i64 = 50;
const MAX_CURSOR_CHARS: usize = 512;
/// Years that lists are asked about; the database knows fewer than a date can name.
pub const YEARS: RangeInclusive<i32> = 1900..=9999;
/// Years of what may be stored: those that RFC 3339 writes.
const STORED_YEARS: RangeInclusive<i32> = 0..=9999;

/// Some of a list, and where the rest begins.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

/// A place in a list, opaque to clients. It carries no authority: what it points past is still
/// looked up among the caller's own.
pub struct Cursor;

impl Cursor {
    pub fn encode<T: Serialize>(place: &T) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(place).unwrap_or_default())
    }

    /// # Errors
    /// 400 `cursor_invalid`: not one we gave.
    pub fn decode<T: DeserializeOwned>(cursor: &str) -> Result<T, Problem> {
        if cursor.len() > MAX_CURSOR_CHARS {
            return Err(invalid());
        }
        let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| invalid())?;
        serde_json::from_slice(&bytes).map_err(|_| invalid())
    }
}

/// Where the page before ended, of a list by time: a time, and the id of what stands there.
///
/// # Errors
/// 400 `cursor_invalid`: not one we gave.
pub fn place<I: DeserializeOwned>(cursor: Option<&str>) -> Result<Option<(DateTime<Utc>, I)>, Problem> {
    let Some(cursor) = cursor else { return Ok(None) };
    let place: (DateTime<Utc>, I) = Cursor::decode(cursor)?;
    if !STORED_YEARS.contains(&place.0.year()) {
        return Err(invalid());
    }
    Ok(Some(place))
}

fn invalid() -> Problem {
    Problem::bad_request("cursor_invalid", "This cursor is not one we gave.")
}

impl<T> Page<T> {
    /// Cuts rows that were fetched with one more than `limit`; `place` names where one stands.
    pub fn cut<P: Serialize>(mut rows: Vec<T>, limit: Limit, place: impl Fn(&T) -> P) -> Self {
        let more = rows.len() as i64 > limit.0;
        rows.truncate(usize::try_from(limit.0).unwrap_or_default());
        let next_cursor = rows.last().filter(|_| more).map(|last| Cursor::encode(&place(last)));
        Self { items: rows, next_cursor }
    }

    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(f).collect(), next_cursor: self.next_cursor }
    }
}

/// How many of a list, from 1 to [`MAX_LIMIT`].
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "i64")]
pub struct Limit(pub i64);

impl Limit {
    /// One more than asked, to know whether there is more.
    pub fn and_one(self) -> i64 {
        self.0 + 1
    }
}

impl Default for Limit {
    fn default() -> Self {
        Self(DEFAULT_LIMIT)
    }
}

impl TryFrom<i64> for Limit {
    type Error = String;
    fn try_from(asked: i64) -> Result<Self, String> {
        let is_possible = (1..=MAX_LIMIT).contains(&asked);
        is_possible.then_some(Self(asked)).ok_or_else(|| format!("limit: {asked} is not from 1 to {MAX_LIMIT}"))
    }
}
