//! Paths, queries and bodies, refused by pointer and reason before a handler sees them.

use std::any::TypeId;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};
use std::time::Duration;

use axum::body::Body;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, OptionalFromRequest, Request};
use axum::response::{IntoResponse, Response};
use bytes::{Bytes, BytesMut};
use futures::StreamExt;
use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use http::request::Parts;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use taper_events::FieldError;
use utoipa::ToSchema;

use super::Door;
use crate::{Checker, Problem};

/// Largest body that an endpoint takes unless it says otherwise, bytes.
pub(super) const MAX_BODY_BYTES: usize = 256 * 1024;

/// Read and thrown away of a body that is too large: a client that is still sending when the connection closes never reads
/// the answer.
const MAX_DISCARDED: usize = 16 * 1024 * 1024;

/// Longest that a body may take to come.
const BODY_TIMEOUT: Duration = Duration::from_secs(20);

/// A JSON body that was checked against the schema its type describes, or a JSON answer.
#[derive(Clone, Debug)]
pub struct Json<T>(pub T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

impl<T: DeserializeOwned + ToSchema + 'static> FromRequest<Door> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &Door) -> Result<Self, Problem> {
        says_json(request.headers())?;
        checked(document_of(&read_bytes(request.into_body(), MAX_BODY_BYTES).await?)?).map(Self)
    }
}

/// None where there is no body, or `null`.
impl<T: DeserializeOwned + ToSchema + 'static> OptionalFromRequest<Door> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &Door) -> Result<Option<Self>, Problem> {
        let (parts, body) = request.into_parts();
        let bytes = read_bytes(body, MAX_BODY_BYTES).await?;
        if matches!(bytes.trim_ascii(), b"" | b"null") {
            return Ok(None);
        }
        says_json(&parts.headers)?;
        checked(document_of(&bytes)?).map(|value| Some(Self(value)))
    }
}

/// # Errors
/// 422 if it is not as the type's schema says.
pub(super) fn checked<T: DeserializeOwned + ToSchema + 'static>(document: Value) -> Result<T, Problem> {
    let errors = checker_of::<T>()?.check(&document);
    if !errors.is_empty() {
        return Err(Problem::invalid(errors));
    }
    T::deserialize(document).map_err(|error| Problem::invalid(vec![FieldError::new("", "invalid", error.to_string())]))
}

/// A JSON body of at most `LIMIT` bytes that its endpoint checks itself.
#[derive(Clone, Debug)]
pub struct RawJson<const LIMIT: usize>(pub Value);

impl<const LIMIT: usize> RawJson<LIMIT> {
    /// What [`Json`] would have read.
    ///
    /// # Errors
    /// 422 if it is not as the type's schema says.
    pub fn checked<T: DeserializeOwned + ToSchema + 'static>(self) -> Result<T, Problem> {
        checked(self.0)
    }
}

impl<const LIMIT: usize> FromRequest<Door> for RawJson<LIMIT> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &Door) -> Result<Self, Problem> {
        says_json(request.headers())?;
        document_of(&read_bytes(request.into_body(), LIMIT).await?).map(Self)
    }
}

