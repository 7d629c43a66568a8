//! Athlete: who a person is to the platform: onboarding settings, how the app should look, and the
//! hash of the feed's passcode. Never plans anything, never sends anything to anybody.

mod consumers;
mod domain;
mod http;
mod store;

use sqlx::migrate::Migrator;
use taper_service::Service;
use utoipa_axum::routes;

pub static MIGRATOR: Migrator = sqlx::migrate!();

pub fn service() -> Service {
    Service::new("athlete", "Onboarding and app settings", &MIGRATOR)
        .contract("0.2.0")
        .route(routes!(http::get_settings::get_settings))
        .route(routes!(http::get_app_settings::get_app_settings))
        .on(consumers::settings_submitted::settings_submitted)
        .on(consumers::app_settings_submitted::app_settings_submitted)
}
