//! The databases that an operator named, before anything is asked of them.

use std::str::FromStr;
use std::time::Duration;

use anyhow::{Context, bail};
use sqlx::Connection;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use tokio::time::{Instant, sleep, timeout};

use crate::config::Config;

/// How long one may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_secs(2);
/// Long enough for a server that starts together with this process; whoever restarts processes does the rest.
const WAIT_AT_MOST: Duration = Duration::from_secs(60);

/// Waits for those that are away, and says meanwhile which.
///
/// # Errors
/// One is still away, or answers and does not let us in: its variable, its place and why.
pub(crate) async fn wait(config: &Config) -> anyhow::Result<()> {
    let until = Instant::now() + WAIT_AT_MOST;
    loop {
        match look(config).await? {
            None => return Ok(()),
            Some(away) if Instant::now() >= until => bail!(away),
            Some(away) => tracing::warn!("{away}; trying again"),
        }
        sleep(PAUSE).await;
    }
}

/// # Errors
/// One is away, or does not let us in: its variable, its place and why.
pub(crate) async fn reach(config: &Config) -> anyhow::Result<()> {
    match look(config).await? {
        None => Ok(()),
        Some(away) => bail!(away),
    }
}

/// What is said of the first that is away.
async fn look(config: &Config) -> anyhow::Result<Option<String>> {
    let default = config.database_url.iter().map(|url| ("TAPER_DATABASE_URL".to_owned(), url));
    let own = config.own_databases.iter();
    let own = own.map(|(service, url)| (format!("TAPER_{}_DATABASE_URL", service.to_uppercase()), url));
    for (variable, url) in default.chain(own) {
        let Ok(options) = PgConnectOptions::from_str(url) else { bail!("{variable} is no PostgreSQL URL") };
        let database = options.get_database().unwrap_or_default();
        let place = format!("{variable}: PostgreSQL at {}:{}/{database}", options.get_host(), options.get_port());
        match timeout(PATIENCE, PgConnection::connect_with(&options)).await {
            Ok(Ok(connection)) => connection.close().await.unwrap_or_default(),
            Ok(Err(error)) if taper_platform::is_transient(&error) => {
                return Ok(Some(format!("{place} is not there: {error}")));
            }
            // A wrong password, no such database: waiting mends neither.
            Ok(Err(error)) => {
                return Err(error).with_context(|| format!("{place} does not let Taper in; set it right"));
            }
            Err(_) => return Ok(Some(format!("{place} does not answer"))),
        }
    }
    Ok(None)
}
