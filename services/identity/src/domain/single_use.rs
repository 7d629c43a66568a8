use chrono::TimeDelta;
use sha2::{Digest, Sha256};

pub(crate) const VERIFICATION_LIFETIME: TimeDelta = TimeDelta::hours(24);
pub(crate) const RESET_LIFETIME: TimeDelta = TimeDelta::minutes(15);

/// What is stored of a random token: enough to know it again, nothing to make it from.
pub(crate) fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}
