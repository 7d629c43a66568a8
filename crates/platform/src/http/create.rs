//! Requests that create something: with a key of their client's, they do it once however often they arrive.

use axum::extract::{FromRequest, Request};
use http::HeaderMap;
use serde::de::DeserializeOwned;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::Door;
use super::extract::{MAX_BODY_BYTES, checked, document_of, read_bytes, says_json};
use crate::Problem;

const HEADER: &str = "idempotency-key";
const MAX_KEY_CHARS: usize = 255;

/// The JSON body of a request that creates something, checked as [`super::Json`] is, and its key if it has one.
#[derive(Clone, Debug)]
pub struct New<T> {
    pub body: T,
    pub key: Option<IdempotencyKey>,
}

/// What names a request, and what a repetition of it must equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey {
    /// Derived from the key's text.
    pub id: Uuid,
    /// Path and body, in the one form that RFC 8785 gives them.
    pub content: Vec<u8>,
}

/// The header of every request that creates something.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "describes a header; never built")]
pub struct IdempotencyHeader {
    /// Chosen by the client, the same at every try: the request is done once, and repetitions are answered with what
    /// the first one made. Remembered for 400 days.
    #[param(rename = "Idempotency-Key", value_type = String, required = false, min_length = 1, max_length = 255, pattern = "^[!-~]+$")]
    idempotency_key: Option<String>,
}

impl<T: DeserializeOwned + ToSchema + 'static> FromRequest<Door> for New<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &Door) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let id = key_of(&parts.headers)?;
        says_json(&parts.headers)?;
        let document = document_of(&read_bytes(body, MAX_BODY_BYTES).await?)?;
        let key = match id {
            Some(id) => {
                let content = serde_json_canonicalizer::to_vec(&(parts.uri.path(), &document));
                Some(IdempotencyKey { id, content: content.map_err(|_| Problem::internal())? })
            }
            None => None,
        };
        Ok(Self { body: checked(document)?, key })
    }
}

/// # Errors
/// 400: it is empty, too long, or no plain text.
fn key_of(headers: &HeaderMap) -> Result<Option<Uuid>, Problem> {
    let Some(value) = headers.get(HEADER) else { return Ok(None) };
    let key = value.as_bytes();
    if !(1..=MAX_KEY_CHARS).contains(&key.len()) || !key.iter().all(u8::is_ascii_graphic) {
        let detail = "An Idempotency-Key has 1 to 255 visible ASCII characters.";
        return Err(Problem::bad_request("idempotency_key_invalid", detail));
    }
    Ok(Some(Uuid::new_v5(&Uuid::NAMESPACE_OID, key)))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn a_key_is_plain_text_of_some_length() {
        let with = |key: &[u8]| {
            key_of(&HeaderMap::from_iter([(
                http::HeaderName::from_static(HEADER),
                HeaderValue::from_bytes(key).unwrap(),
            )]))
        };
        assert_eq!(key_of(&HeaderMap::new()), Ok(None));
        let one = with(b"8e03978e-40d5-43dd-bc93-6894a57f9324").unwrap();
        assert!(one.is_some());
        assert_eq!(with(b"8e03978e-40d5-43dd-bc93-6894a57f9324"), Ok(one));
        assert_ne!(with(&[b'x'; MAX_KEY_CHARS]), Ok(one));
        for bad in [b"".as_slice(), &[b'x'; MAX_KEY_CHARS + 1], b"a b", b"\xe9"] {
            assert_eq!(with(bad).unwrap_err().code, "idempotency_key_invalid", "{bad:?}");
        }
    }
}
