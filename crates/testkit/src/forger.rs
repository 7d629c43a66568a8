use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, crypto};
use serde_json::{Value, json};

use crate::tokens::ed25519;

/// Somebody who has even the private key, to see that every part of an access token is looked at.
pub struct Forger {
    private: Vec<u8>,
    public: Vec<u8>,
    header: Value,
    claims: Value,
}

impl Forger {
    /// `private` and `public`: the 32 bytes of the Ed25519 key that signed `honest`.
    pub fn new(private: &[u8], public: &[u8], honest: &str) -> Self {
        let part = |number: usize| {
            let text = honest.split('.').nth(number).expect("a part of a token");
            serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).expect("base64")).expect("JSON")
        };
        Self { private: private.to_vec(), public: public.to_vec(), header: part(0), claims: part(1) }
    }

    /// With this header and these claims, signed by the right key: what is to be believed, unless they are wrong.
    pub fn signed(&self, header: &Value, claims: &Value) -> String {
        sealed(header, claims, &ed25519(&self.private), Algorithm::EdDSA)
    }

    /// The honest token with another claim, or without one.
    pub fn claiming(&self, name: &str, value: Option<Value>) -> String {
        self.signed(&self.header, &with(&self.claims, name, value))
    }

    /// Tokens that nobody may believe at the time `now` (seconds since 1970), by what is wrong with each.
    pub fn forgeries(&self, now: i64) -> Vec<(&'static str, String)> {
        let mut all = self.with_wrong_keys();
        all.extend(self.with_wrong_headers());
        all.extend(self.with_wrong_claims(now));
        all.extend(self.mutilated());
        all
    }

    /// Another key than the one that the header names, or none.
    fn with_wrong_keys(&self) -> Vec<(&'static str, String)> {
        let unsigned = |alg: &str| format!("{}.{}.", part(&with_alg(&self.header, alg)), part(&self.claims));
        let hmac = |alg: Algorithm, name: &str, secret: &[u8]| {
            sealed(&with_alg(&self.header, name), &self.claims, &EncodingKey::from_secret(secret), alg)
        };
        let text = URL_SAFE_NO_PAD.encode(&self.public);
        let jwk = json!({"kty": "OKP", "crv": "Ed25519", "x": text, "kid": self.header["kid"]}).to_string();
        let stranger = ed25519(&[9; 32]);
        let strange = |name: &str, value: Value| {
            sealed(&with(&self.header, name, Some(value)), &self.claims, &stranger, Algorithm::EdDSA)
        };
        let strange_jwk = json!({"kty": "OKP", "crv": "Ed25519", "x": URL_SAFE_NO_PAD.encode([9; 32]), "kid": "mine"});
        vec![
            ("alg none", unsigned("none")),
            ("alg None", unsigned("None")),
            ("alg NONE", unsigned("NONE")),
            ("EdDSA unsigned", unsigned("EdDSA")),
            ("HS256 with the public key", hmac(Algorithm::HS256, "HS256", &self.public)),
            ("HS384 with the public key", hmac(Algorithm::HS384, "HS384", &self.public)),
            ("HS512 with the public key", hmac(Algorithm::HS512, "HS512", &self.public)),
            ("HS256 with its text", hmac(Algorithm::HS256, "HS256", text.as_bytes())),
            ("HS256 with its JWK", hmac(Algorithm::HS256, "HS256", jwk.as_bytes())),
            ("HS256 with nothing", hmac(Algorithm::HS256, "HS256", b"")),
            (
                "ES256 of zeros",
                format!("{}.{}.{}", part(&with_alg(&self.header, "ES256")), part(&self.claims), zeros()),
            ),
            ("EdDSA of zeros", format!("{}.{}.{}", part(&self.header), part(&self.claims), zeros())),
            ("a stranger's key", strange("kid", self.header["kid"].clone())),
            ("a stranger's key under its own name", strange("kid", json!("mine"))),
            ("a stranger's key in the header", strange("jwk", strange_jwk)),
            ("a stranger's key behind jku", strange("jku", json!("https://evil.example/jwks.json"))),
            ("a stranger's key behind x5u", strange("x5u", json!("https://evil.example/chain.pem"))),
            ("a stranger's key in x5c", strange("x5c", json!(["AAAA"]))),
        ]
    }

    /// The right key, under another name or for something else.
    fn with_wrong_headers(&self) -> Vec<(&'static str, String)> {
        let header = |name: &str, value: Option<Value>| self.signed(&with(&self.header, name, value), &self.claims);
        vec![
            ("no key", header("kid", None)),
            ("an unknown key", header("kid", Some(json!("unknown")))),
            ("a key by a path", header("kid", Some(json!("../../../../dev/null")))),
            ("a key by a query", header("kid", Some(json!("' or '1'='1")))),
            ("a key by a number", header("kid", Some(json!(0)))),
            ("an empty key", header("kid", Some(json!("")))),
            ("an ID token", header("typ", Some(json!("JWT")))),
            ("untyped", header("typ", None)),
            ("what must be understood", header("crit", Some(json!(["exp"])))),
            ("no algorithm", header("alg", None)),
        ]
    }

    fn with_wrong_claims(&self, now: i64) -> Vec<(&'static str, String)> {
        let evil = || Some(json!("https://evil.example"));
        vec![
            ("wrong issuer", self.claiming("iss", evil())),
            ("no issuer", self.claiming("iss", None)),
            ("wrong audience", self.claiming("aud", evil())),
            ("other audiences", self.claiming("aud", Some(json!(["https://evil.example"])))),
            ("no audience", self.claiming("aud", None)),
            ("no expiry", self.claiming("exp", None)),
            ("an expiry in words", self.claiming("exp", Some(json!("never")))),
            ("no start", self.claiming("nbf", None)),
            ("no subject", self.claiming("sub", None)),
            ("another kind of subject", self.claiming("sub", Some(json!("admin")))),
            ("no session", self.claiming("sid", None)),
            ("expired", self.claiming("exp", Some(json!(now - 61)))),
            ("not yet", self.claiming("nbf", Some(json!(now + 61)))),
        ]
    }

    /// The honest token, changed after it was signed.
    fn mutilated(&self) -> Vec<(&'static str, String)> {
        let honest = self.signed(&self.header, &self.claims);
        let (head, signature) = honest.rsplit_once('.').expect("a token");
        let admin = with(&self.claims, "roles", Some(json!(["athlete", "admin"])));
        vec![
            ("other roles", format!("{}.{}.{signature}", part(&self.header), part(&admin))),
            ("the signature cut off", head.to_owned()),
            ("the signature cut short", honest[..honest.len() - 4].to_owned()),
            ("a part too many", format!("{honest}.{signature}")),
            ("padded", format!("{honest}==")),
            ("parts of nothing", "..".to_owned()),
            ("too long", "x".repeat(5000)),
            ("nothing", String::new()),
        ]
    }
}

fn sealed(header: &Value, claims: &Value, key: &EncodingKey, algorithm: Algorithm) -> String {
    let message = format!("{}.{}", part(header), part(claims));
    let signature = crypto::sign(message.as_bytes(), key, algorithm).expect("a signature");
    format!("{message}.{signature}")
}

fn part(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

fn zeros() -> String {
    URL_SAFE_NO_PAD.encode([0; 64])
}

fn with_alg(header: &Value, alg: &str) -> Value {
    with(header, "alg", Some(json!(alg)))
}

fn with(object: &Value, name: &str, value: Option<Value>) -> Value {
    let mut object = object.clone();
    match value {
        Some(value) => object[name] = value,
        None => drop(object.as_object_mut().expect("an object").remove(name)),
    }
    object
}
