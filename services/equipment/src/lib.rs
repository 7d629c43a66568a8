//! Equipment: what gyms have to load, and how their machines are set. Loading itself is worked out on the device.
//! Never plans a workout, never says who wrote a note to anybody but them.

mod consumers;
mod domain;
mod http;
mod jobs;
mod store;

use std::time::Duration;

use sqlx::migrate::Migrator;
use taper_service::Service;
use utoipa_axum::routes;

pub static MIGRATOR: Migrator = sqlx::migrate!();

const FORGET_EVERY: Duration = Duration::from_secs(3600);

pub fn service() -> Service {
    Service::new("equipment", "Inventories of gyms and notes on machines", &MIGRATOR)
        .route(routes!(http::get_prefs::get_prefs))
        .route(routes!(http::list_notes::list_notes))
        .route(routes!(http::get_note::get_note))
        .on(consumers::prefs_submitted::prefs_submitted)
        .on(consumers::notes_submitted::notes_submitted)
        .on(consumers::notes_deleted::notes_deleted)
        .on(consumers::platecalc_query::platecalc_query)
        .every("forget-tombstones", FORGET_EVERY, jobs::forget_tombstones::forget_tombstones)
}
