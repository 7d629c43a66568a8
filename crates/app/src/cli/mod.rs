//! The commands of `taper`.

mod admin;
mod config;
mod dlq;
mod event;
mod events;
mod keys;
mod migrate;
mod openapi;
mod schemas;
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
    /// Accounts of operators.
    #[command(subcommand)]
    Admin(admin::Command),
    /// Events that were given up.
    #[command(subcommand)]
    Dlq(dlq::Command),
    /// Events by hand.
    #[command(subcommand)]
    Event(event::Command),
    /// Writes docs/events.md to standard output.
    Events,
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
}

pub(crate) async fn run() -> ExitCode {
    let cli = Cli::parse();
    match dispatch(cli).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // One line, with its causes: `{:#}`.
            eprintln!("taper: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn dispatch(cli: Cli) -> anyhow::Result<()> {
    // These describe the program, not an instance: a broken configuration must not stop them.
    match &cli.command {
        Command::Schemas(args) => return schemas::run(args),
        Command::Openapi(args) => return openapi::run(args),
        Command::Events => return events::run(),
        Command::Config(command @ (config::Command::Docs | config::Command::Example)) => {
            return config::describe(command);
        }
        _ => {}
    }
    let source = Source::environment(cli.config.as_deref())?;
    let mut config = Config::read(&source)?;
    if let Some(data_dir) = cli.data_dir {
        config.data_dir = data_dir;
    }
    // The server's processes have other working folders.
    config.data_dir = std::path::absolute(&config.data_dir)?;
    match cli.command {
        Command::Serve(args) => serve::run(config, args).await,
        Command::Migrate(command) => migrate::run(&config, &command).await,
        Command::Admin(command) => admin::run(&config, command).await,
        Command::Dlq(command) => dlq::run(&config, &command).await,
        Command::Event(command) => event::run(&config, &command).await,
        Command::Keys(command) => keys::run(&config, &command),
        Command::Config(command) => config::run(&config, &command),
        Command::Schemas(_) | Command::Openapi(_) | Command::Events => Ok(()),
    }
}
