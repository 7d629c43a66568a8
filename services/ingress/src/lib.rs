//! Ingress: the door through which clients hand in events, and the stream on which they hear what
//! became of them. It knows the catalogue's schemas, and no meaning of any event.

mod consumers;
mod domain;
#[cfg(fuzzing)]
pub mod fuzzing;
mod http;
mod jobs;
mod steps;
mod store;

use std::time::Duration;

use sqlx::migrate::Migrator;
use taper_bus::Bus;
use taper_service::Service;
use utoipa_axum::routes;

pub static MIGRATOR: Migrator = sqlx::migrate!();

/// Of an epoch's name; so many that two are never the same.
const EPOCH_BYTES: usize = 6;
const CLEAN_UP_EVERY: Duration = Duration::from_secs(3600);

pub fn service() -> Service {
    Service::new("ingress", "The event door and the user's stream", &MIGRATOR)
        .contract("0.2.0")
        .extension(steps::intake::Intake::default())
        .extension(steps::look::Look::default())
        .route(routes!(http::post_event::post_event))
        .route(routes!(http::post_batch::post_batch))
        .route(routes!(http::post_outcomes::post_outcomes))
        .route(routes!(http::get_stream::get_stream))
        .on_facts(consumers::write_streams::write_streams)
        .every("clean-up", CLEAN_UP_EVERY, jobs::clean_up::clean_up)
}

/// Makes every cursor that was ever given foreign, so that clients read everything anew: after a restore their numbers
/// would name other entries.
///
/// # Errors
/// The database's.
pub async fn begin_stream_epoch(bus: &Bus) -> Result<(), sqlx::Error> {
    let epoch: String = bus.platform.random.bytes::<EPOCH_BYTES>().iter().map(|byte| format!("{byte:02x}")).collect();
    let mut db = bus.db("ingress").jobs.acquire().await?;
    store::stream::begin_epoch(&mut db, &epoch).await
}
