//! The commands of `taper`.

mod admin;
mod backup;
mod config;
mod dlq;
mod doctor;
mod event;
mod events;
mod keys;
mod metrics;
mod migrate;
mod openapi;
mod pg;
mod problems;
mod restore;
mod routes;
mod schemas;
mod seed;
mod serve;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::{Config, Source};

/// Train for the day that matters, on your own machine.
#[derive(Parser)]
#[command(name = "taper", version, about)]
struct Cli {
    /// A file of NAME=value lines; the environment wins over it.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Where the embedded database, the keys and files live (TAPER_DATA_DIR).
    #[arg(long, global = true, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Runs the platform, or some of its services.
    Serve(serve::Args),
    /// Brings the tables up to date, or back.
    #[command(subcommand)]
    Migrate(migrate::Command),
    /// Looks for what is wrong or soon will be, and says what to do. Changes nothing.
    Doctor(doctor::Args),
    /// Writes everything into one file, while `taper serve` goes on: all services' data as of one moment, and the keys.
    Backup(backup::Args),
    /// Fills an empty data directory (or the empty databases that are configured) from a backup.
    Restore(restore::Args),
    /// The embedded PostgreSQL.
    #[command(subcommand)]
    Pg(pg::Command),
    /// Accounts of operators.
    #[command(subcommand)]
    Admin(admin::Command),
    /// Fills an empty instance with a club that does not exist, to look at and to try things with.
    Seed(seed::Args),
    /// Events that were given up.
    #[command(subcommand)]
    Dlq(dlq::Command),
    /// Events by hand.
    #[command(subcommand)]
    Event(event::Command),
    /// Writes docs/events.md to standard output.
    Events,
    /// Writes docs/metrics.md to standard output.
    Metrics,
    /// Writes docs/problems.md to standard output.
    Problems,
    /// The instance's keys.
    #[command(subcommand)]
    Keys(keys::Command),
    /// What there is to configure, and what is configured.
    #[command(subcommand)]
    Config(config::Command),
    /// Writes the JSON Schemas of the events.
    Schemas(schemas::Args),
    /// Writes the OpenAPI descriptions of the services.
    Openapi(openapi::Args),
    /// Writes which service answers which path, for whatever stands in front of several processes.
    Routes(routes::Args),
}

pub(crate) async fn run() -> ExitCode {
    let cli = Cli::parse();
    match dispatch(cli).await {
        Ok(code) => code,
        Err(error) => {
            // One line, with its causes: `{:#}`.
            eprintln!("taper: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn dispatch(cli: Cli) -> anyhow::Result<ExitCode> {
    if describe(&cli.command)? {
        return Ok(ExitCode::SUCCESS);
    }
    let mut config = Source::environment(cli.config.as_deref()).and_then(|source| Config::read(&source));
    if let Ok(config) = &mut config {
        if let Some(data_dir) = cli.data_dir {
            config.data_dir = data_dir;
        }
        // The server's processes have other working folders.
        config.data_dir = std::path::absolute(&config.data_dir)?;
    }
    // A mistake in the configuration is something for it to name.
    if let Command::Doctor(args) = &cli.command {
        return doctor::run(&config, args).await;
    }
    run_command(config?, cli.command).await?;
    Ok(ExitCode::SUCCESS)
}

/// Commands that describe the program and no instance: a broken configuration must not stop them. False if it is another.
fn describe(command: &Command) -> anyhow::Result<bool> {
    match command {
        Command::Schemas(args) => schemas::run(args)?,
        Command::Openapi(args) => openapi::run(args)?,
        Command::Events => events::run()?,
        Command::Metrics => metrics::run(),
        Command::Problems => problems::run(),
        Command::Routes(args) => routes::run(args)?,
        Command::Keys(keys::Command::Generate) => keys::generate(),
        Command::Config(command @ (config::Command::Docs | config::Command::Example)) => config::describe(command)?,
        _ => return Ok(false),
    }
    Ok(true)
}

async fn run_command(config: Config, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Serve(args) => serve::run(config, args).await,
        Command::Migrate(command) => migrate::run(&config, &command).await,
        Command::Backup(args) => backup::run(&config, &args).await,
        Command::Restore(args) => restore::run(&config, &args).await,
        Command::Pg(command) => pg::run(&config, &command).await,
        Command::Admin(command) => admin::run(&config, command).await,
        Command::Seed(args) => seed::run(&config, &args).await,
        Command::Dlq(command) => dlq::run(&config, &command).await,
        Command::Event(command) => event::run(&config, &command).await,
        Command::Keys(command) => keys::run(&config, &command),
        Command::Config(command) => config::run(&config, &command),
        Command::Doctor(_)
        | Command::Schemas(_)
        | Command::Openapi(_)
        | Command::Events
        | Command::Metrics
        | Command::Problems
        | Command::Routes(_) => Ok(()),
    }
}