/// # Errors
/// 415 if the body does not say that it is JSON.
pub(super) fn says_json(headers: &HeaderMap) -> Result<(), Problem> {
    let json = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).is_some_and(|value| {
        value.split(';').next().is_some_and(|t| t.trim().eq_ignore_ascii_case("application/json"))
    });
    if !json {
        return Err(Problem::new(
            http::StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported_media_type",
            "The body must be application/json.",
        ));
    }
    if headers.get(CONTENT_ENCODING).is_some_and(|encoding| encoding != "identity") {
        let detail = "A compressed body is not taken.";
        return Err(Problem::new(http::StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", detail));
    }
    Ok(())
}

/// # Errors
/// 413 if there are more bytes than `limit`, 400 if they take too long or break off.
pub(super) async fn read_bytes(body: Body, limit: usize) -> Result<Bytes, Problem> {
    let (mut stream, mut whole, mut length) = (body.into_data_stream(), BytesMut::new(), 0_usize);
    let reading = async {
        while let Some(chunk) = stream.next().await {
            let chunk = chunk.map_err(|_| Problem::bad_request("body_incomplete", "The body broke off."))?;
            length += chunk.len();
            if length <= limit {
                whole.extend_from_slice(&chunk);
            } else if length > limit + MAX_DISCARDED {
                break;
            }
        }
        if length > limit { Err(Problem::too_large(limit)) } else { Ok(whole.freeze()) }
    };
    let too_long = Problem::bad_request("body_incomplete", "The body took too long.");
    tokio::time::timeout(BODY_TIMEOUT, reading).await.unwrap_or(Err(too_long))
}

/// # Errors
/// 400 if it is not JSON, 422 if a text holds what PostgreSQL cannot: the character NUL.
pub(super) fn document_of(bytes: &[u8]) -> Result<Value, Problem> {
    let document = serde_json::from_slice(bytes)
        .map_err(|error| Problem::bad_request("malformed_json", format!("This is not JSON: {error}.")))?;
    match nul_in(&document) {
        None => Ok(document),
        Some(pointer) => {
            let message = "A text cannot hold the character U+0000.";
            Err(Problem::invalid(vec![FieldError::new(&pointer, "nul_character", message)]))
        }
    }
}

/// Where a text, or a name, has a NUL.
fn nul_in(document: &Value) -> Option<String> {
    match document {
        Value::String(text) => text.contains('\0').then(String::new),
        Value::Array(items) => {
            items.iter().enumerate().find_map(|(index, item)| nul_in(item).map(|below| format!("/{index}{below}")))
        }
        Value::Object(fields) => fields.iter().find_map(|(name, value)| match name.contains('\0') {
            true => Some(String::new()),
            false => nul_in(value).map(|below| format!("/{}{below}", name.replace('~', "~0").replace('/', "~1"))),
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

fn checker_of<T: ToSchema + 'static>() -> Result<Arc<Checker>, Problem> {
    static CHECKERS: LazyLock<RwLock<HashMap<TypeId, Arc<Checker>>>> = LazyLock::new(Default::default);
    let id = TypeId::of::<T>();
    if let Some(checker) = CHECKERS.read().unwrap_or_else(PoisonError::into_inner).get(&id) {
        return Ok(checker.clone());
    }
    let checker = Checker::new(&taper_events::closed_schema::<T>()).map_err(|error| {
        tracing::error!(%error, body = std::any::type_name::<T>(), "schema of a body does not compile");
        Problem::internal()
    })?;
    let checker = Arc::new(checker);
    CHECKERS.write().unwrap_or_else(PoisonError::into_inner).insert(id, checker.clone());
    Ok(checker)
}

/// Path parameters. What cannot be one is not there: 404.
#[derive(Clone, Debug)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<Door> for Path<T> {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, door: &Door) -> Result<Self, Problem> {
        axum::extract::Path::from_request_parts(parts, door)
            .await
            .map(|axum::extract::Path(value)| Self(value))
            .map_err(|_: PathRejection| Problem::not_found())
    }
}

/// Query parameters; 400 `query_invalid` says which is wrong.
#[derive(Clone, Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<Door> for Query<T> {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, door: &Door) -> Result<Self, Problem> {
        if parts.uri.query().is_some_and(|query| query.contains("%00")) {
            return Err(Problem::bad_request("query_invalid", "A text cannot hold the character U+0000."));
        }
        axum::extract::Query::from_request_parts(parts, door)
            .await
            .map(|axum::extract::Query(value)| Self(value))
            .map_err(|error: QueryRejection| Problem::bad_request("query_invalid", error.body_text()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nul_in_a_text_is_refused_with_its_place() {
        let refused = |text: &str| document_of(text.as_bytes()).err().map(|problem| problem.errors[0].pointer.clone());
        assert_eq!(refused(r#"{"plan": {"a/b": ["x", "y\u0000"]}}"#).as_deref(), Some("/plan/a~1b/1"));
        assert_eq!(refused(r#"{"\u0000": 1}"#).as_deref(), Some(""));
        assert_eq!(refused(r#"{"name": "a backslash, \\u0000"}"#), None);
    }
}
