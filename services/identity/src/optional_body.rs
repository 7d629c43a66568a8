use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request};
use serde::de::DeserializeOwned;
use taper_service::prelude::*;
use utoipa::ToSchema;

/// Far more than a body that may as well be left out needs.
const MAX_BYTES: usize = 16 * 1024;

/// A JSON body where none at all, or `null`, will do as well.
pub(crate) struct OptionalBody<T>(pub T);

impl<T: DeserializeOwned + Default + ToSchema + 'static> FromRequest<Door> for OptionalBody<T> {
    type Rejection = Problem;
    async fn from_request(request: Request, door: &Door) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let bytes = to_bytes(body, MAX_BYTES).await.map_err(|_| Problem::too_large(MAX_BYTES))?;
        if matches!(bytes.trim_ascii(), b"" | b"null") {
            return Ok(Self(T::default()));
        }
        let request = Request::from_parts(parts, Body::from(bytes));
        Json::from_request(request, door).await.map(|Json(body)| Self(body))
    }
}
