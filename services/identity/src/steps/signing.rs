use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::{Jwk, JwkSet, KeyAlgorithm, PublicKeyUse};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use taper_bus::Cause;
use taper_platform::{Claims, TOKEN_TYPE};
use taper_service::prelude::*;
use uuid::Uuid;

use crate::NAME;
use crate::domain::audit::Action;
use crate::domain::signing_key::{PUBLISHED_AFTER, next_signs_from};
use crate::steps::audit;
use crate::store::signing_keys::{self, SealedKey};

/// PKCS #8 of an Ed25519 key (RFC 8410), up to its 32 bytes.
const PKCS8_ED25519: [u8; 16] =
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/// Makes the first signing key if there is none, tells this process's verifier the public ones, and
/// keeps it told: every minute, and soon when a token names a key it does not know.
///
/// # Errors
/// The database cannot be reached, or the key ring does not open what stands in it.
pub async fn keep_signing_keys(bus: &Bus) -> Result<(), Fault> {
    let cause = Cause::request(bus.platform.id(), taper_events::SYSTEM_USER);
    let mut tx = Tx::begin(bus, NAME, &bus.db(NAME).jobs, cause).await?;
    rotate_if_due(&mut tx).await?;
    tx.commit().await?;
    let verifier = &bus.platform.verifier;
    verifier.set_keys(&public_keys(bus).await?);
    let watched = bus.clone();
    verifier.follow(&bus.platform.tasks, move || {
        let bus = watched.clone();
        async move { public_keys(&bus).await }
    });
    Ok(())
}

/// What `taper doctor` asks of the signing keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SigningKeys {
    pub kept: usize,
    /// Those that the instance's keys open; with fewer, nobody may be able to sign in.
    pub opened: usize,
}

/// Looks whether the instance's keys belong to this database. Changes nothing.
///
/// # Errors
/// The database's.
pub async fn inspect_signing_keys(bus: &Bus) -> Result<SigningKeys, Fault> {
    let mut db = bus.db(NAME).jobs.acquire().await?;
    let keys = signing_keys::all(&mut db).await?;
    let ring = &bus.platform.keys;
    let opened = keys.iter().filter(|key| ring.unseal(&bound_to(&key.id), &key.private_key).is_ok()).count();
    Ok(SigningKeys { kept: keys.len(), opened })
}

async fn public_keys(bus: &Bus) -> Result<JwkSet, Fault> {
    let mut db = bus.db(NAME).jobs.acquire().await?;
    key_set(signing_keys::public(&mut db).await?)
}

/// The public keys as verifiers read them.
pub(crate) fn key_set(keys: Vec<serde_json::Value>) -> Result<JwkSet, Fault> {
    let keys = keys.into_iter().map(serde_json::from_value).collect::<Result<_, _>>();
    keys.map(|keys| JwkSet { keys }).map_err(|error| Fault::Reject(format!("a stored public key: {error}")))
}

/// Makes a new key if the newest has signed for its time, and deletes those whose last token is over.
pub(crate) async fn rotate_if_due(tx: &mut Tx) -> Handled {
    tx.lock(OrderKey::object(Uuid::nil(), "signing_keys", Uuid::nil())).await?;
    let now = tx.now();
    let newest = signing_keys::newest_signs_from(tx).await?;
    if let Some(signs_from) = next_signs_from(newest, now) {
        let (key, public) = new_key(&tx.bus().platform)?;
        signing_keys::insert(tx, &key, &public, now, signs_from).await?;
        audit::record(tx, Action::SigningKeyRotated, audit::About::default()).await?;
    }
    signing_keys::delete_superseded(tx, now - PUBLISHED_AFTER).await?;
    Ok(())
}

fn new_key(platform: &Platform) -> Result<(SealedKey, serde_json::Value), Fault> {
    let fault = |error: &dyn std::fmt::Display| Fault::Retry(format!("cannot make a signing key: {error}"));
    let secret: [u8; 32] = platform.random.bytes();
    let id = URL_SAFE_NO_PAD.encode(platform.random.bytes::<12>());
    let mut public = Jwk::from_encoding_key(&encoding_key(&secret), Algorithm::EdDSA).map_err(|error| fault(&error))?;
    public.common.key_id = Some(id.clone());
    public.common.public_key_use = Some(PublicKeyUse::Signature);
    public.common.key_algorithm = Some(KeyAlgorithm::EdDSA);
    let private_key = platform.keys.seal(&platform.random, &bound_to(&id), &secret).map_err(|error| fault(&error))?;
    Ok((SealedKey { id, private_key }, serde_json::to_value(public).map_err(|error| fault(&error))?))
}

/// An access token with these claims, signed by the key of the hour.
pub(crate) async fn sign(tx: &mut Tx, claims: &Claims) -> Result<String, Fault> {
    let now = tx.now();
    let key =
        signing_keys::current(tx, now).await?.ok_or_else(|| Fault::Retry("there is no signing key".to_owned()))?;
    let secret = tx.bus().platform.keys.unseal(&bound_to(&key.id), &key.private_key);
    let secret = secret.map_err(|error| Fault::Retry(format!("signing key {}: {error}", key.id)))?;
    let mut header = Header::new(Algorithm::EdDSA);
    header.typ = Some(TOKEN_TYPE.to_owned());
    header.kid = Some(key.id);
    jsonwebtoken::encode(&header, claims, &encoding_key(&secret)).map_err(|error| Fault::Retry(error.to_string()))
}

fn encoding_key(secret: &[u8]) -> EncodingKey {
    EncodingKey::from_ed_der(&[PKCS8_ED25519.as_slice(), secret].concat())
}

fn bound_to(id: &str) -> String {
    format!("identity.signing_key|{id}")
}
