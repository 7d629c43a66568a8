//! IDN-6: a token that was believed once is looked at again each time.

use chrono::TimeDelta;
use jsonwebtoken::jwk::JwkSet;
use taper_events::UserId;
use taper_platform::{Verifier, VerifyError};
use taper_testkit::{FakeClock, TestTokens};
use uuid::Uuid;

use crate::world::ISSUER;

fn believed() -> (FakeClock, Verifier, TestTokens, String) {
    let clock = FakeClock::at("2027-01-04T09:00:00Z");
    let (tokens, verifier) = (TestTokens::new(ISSUER), Verifier::new(ISSUER, clock.clock()));
    verifier.set_keys(&tokens.keys());
    let token = tokens.token(UserId(Uuid::from_u128(1)), &["athlete"], clock.clock().now());
    for _ in 0..2 {
        assert_eq!(verifier.verify(&token).unwrap().sub, UserId(Uuid::from_u128(1)));
    }
    (clock, verifier, tokens, token)
}

#[test]
fn until_it_ends() {
    let (clock, verifier, _, token) = believed();
    clock.advance(TimeDelta::minutes(62));
    assert_eq!(verifier.verify(&token).unwrap_err(), VerifyError::Expired);
    assert_eq!(verifier.verify(&token).unwrap_err(), VerifyError::Expired);
}

#[test]
fn not_before_it_begins() {
    let (clock, verifier, _, token) = believed();
    clock.advance(TimeDelta::minutes(-2));
    assert_eq!(verifier.verify(&token).unwrap_err(), VerifyError::Expired);
}

#[test]
fn not_after_its_key_was_withdrawn() {
    let (_, verifier, tokens, token) = believed();
    verifier.set_keys(&JwkSet { keys: Vec::new() });
    assert_eq!(verifier.verify(&token).unwrap_err(), VerifyError::UnknownKey);
    verifier.set_keys(&tokens.keys());
    assert!(verifier.verify(&token).is_ok());
}

#[test]
fn and_no_other_is_believed_for_it() {
    let (_, verifier, _, token) = believed();
    let (rest, signature) = token.rsplit_once('.').unwrap();
    let forged: String = signature.chars().rev().collect();
    assert_eq!(verifier.verify(&format!("{rest}.{forged}")).unwrap_err(), VerifyError::Refused);
    assert_eq!(verifier.verify(&token[..token.len() - 2]).unwrap_err(), VerifyError::Refused);
}
