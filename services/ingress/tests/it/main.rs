//! Ingress through its front door, with a service behind it that takes what comes in.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod consumers;
mod http;
mod jobs;

use serde_json::{Value, json};
use taper_events::athlete::{FeedVisibility, SettingsFailed, SettingsPersisted, SettingsSubmitted};
use taper_service::prelude::*;
use taper_testkit::{TestAthlete, World};

static NO_TABLES: std::sync::LazyLock<sqlx::migrate::Migrator> =
    std::sync::LazyLock::new(|| sqlx::migrate::Migrator { ..sqlx::migrate::Migrator::DEFAULT });

fn services() -> Vec<Service> {
    vec![ingress::service(), Service::new("athlete", "Stands in for the owner of settings", &NO_TABLES).on(answer)]
}

async fn world() -> World {
    World::start(services()).await
}

/// Refuses a passcode feed without a passcode, and accepts everything else.
async fn answer(tx: &mut Tx, event: &Event<SettingsSubmitted>) -> Handled {
    let settings = event.data.settings.clone();
    if settings.feed_visibility == Some(FeedVisibility::Passcode) && settings.passcode.is_none() {
        return tx.answer(&SettingsFailed {
            errors: vec![FieldError::new("/passcode", "passcode_missing", "")],
            theirs: None,
        });
    }
    let id = tx.id().into();
    let has_passcode = settings.passcode.is_some();
    let submitted_at = event.at();
    tx.answer(&SettingsPersisted {
        id,
        settings_id: id,
        version: 1,
        settings,
        has_passcode,
        submitted_at,
        superseded: false,
    })
}

/// How often an event was handled.
fn answers(world: &World, event: &Value) -> usize {
    world.facts().iter().filter(|fact| json!(fact.causation_id) == event["client_generated_id"]).count()
}

fn a_form() -> Value {
    json!({"weight": {"value": 82.5, "unit": "kg"}, "training_days_per_week": 4})
}

fn an_event(athlete: &TestAthlete<'_>) -> Value {
    athlete.client_envelope("user.settings.submitted", &a_form())
}
