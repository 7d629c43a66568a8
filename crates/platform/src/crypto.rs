//! The instance's keys: sealing of secrets and fingerprints of content.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::Random;

const SEALED_PREFIX: &str = "sealed:";
const NONCE_BYTES: usize = 24;
const SECRET_BYTES: usize = 32;

/// The instance's secrets by id, newest last. New things use the newest; old things name theirs.
#[derive(Clone, Serialize, Deserialize)]
pub struct KeyRing {
    /// Key id → 32 bytes, base64url.
    keys: BTreeMap<u16, String>,
}

#[derive(Debug, thiserror::Error)]
pub enum KeyRingError {
    #[error("the keys are not the JSON that `taper keys` writes")]
    Unreadable,
    #[error("no key at all")]
    Empty,
    #[error("sealed with key {0}, which is not here")]
    UnknownKey(u16),
    #[error("not sealed by this instance for this purpose")]
    Forged,
}

/// A keyed digest of content, and the key it was made with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    pub key: u16,
    pub digest: [u8; 32],
}

impl KeyRing {
    pub fn generate(random: &Random) -> Self {
        let mut ring = Self { keys: BTreeMap::new() };
        ring.rotate(random);
        ring
    }

    /// Adds a key that all new things use from now on.
    pub fn rotate(&mut self, random: &Random) {
        let id = self.keys.keys().next_back().map_or(1, |newest| newest + 1);
        self.keys.insert(id, URL_SAFE_NO_PAD.encode(random.bytes::<SECRET_BYTES>()));
    }

    /// # Errors
    /// Not what [`Self::to_json`] writes.
    pub fn from_json(text: &str) -> Result<Self, KeyRingError> {
        let ring: Self = serde_json::from_str(text).map_err(|_| KeyRingError::Unreadable)?;
        ring.newest()?;
        let readable = |key: &String| URL_SAFE_NO_PAD.decode(key).is_ok_and(|k| k.len() == SECRET_BYTES);
        if ring.keys.values().all(readable) { Ok(ring) } else { Err(KeyRingError::Unreadable) }
    }

    /// Whether everything that `other` has sealed can be opened with this one, too.
    pub fn opens_all_of(&self, other: &Self) -> bool {
        other.keys.iter().all(|(id, key)| self.keys.get(id) == Some(key))
    }

    pub fn to_json(&self) -> String {
        serde_json::json!({ "keys": self.keys }).to_string()
    }

    /// Seals `clear` so that only [`Self::unseal`] with the same `bound_to` opens it.
    pub fn seal(&self, random: &Random, bound_to: &str, clear: &[u8]) -> Result<String, KeyRingError> {
        let id = self.newest()?;
        let nonce: [u8; NONCE_BYTES] = random.bytes();
        let sealed = self
            .cipher(id)?
            .encrypt(&XNonce::from(nonce), Payload { msg: clear, aad: bound_to.as_bytes() })
            .map_err(|_| KeyRingError::Forged)?;
        let body = [nonce.as_slice(), &sealed].concat();
        Ok(format!("{SEALED_PREFIX}{id}:{}", URL_SAFE_NO_PAD.encode(body)))
    }

    /// # Errors
    /// Not sealed by this instance with the same `bound_to`, or with a key that is gone.
    pub fn unseal(&self, bound_to: &str, sealed: &str) -> Result<Vec<u8>, KeyRingError> {
        let rest = sealed.strip_prefix(SEALED_PREFIX).ok_or(KeyRingError::Forged)?;
        let (id, body) = rest.split_once(':').ok_or(KeyRingError::Forged)?;
        let id: u16 = id.parse().map_err(|_| KeyRingError::Forged)?;
        let body = URL_SAFE_NO_PAD.decode(body).map_err(|_| KeyRingError::Forged)?;
        let (nonce, sealed) = body.split_at_checked(NONCE_BYTES).ok_or(KeyRingError::Forged)?;
        let nonce = <[u8; NONCE_BYTES]>::try_from(nonce).map_err(|_| KeyRingError::Forged)?;
        self.cipher(id)?
            .decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: bound_to.as_bytes() })
            .map_err(|_| KeyRingError::Forged)
    }

    /// The same text, if it was sealed text of UTF-8.
    ///
    /// # Errors
    /// As [`Self::unseal`].
    pub fn unseal_text(&self, bound_to: &str, sealed: &str) -> Result<String, KeyRingError> {
        String::from_utf8(self.unseal(bound_to, sealed)?).map_err(|_| KeyRingError::Forged)
    }

    /// A digest that nobody without the keys can make or test guesses against.
    pub fn fingerprint(&self, purpose: &str, content: &[u8]) -> Result<Fingerprint, KeyRingError> {
        self.fingerprint_with(self.newest()?, purpose, content)
    }

    /// The digest under an older key, to compare with one that was stored.
    pub fn fingerprint_with(&self, key: u16, purpose: &str, content: &[u8]) -> Result<Fingerprint, KeyRingError> {
        let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&self.derived(key, purpose)?)
            .map_err(|_| KeyRingError::Empty)?;
        mac.update(content);
        Ok(Fingerprint { key, digest: mac.finalize().into_bytes().into() })
    }

    fn newest(&self) -> Result<u16, KeyRingError> {
        self.keys.keys().next_back().copied().ok_or(KeyRingError::Empty)
    }

    fn cipher(&self, key: u16) -> Result<XChaCha20Poly1305, KeyRingError> {
        Ok(XChaCha20Poly1305::new(&self.derived(key, "seal")?.into()))
    }

    fn derived(&self, key: u16, purpose: &str) -> Result<[u8; 32], KeyRingError> {
        let secret = self.keys.get(&key).ok_or(KeyRingError::UnknownKey(key))?;
        let secret = URL_SAFE_NO_PAD.decode(secret).map_err(|_| KeyRingError::Unreadable)?;
        let mut out = [0; 32];
        Hkdf::<Sha256>::new(Some(b"taper"), &secret)
            .expand(purpose.as_bytes(), &mut out)
            .map_err(|_| KeyRingError::Unreadable)?;
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_only_for_its_purpose() {
        let random = Random::seeded(1);
        let ring = KeyRing::generate(&random);
        let sealed = ring.seal(&random, "user/1", b"1234").unwrap();
        assert!(!sealed.contains("1234"));
        assert_eq!(ring.unseal("user/1", &sealed).unwrap(), b"1234");
        assert!(matches!(ring.unseal("user/2", &sealed), Err(KeyRingError::Forged)));
    }

    #[test]
    fn old_seals_and_fingerprints_outlive_a_rotation() {
        let random = Random::seeded(2);
        let mut ring = KeyRing::generate(&random);
        let sealed = ring.seal(&random, "x", b"old").unwrap();
        let before = ring.fingerprint("content", b"same").unwrap();
        let old = ring.clone();
        ring.rotate(&random);
        let ring = KeyRing::from_json(&ring.to_json()).unwrap();
        assert!(ring.opens_all_of(&old) && !old.opens_all_of(&ring));
        assert_eq!(ring.unseal("x", &sealed).unwrap(), b"old");
        assert_ne!(ring.fingerprint("content", b"same").unwrap(), before);
        assert_eq!(ring.fingerprint_with(before.key, "content", b"same").unwrap(), before);
    }
}
