//! Who is calling: access tokens are checked here, in every process, by public keys alone.

use std::collections::HashMap;
use std::fmt::Display;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::extract::FromRequestParts;
use http::header::AUTHORIZATION;
use http::request::Parts;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use quick_cache::sync::Cache;
use serde::{Deserialize, Serialize};
use taper_events::{SessionId, UserId};

use crate::http::Door;
use crate::{Clock, Problem, Tasks};

/// The `typ` of an access token (RFC 9068).
pub const TOKEN_TYPE: &str = "at+jwt";
const SKEW_SECONDS: i64 = 60;
const MAX_TOKEN_BYTES: usize = 4096;
/// How often new keys are looked for.
const LOOK_EVERY: Duration = Duration::from_secs(60);
/// Between two looks, however often unknown keys are named.
const COOLDOWN: Duration = Duration::from_secs(5);
/// Tokens whose signature is remembered: a check of one costs more than all else that a small request does.
const MAX_BELIEVED: usize = 10_000;

/// What an access token says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Claims {
    pub iss: String,
    pub aud: String,
    pub sub: UserId,
    pub sid: SessionId,
    pub roles: Vec<String>,
    pub iat: i64,
    pub nbf: i64,
    pub exp: i64,
}

/// Checks access tokens against the newest public keys it was given.
#[derive(Clone)]
pub struct Verifier {
    issuer: Arc<str>,
    clock: Clock,
    keys: Arc<RwLock<Keys>>,
    /// What tokens say, and the keys that signed them.
    believed: Arc<Cache<String, (u64, Claims)>>,
    /// Told when a token names a key that is not known; whoever keeps the keys looks again.
    unknown_key: Arc<tokio::sync::Notify>,
}

/// Public keys by their ids.
#[derive(Default)]
struct Keys {
    /// Counts their replacements: what was believed by earlier ones is looked at anew.
    generation: u64,
    by_id: HashMap<String, Arc<DecodingKey>>,
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    #[error("not a token of ours")]
    Malformed,
    #[error("signed with a key that is not known")]
    UnknownKey,
    #[error("expired, or not yet valid")]
    Expired,
    #[error("not signed by us, or not for us")]
    Refused,
}

impl Verifier {
    /// `issuer` is both who signs and whom the tokens are for.
    pub fn new(issuer: &str, clock: Clock) -> Self {
        Self {
            issuer: issuer.into(),
            clock,
            keys: Arc::default(),
            believed: Arc::new(Cache::new(MAX_BELIEVED)),
            unknown_key: Arc::default(),
        }
    }

    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Replaces the public keys. Only Ed25519 keys with an id are taken.
    pub fn set_keys(&self, set: &JwkSet) {
        let by_id = set
            .keys
            .iter()
            .filter_map(|jwk| {
                let id = jwk.common.key_id.clone()?;
                Some((id, Arc::new(DecodingKey::from_jwk(jwk).ok()?)))
            })
            .collect();
        let mut keys = self.keys.write().unwrap_or_else(PoisonError::into_inner);
        *keys = Keys { generation: keys.generation + 1, by_id };
    }

    /// Keeps itself told of new keys by `look`: every minute, and soon when a token names one that is not
    /// known. The first look is the caller's.
    pub fn follow<F, T, E>(&self, tasks: &Tasks, look: F)
    where
        F: Fn() -> T + Clone + Send + Sync + 'static,
        T: Future<Output = Result<JwkSet, E>> + Send,
        E: Display + Send,
    {
        let (verifier, shutdown) = (self.clone(), tasks.shutdown().clone());
        tasks.supervise("signing-keys", move || {
            let (verifier, shutdown, look) = (verifier.clone(), shutdown.clone(), look.clone());
            async move {
                let following = async {
                    loop {
                        tokio::select! {
                            () = verifier.unknown_key.notified() => {}
                            () = tokio::time::sleep(LOOK_EVERY) => {}
                        }
                        match look().await {
                            Ok(keys) => verifier.set_keys(&keys),
                            Err(error) => tracing::warn!(%error, "cannot look for new signing keys"),
                        }
                        tokio::time::sleep(COOLDOWN).await;
                    }
                };
                shutdown.run_until_cancelled(following).await;
            }
        });
    }

