//! Identity: accounts, passwords, sessions, roles, and the keys that access tokens are signed with.
//! Never keeps a password, a token or a link in clear, never tells whether an address has an account,
//! and never sends a message itself: notifications does, from `auth.message.requested`.

mod accounts;
mod consumers;
mod domain;
mod http;
mod jobs;
mod steps;
mod store;

use std::time::Duration;

use sqlx::migrate::Migrator;
use taper_service::Service;
use utoipa_axum::routes;

pub use accounts::{
    CreateAccountError, CreatedAccount, NewAccount, count_accounts, create_account, create_admin, has_account,
};
pub use steps::signing::{SigningKeys, inspect_signing_keys, keep_signing_keys};

use steps::passwords::Passwords;

pub static MIGRATOR: Migrator = sqlx::migrate!();
pub const NAME: &str = "identity";

const HOURLY: Duration = Duration::from_secs(3600);

/// The process also has to call [`keep_signing_keys`] at start, or no token is believed.
pub fn service() -> Service {
    Service::new(NAME, "Accounts, sessions, roles and public keys", &MIGRATOR)
        .extension(Passwords::default())
        .route(routes!(http::register::register))
        .route(routes!(http::verify::verify))
        .route(routes!(http::login::login))
        .route(routes!(http::refresh::refresh))
        .route(routes!(http::logout::logout))
        .route(routes!(http::logout_all::logout_all))
        .route(routes!(http::list_sessions::list_sessions))
        .route(routes!(http::revoke_session::revoke_session))
        .route(routes!(http::forgot_password::forgot_password))
        .route(routes!(http::reset_password::reset_password))
        .route(routes!(http::change_email::change_email))
        .route(routes!(http::confirm_email::confirm_email))
        .route(routes!(http::get_me::get_me))
        .root_route(routes!(http::get_jwks::get_jwks))
        .root_route(routes!(http::get_openid_configuration::get_openid_configuration))
        .on(consumers::app_settings_persisted::app_settings_persisted)
        .job(jobs::register_account::register_account)
        .job(jobs::request_password_reset::request_password_reset)
        .job(jobs::request_email_change::request_email_change)
        .every("rotate-signing-keys", HOURLY, jobs::rotate_signing_keys::rotate_signing_keys)
        .every("clean-up", HOURLY, jobs::clean_up::clean_up)
}
