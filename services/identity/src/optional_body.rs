use axum::extract::{FromRequest, Request};
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, TRANSFER_ENCODING};
use serde::de::DeserializeOwned;
use taper_service::prelude::*;
use utoipa::ToSchema;

/// A JSON body where none at all will do as well.
pub(crate) struct OptionalBody<T>(pub T);

impl<T: DeserializeOwned + Default + ToSchema + 'static> FromRequest<Door> for OptionalBody<T> {
    type Rejection = Problem;
    async fn from_request(request: Request, door: &Door) -> Result<Self, Problem> {
        let headers = request.headers();
        let is_empty = headers.get(CONTENT_LENGTH).is_none_or(|length| length == "0")
            && !headers.contains_key(TRANSFER_ENCODING)
            && !headers.contains_key(CONTENT_TYPE);
        if is_empty {
            return Ok(Self(T::default()));
        }
        Json::from_request(request, door).await.map(|Json(body)| Self(body))
    }
}
