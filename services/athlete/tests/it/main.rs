//! The athlete service through its front door.

mod based_on;
mod consumers;
mod http;

use serde_json::{Value, json};
use taper_testkit::World;

async fn world() -> World {
    World::start(vec![athlete::service()]).await
}

fn a_form() -> Value {
    json!({"weight": {"value": 82.5, "unit": "kg"}, "training_days_per_week": 4})
}

fn app_settings() -> Value {
    json!({"units": "lb", "locale": "de", "theme": "dark", "clock": "24h", "token_storage": "cookie"})
}
