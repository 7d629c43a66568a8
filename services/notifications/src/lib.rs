//! Notifications: what is said to people outside the app. Today that is mail: the links of identity
//! and the welcome. Decides nothing about accounts, and keeps addresses and links sealed until the
//! moment they are sent; only the local mailbox, which exists to be read, holds them in clear.

mod consumers;
mod domain;
mod http;
mod jobs;
mod smtp;
mod store;

use std::time::Duration;

use sqlx::migrate::Migrator;
use taper_service::prelude::*;
use utoipa_axum::routes;

pub use smtp::{Smtp, SmtpConfigError};

pub static MIGRATOR: Migrator = sqlx::migrate!();

const CLEAN_UP_EVERY: Duration = Duration::from_secs(600);

/// How mail leaves.
#[derive(Clone)]
pub enum Config {
    Smtp(Smtp),
    /// Not at all: it is kept here, for whoever sits at the machine or has the code that was printed
    /// at start-up. The code must be as hard to guess as a key.
    LocalMailbox {
        code: Option<String>,
        /// Whoever sits at the machine needs no code. A proxy on the same machine that adds no header cannot be told
        /// from them: only an instance without a proxy may say so.
        is_open_here: bool,
    },
}

pub fn service(config: Config) -> Service {
    let service = Service::new("notifications", "Mail, and the local mailbox of an instance without SMTP", &MIGRATOR)
        .on(consumers::message_requested::message_requested)
        .on(consumers::user_registered::user_registered)
        .job(jobs::send_mail::Post::from(&config))
        .every("clean-up", CLEAN_UP_EVERY, jobs::clean_up::clean_up);
    match config {
        Config::Smtp(_) => service,
        Config::LocalMailbox { code, is_open_here } => {
            let mut messages = routes!(http::list_mailbox_messages::list_mailbox_messages);
            // To everybody else there is nothing here, whatever they ask.
            messages.2 = messages.2.fallback(|| async { Problem::not_found() });
            service.extension(http::mailbox_reader::Mailbox::new(code, is_open_here)).root_route(messages)
        }
    }
}
