use anyhow::Context;

use crate::boot::{Consumers, boot};
use crate::config::Config;

#[derive(clap::Subcommand)]
pub(super) enum Command {
    /// Runs the migrations that have not run.
    Up,
    /// Takes one service's newest migration back; its tables' data go with it.
    Down {
        service: String,
        /// How many migrations are to be left.
        #[arg(long, value_name = "VERSION")]
        to: i64,
    },
    /// Says which have run.
    Status,
}

pub(super) async fn run(config: &Config, command: &Command) -> anyhow::Result<()> {
    taper_platform::telemetry::init_logs(&config.log, None);
    let instance = boot(config, Consumers::None).await?;
    let (bus, services) = (&instance.bus, &instance.services);
    match command {
        Command::Up => {
            taper_service::migrate(bus, services).await?;
            // What is published by hand before anything serves is not to fall through.
            bus.register_takers().await?;
            println!("up to date");
        }
        Command::Down { service, to } => {
            let service = services
                .iter()
                .find(|one| one.name == service)
                .with_context(|| format!("there is no service `{service}`"))?;
            service.migrator.undo(&bus.db(service.name).jobs, *to).await?;
            println!("{} is at version {to}", service.name);
        }
        Command::Status => {
            for (name, version, newest) in taper_service::versions(bus, services).await? {
                let version = version.map_or_else(|| "–".to_owned(), |version| version.to_string());
                println!("{name:<14} {version} of {newest}");
            }
        }
    }
    instance.shut_down(std::time::Duration::from_secs(5)).await;
    Ok(())
}
