use axum::extract::FromRequestParts;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::header::USER_AGENT;
use http::request::Parts;
use taper_service::prelude::*;

use crate::domain::device;

/// Who stands at the door, as far as that can be told.
pub(crate) struct Visitor {
    pub address: ClientAddress,
    /// Pseudonym of the address.
    pub client: String,
    /// What the browser says of itself, in words.
    pub device: Option<String>,
}

impl FromRequestParts<Door> for Visitor {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, door: &Door) -> Result<Self, Problem> {
        let address = ClientAddress::of(parts, door.platform.trusted_proxies);
        let client = pseudonym(&door.platform, "identity.client", &address.0.to_string())?;
        let user_agent = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok());
        Ok(Self { address, client, device: user_agent.and_then(device::described) })
    }
}

/// The pseudonym of an e-mail address, however it is capitalised.
pub(crate) fn identifier_of(platform: &Platform, email: &str) -> Result<String, Fault> {
    pseudonym(platform, "identity.email", &email.to_lowercase())
}

/// The same for the same text, and of no use to who has not the instance's keys.
fn pseudonym(platform: &Platform, purpose: &str, text: &str) -> Result<String, Fault> {
    let fingerprint = platform.keys.fingerprint(purpose, text.as_bytes());
    let fingerprint = fingerprint.map_err(|error| Fault::Retry(error.to_string()))?;
    Ok(format!("{}:{}", fingerprint.key, URL_SAFE_NO_PAD.encode(fingerprint.digest)))
}
