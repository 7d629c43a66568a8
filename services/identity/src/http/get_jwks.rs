use axum::response::IntoResponse;
use http::header::CACHE_CONTROL;
use serde::Serialize;
use taper_service::prelude::*;
use utoipa::ToSchema;

use crate::steps::signing;
use crate::store;

/// Shorter than a new key is published before it signs.
const CACHED: &str = "public, max-age=300";

/// RFC 7517.
#[derive(Serialize, ToSchema)]
pub(crate) struct KeySetView {
    #[schema(value_type = Vec<KeyView>)]
    keys: Vec<jsonwebtoken::jwk::Jwk>,
}

/// RFC 8037: an Ed25519 public key.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what jsonwebtoken writes")]
pub(crate) struct KeyView {
    kid: String,
    kty: String,
    crv: String,
    x: String,
    alg: String,
    r#use: String,
}

/// The public keys that access tokens are checked with.
#[utoipa::path(get, path = "/.well-known/jwks.json", operation_id = "get_jwks", tag = "identity", security(()),
    responses((status = 200, body = KeySetView),
        (status = 429, description = "Too many requests", body = ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "The database cannot be reached", body = ProblemBody, content_type = "application/problem+json")))]
pub(crate) async fn get_jwks(mut db: Read) -> Result<impl IntoResponse, Problem> {
    let set = signing::key_set(store::signing_keys::public(&mut db).await?)?;
    Ok(([(CACHE_CONTROL, CACHED)], Json(KeySetView { keys: set.keys })))
}
