use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use taper_service::prelude::*;

const REFRESH: &str = "identity.refresh";

/// 256 random bits, as text.
pub(crate) fn random_token(platform: &Platform) -> String {
    URL_SAFE_NO_PAD.encode(platform.random.bytes::<32>())
}

/// The successor of a refresh token. Made from its predecessor, which is not stored: whoever presents
/// that gets the same successor again, and neither database nor keys alone give it to anybody.
pub(crate) fn successor(platform: &Platform, ring_key: u16, token: &str) -> Result<String, Fault> {
    let made = platform.keys.fingerprint_with(ring_key, REFRESH, token.as_bytes());
    let made = made.map_err(|error| Fault::Retry(error.to_string()))?;
    Ok(URL_SAFE_NO_PAD.encode(made.digest))
}

/// The key of the key ring that successors of new tokens are made with.
pub(crate) fn newest_ring_key(platform: &Platform) -> Result<u16, Fault> {
    Ok(platform.keys.fingerprint(REFRESH, b"")?.key)
}

/// A new key for a person's devices, sealed.
pub(crate) fn new_store_key(platform: &Platform, user: UserId) -> Result<String, Fault> {
    let clear: [u8; 32] = platform.random.bytes();
    Ok(platform.keys.seal(&platform.random, &store_key_bound_to(user), &clear)?)
}

/// The key for a person's devices, base64url.
pub(crate) fn open_store_key(platform: &Platform, user: UserId, sealed: &str) -> Result<String, Fault> {
    Ok(URL_SAFE_NO_PAD.encode(platform.keys.unseal(&store_key_bound_to(user), sealed)?))
}

fn store_key_bound_to(user: UserId) -> String {
    format!("identity.store_key|{user}")
}
