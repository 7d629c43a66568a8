//! `taper doctor`: looks at everything that an instance needs, and says what is wrong or soon will be, each with the way
//! out. Changes nothing: it makes no cluster and no keys, migrates nothing, and starts the embedded server only to look.

mod data_dir;
mod database;
mod migrations;
mod neighbours;
mod report;
mod server;

use std::time::Duration;

use taper_platform::{KeyRing, Random};

use crate::boot::{Consumers, Instance, assemble};
use crate::config::{Config, Mistake};
use crate::keys;

pub(crate) use report::{Check, Report, State};

const SHUTDOWN: Duration = Duration::from_secs(30);

/// Looks at an instance as it is configured.
pub(crate) async fn examine(config: &Result<Config, Mistake>) -> Report {
    let mut report = Report::default();
    match config {
        Ok(config) => examine_instance(config, &mut report).await,
        Err(mistake) => report.problem("configuration", mistake.to_string()),
    }
    report
}

async fn examine_instance(config: &Config, report: &mut Report) {
    configuration(config, report);
    data_dir::examine(config, report);
    let ring = keys_of(config, report);
    let server = server::examine(config, report).await;
    let Some((url, running)) = server else {
        // The parts beside the database do not need it.
        if let Ok(instance) = put_together(config, "", None, &ring) {
            neighbours::examine(config, &instance, report).await;
        }
        return;
    };
    match put_together(config, &url, running, &ring) {
        Ok(instance) => {
            database::examine(&instance, ring.is_some(), report).await;
            neighbours::examine(config, &instance, report).await;
            instance.shut_down(SHUTDOWN).await;
        }
        Err(error) => report.problem("configuration", format!("{error:#}")),
    }
}

/// Without keys, with some that are never written anywhere and open nothing.
fn put_together(
    config: &Config,
    url: &str,
    running: Option<taper_postgres_supervisor::Running>,
    ring: &Option<KeyRing>,
) -> anyhow::Result<Instance> {
    let ring = ring.clone().unwrap_or_else(|| KeyRing::generate(&Random::from_machine()));
    let url = if url.is_empty() { "postgres://nowhere/nothing" } else { url };
    assemble(config, (url, running), ring, Consumers::None)
}

fn configuration(config: &Config, report: &mut Report) {
    match config.tls.as_ref().map(taper_platform::http::check_tls) {
        Some(Err(error)) => report.problem(
            "configuration",
            format!("{error}: see TAPER_TLS_CERTIFICATE and TAPER_TLS_KEY, both PEM, the certificate with its chain"),
        ),
        Some(Ok(())) | None => {
            report.ok("configuration", format!("as `taper serve` reads it, for {}", config.public_url))
        }
    }
}

fn keys_of(config: &Config, report: &mut Report) -> Option<KeyRing> {
    match keys::find(config) {
        Ok(ring) => ring,
        Err(error) => {
            report.problem("keys", format!("{error:#}"));
            None
        }
    }
}
