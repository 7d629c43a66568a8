//! The real thing on a table: the real binary, its real servers on private ports and folders, people who
//! send as the app does, and what can be done to all of them. For `chaos`, `bench` and the tests of the
//! binary; it knows nothing of the inside of `taper` but its tables, and is never part of a build that
//! people run.

mod first_hour;
mod ground;
mod hardship;
mod judge;
mod person;
mod program;
mod proxy;
mod servers;
mod taper;
mod virtual_host;

use tokio_rustls::rustls;

pub use ground::{Ground, Profile};
pub use hardship::{SetClock, SmallDisk};
pub use judge::{Expected, Verdict, judge};
pub use person::{Draft, Person, Sent, Target, now};
pub use program::Program;
pub use proxy::{Fault, Proxy};
pub use servers::{Postgres, RabbitMq, Redis};
pub use taper::{MAILBOX_CODE, Taper, binary};
pub use virtual_host::VirtualHost;

/// A port of the loopback that nothing listens on.
///
/// # Errors
/// None is free.
pub fn free_port() -> std::io::Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// What the surroundings say, such as `scripts/with-postgres` to the tests under it.
///
/// # Errors
/// They do not.
#[expect(clippy::disallowed_methods, reason = "a program of the rig, not of the platform")]
pub fn told(name: &str) -> anyhow::Result<String> {
    use anyhow::Context;
    std::env::var(name).with_context(|| format!("{name} is not set: see scripts/with-*"))
}

/// An HTTP client that gives up an answer after `patience`.
///
/// # Errors
/// It cannot be made.
pub fn client(patience: std::time::Duration) -> reqwest::Result<reqwest::Client> {
    // There is one already after the first time.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().timeout(patience).build()
}
