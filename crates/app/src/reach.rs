//! The databases that an operator named, before anything is asked of them.

use std::str::FromStr;
use std::time::Duration;

use sqlx::Connection;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use tokio::time::{sleep, timeout};

use crate::config::Config;

/// How long one may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_secs(2);

/// Waits until each of them answers, and says meanwhile which does not.
pub(crate) async fn wait(config: &Config) {
    while let Err(error) = reach(config).await {
        tracing::warn!("{error:#}; trying again");
        sleep(PAUSE).await;
    }
}

/// # Errors
/// One does not answer: its variable, its place and why.
pub(crate) async fn reach(config: &Config) -> anyhow::Result<()> {
    let default = config.database_url.iter().map(|url| ("TAPER_DATABASE_URL".to_owned(), url));
    let own = config.own_databases.iter();
    let own = own.map(|(service, url)| (format!("TAPER_{}_DATABASE_URL", service.to_uppercase()), url));
    for (variable, url) in default.chain(own) {
        let Ok(options) = PgConnectOptions::from_str(url) else {
            anyhow::bail!("{variable} is no PostgreSQL URL");
        };
        let database = options.get_database().unwrap_or_default();
        let place = format!("{}:{}/{database}", options.get_host(), options.get_port());
        match timeout(PATIENCE, PgConnection::connect_with(&options)).await {
            Ok(Ok(connection)) => connection.close().await.unwrap_or_default(),
            Ok(Err(error)) => anyhow::bail!("{variable}: PostgreSQL at {place} cannot be used: {error}"),
            Err(_) => anyhow::bail!("{variable}: PostgreSQL at {place} does not answer"),
        }
    }
    Ok(())
}
