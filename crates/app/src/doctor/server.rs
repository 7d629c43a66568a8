//! The embedded PostgreSQL, or which other one there is.

use taper_postgres_supervisor::{self as embedded, Finding, Running};

use super::Report;
use crate::backup;
use crate::boot::{cluster_folder, embedded_config};
use crate::config::Config;

const ABOUT: &str = "PostgreSQL";

/// Where the default database is, and the server if it was started to look at it; none if it cannot be looked at now.
pub(super) async fn examine(config: &Config, report: &mut Report) -> Option<(String, Option<Running>)> {
    if let Some(url) = &config.database_url {
        return Some((url.clone(), None));
    }
    let findings = embedded::inspect(&embedded_config(config));
    for finding in &findings {
        if finding.is_problem() {
            report.problem(ABOUT, finding.to_string());
        } else {
            report.note(ABOUT, finding.to_string());
        }
    }
    if let Some(url) = embedded::running_url(&config.data_dir) {
        let answers =
            !findings.iter().any(|f| matches!(f, Finding::ServerDown { .. } | Finding::MovedWhileRunning { .. }));
        return answers.then_some((url, None));
    }
    start_to_look(config, &findings, report).await
}

/// Only what `taper serve` could start, too, without anything being lost or mended by it.
async fn start_to_look(
    config: &Config,
    findings: &[Finding],
    report: &mut Report,
) -> Option<(String, Option<Running>)> {
    let untouchable =
        |finding: &Finding| finding.is_problem() || matches!(finding, Finding::Orphan { .. } | Finding::InUse { .. });
    if !cluster_folder(config).exists() || backup::refuse_half_restored(&config.data_dir).is_err() {
        return None;
    }
    if findings.iter().any(untouchable) {
        report.note(ABOUT, "the database was not looked into because of that");
        return None;
    }
    match embedded::start(embedded_config(config)).await {
        Ok(running) => {
            report.note(ABOUT, "`taper serve` does not run; the server was started only to look");
            Some((running.url().to_owned(), Some(running)))
        }
        Err(error) => {
            report.problem(ABOUT, error.to_string());
            None
        }
    }
}
