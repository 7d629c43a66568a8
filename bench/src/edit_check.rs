//! P13: how long a developer waits: one service edited, then `cargo check` of everything.

use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

use anyhow::{Result, ensure};
use tokio::process::Command;

use crate::Size;
use crate::report::{Figure, Report};

/// The largest one.
const EDITED: &str = "services/training/src/lib.rs";

pub(crate) async fn measure(size: Size) -> Result<Report> {
    ensure!(Path::new(EDITED).exists(), "run it from the root of the repository");
    check().await?;
    let mut seconds = Vec::new();
    for _ in 0..size.repetitions {
        // Cargo goes by the time of the last change.
        std::fs::File::options().append(true).open(EDITED)?.set_modified(now())?;
        let started = Instant::now();
        check().await?;
        seconds.push(started.elapsed().as_secs_f64());
    }
    Ok(Report::new(
        "P13",
        "one service edited, everything checked",
        "at most 5 s",
        vec![Figure::of("cargo check", "s", seconds)],
    ))
}

async fn check() -> Result<()> {
    let mut cargo = Command::new("cargo");
    cargo.args(["check", "--quiet", "--workspace", "--locked", "--offline"]).stdin(Stdio::null());
    ensure!(cargo.status().await?.success(), "cargo check failed");
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "the time of a file, not of the platform")]
fn now() -> std::time::SystemTime {
    std::time::SystemTime::now()
}
