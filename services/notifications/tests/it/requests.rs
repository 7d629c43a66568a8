//! What identity would say.

use serde_json::json;
use taper_events::Envelope;
use taper_testkit::{TestAthlete, World};

pub(crate) const TOKEN: &str = "canary-Kx7vQ2mZ9tR4";

/// A request for a message with a token that works for 15 minutes.
pub(crate) fn a_request(world: &World, athlete: &TestAthlete<'_>, purpose: &str, locale: &str) -> Envelope {
    let mut envelope = athlete.envelope("auth.message.requested", json!({}));
    envelope.data = json!({
        "purpose": purpose, "channel": "email", "locale": locale,
        "address": sealed(world, &envelope, "/address", crate::ADDRESS),
        "token": sealed(world, &envelope, "/token", TOKEN),
        "expires_at": world.platform.now() + chrono::TimeDelta::minutes(15),
    });
    envelope
}

/// The same without a token.
pub(crate) fn without_token(mut envelope: Envelope) -> Envelope {
    envelope.data.as_object_mut().expect("an object").remove("token");
    envelope
}

pub(crate) fn a_registration(world: &World, athlete: &TestAthlete<'_>, name: &str, locale: &str) -> Envelope {
    let mut envelope = athlete.envelope("user.registered", json!({}));
    envelope.data = json!({
        "user_id": athlete.id, "display_name": name, "locale": locale, "time_zone": "Europe/Berlin",
        "created_at": world.platform.now(), "address": sealed(world, &envelope, "/address", crate::ADDRESS),
    });
    envelope
}

fn sealed(world: &World, envelope: &Envelope, pointer: &str, clear: &str) -> String {
    let platform = &world.platform;
    platform.keys.seal(&platform.random, &envelope.sealed_for(pointer), clear.as_bytes()).expect("keys")
}
