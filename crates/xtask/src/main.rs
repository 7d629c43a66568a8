//! The house's own tools: `cargo xtask tidy|schemas|openapi|docs|prepare`.
//! Never part of the product: nothing here is linked into `taper`.

mod generated;
mod migrations;
mod prepare;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Args, Parser};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Taper's own tools")]
enum Task {
    /// Checks the rules of the house (ARCHITECTURE.md) on the whole tree.
    Tidy,
    /// Writes events/schemas/ from the catalogue.
    Schemas(Generate),
    /// Writes specs/ from the services' endpoints.
    Openapi(Generate),
    /// Writes docs/configuration.md, docs/events.md, docs/metrics.md, docs/problems.md, .env.example, specs/routes.json and deploy/edge from what the code is.
    Docs(Generate),
    /// Renews .sqlx/ against a throw-away PostgreSQL with every migration applied.
    Prepare(prepare::Prepare),
}

#[derive(Args)]
struct Generate {
    /// Changes nothing; fails if the committed files are not what the code gives.
    #[arg(long)]
    check: bool,
    /// A `taper` that is built already; without it, cargo builds one.
    #[arg(long, value_name = "PATH")]
    taper: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run(&Task::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether all is as it should be; an error only if that could not be found out.
fn run(task: &Task) -> Result<bool> {
    let root = root()?;
    match task {
        Task::Tidy => tidy::run(&root),
        Task::Schemas(how) => generated::SCHEMAS.run(&root, how.taper.as_deref(), how.check),
        Task::Openapi(how) => generated::OPENAPI.run(&root, how.taper.as_deref(), how.check),
        Task::Docs(how) => generated::run_documents(&root, how.taper.as_deref(), how.check),
        Task::Prepare(how) => how.run(&root),
    }
}

fn root() -> Result<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.canonicalize().context("the root of the repository is gone")
}
