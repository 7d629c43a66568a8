use axum::extract::State;
use serde::Serialize;
use taper_service::prelude::*;
use utoipa::ToSchema;

/// What a verifier of our access tokens needs of OpenID Connect Discovery.
#[derive(Serialize, ToSchema)]
pub(crate) struct Discovery {
    issuer: String,
    jwks_uri: String,
    id_token_signing_alg_values_supported: [&'static str; 1],
    subject_types_supported: [&'static str; 1],
}

/// Where the public keys are, and who signs.
#[utoipa::path(get, path = "/.well-known/openid-configuration", operation_id = "get_openid_configuration",
    tag = "identity", security(()),
    responses((status = 200, body = Discovery),
        (status = 429, description = "Too many requests", body = ProblemBody, content_type = "application/problem+json")))]
pub(crate) async fn get_openid_configuration(State(door): State<Door>) -> Json<Discovery> {
    let platform = &door.platform;
    let issuer = platform.verifier.issuer().to_owned();
    Json(Discovery {
        jwks_uri: format!("{}/.well-known/jwks.json", platform.public_url),
        issuer,
        id_token_signing_alg_values_supported: ["EdDSA"],
        subject_types_supported: ["public"],
    })
}
