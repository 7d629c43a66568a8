use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use jsonwebtoken::jwk::{Jwk, JwkSet};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use taper_events::{SessionId, UserId};
use taper_platform::{Claims, TOKEN_TYPE};
use uuid::Uuid;

use crate::Forger;

const KEY_ID: &str = "test";
const SECRET: [u8; 32] = [7; 32];
/// PKCS #8 of an Ed25519 key, up to its 32 bytes.
const PKCS8_ED25519: [u8; 16] =
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/// Signs access tokens as identity would.
pub struct TestTokens {
    key: EncodingKey,
    issuer: String,
}

impl TestTokens {
    pub fn new(issuer: &str) -> Self {
        Self { key: ed25519(&SECRET), issuer: issuer.to_owned() }
    }

    /// Who forges tokens of this key, beginning with an honest one.
    pub fn forger(&self, honest: &str) -> Forger {
        let keys = serde_json::to_value(self.keys()).expect("JSON");
        let public = URL_SAFE_NO_PAD.decode(keys["keys"][0]["x"].as_str().expect("a public key")).expect("base64");
        Forger::new(&SECRET, &public, honest)
    }

    pub fn keys(&self) -> JwkSet {
        let mut jwk = Jwk::from_encoding_key(&self.key, Algorithm::EdDSA).expect("an Ed25519 key");
        jwk.common.key_id = Some(KEY_ID.to_owned());
        JwkSet { keys: vec![jwk] }
    }

    /// A token for an hour from `now`.
    pub fn token(&self, user: UserId, roles: &[&str], now: DateTime<Utc>) -> String {
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some(TOKEN_TYPE.to_owned());
        header.kid = Some(KEY_ID.to_owned());
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: self.issuer.clone(),
            sub: user,
            sid: SessionId(Uuid::new_v5(&user.0, b"session")),
            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
            iat: now.timestamp(),
            nbf: now.timestamp(),
            exp: now.timestamp() + 3600,
        };
        jsonwebtoken::encode(&header, &claims, &self.key).expect("a signed token")
    }
}

/// From the key's 32 bytes.
pub(crate) fn ed25519(secret: &[u8]) -> EncodingKey {
    EncodingKey::from_ed_der(&[PKCS8_ED25519.as_slice(), secret].concat())
}