    /// # Errors
    /// Why the token is not to be believed. One algorithm; issuer, audience, type and times are all required.
    pub fn verify(&self, token: &str) -> Result<Claims, VerifyError> {
        if token.len() > MAX_TOKEN_BYTES {
            return Err(VerifyError::Malformed);
        }
        let generation = self.keys.read().unwrap_or_else(PoisonError::into_inner).generation;
        let claims = match self.believed.get(token) {
            Some((by, claims)) if by == generation => claims,
            _ => self.verify_signature(token)?,
        };
        let now = self.clock.now().timestamp();
        if claims.exp + SKEW_SECONDS <= now || claims.nbf - SKEW_SECONDS > now {
            return Err(VerifyError::Expired);
        }
        Ok(claims)
    }

    /// All but the times.
    fn verify_signature(&self, token: &str) -> Result<Claims, VerifyError> {
        let header = jsonwebtoken::decode_header(token).map_err(|_| VerifyError::Malformed)?;
        // Of what must be understood (RFC 7515, 4.1.11) nothing is.
        if header.alg != Algorithm::EdDSA || header.typ.as_deref() != Some(TOKEN_TYPE) || header.crit.is_some() {
            return Err(VerifyError::Refused);
        }
        let id = header.kid.ok_or(VerifyError::Malformed)?;
        let (generation, key) = {
            let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
            (keys.generation, keys.by_id.get(&id).cloned())
        };
        let Some(key) = key else {
            self.unknown_key.notify_one();
            return Err(VerifyError::UnknownKey);
        };
        let mut rules = Validation::new(Algorithm::EdDSA);
        rules.set_issuer(&[&*self.issuer]);
        rules.set_audience(&[&*self.issuer]);
        rules.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
        // Times are compared with the Platform's clock, at every use.
        rules.validate_exp = false;
        rules.validate_nbf = false;
        let claims = jsonwebtoken::decode::<Claims>(token, &key, &rules).map_err(|_| VerifyError::Refused)?.claims;
        self.believed.insert(token.to_owned(), (generation, claims.clone()));
        Ok(claims)
    }
}

/// Anybody signed in.
#[derive(Clone, Debug)]
pub struct Caller {
    pub id: UserId,
    pub session_id: SessionId,
    pub roles: Vec<String>,
    /// Seconds since 1970: when the token ends; a stream ends with it.
    pub expires_at: i64,
}

impl Caller {
    pub fn has(&self, role: taper_events::identity::Role) -> bool {
        self.roles.iter().any(|name| name == role.name())
    }

    async fn from_parts(parts: &Parts, door: &Door) -> Result<Self, Problem> {
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = header
            .and_then(|value| value.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map(|(_, token)| token)
            .ok_or_else(|| Problem::unauthorized("token_missing", "Sign in first."))?;
        let claims = door.platform.verifier.verify(token).map_err(|error| match error {
            VerifyError::Expired => Problem::unauthorized("token_expired", "This access token has expired."),
            _ => Problem::unauthorized("token_invalid", "This access token is not valid here."),
        })?;
        tracing::Span::current().record("user_id", tracing::field::display(claims.sub));
        door.platform.rates.check_user(claims.sub, 1).await?;
        Ok(Self { id: claims.sub, session_id: claims.sid, roles: claims.roles, expires_at: claims.exp })
    }
}

/// A signed-in person, on their own behalf.
#[derive(Clone, Debug)]
pub struct Athlete(pub Caller);

/// Somebody with the role `admin`.
#[derive(Clone, Debug)]
pub struct Admin(pub Caller);

impl std::ops::Deref for Athlete {
    type Target = Caller;
    fn deref(&self) -> &Caller {
        &self.0
    }
}

impl std::ops::Deref for Admin {
    type Target = Caller;
    fn deref(&self) -> &Caller {
        &self.0
    }
}

impl FromRequestParts<Door> for Athlete {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, door: &Door) -> Result<Self, Problem> {
        Caller::from_parts(parts, door).await.map(Self)
    }
}

impl FromRequestParts<Door> for Admin {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, door: &Door) -> Result<Self, Problem> {
        let caller = Caller::from_parts(parts, door).await?;
        if !caller.has(taper_events::identity::Role::Admin) {
            return Err(Problem::forbidden("role_required", "This needs the role admin."));
        }
        Ok(Self(caller))
    }
}
