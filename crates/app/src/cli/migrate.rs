use anyhow::{Context, ensure};

use crate::boot::{Consumers, Instance, boot, boot_existing};
use crate::config::Config;

#[derive(clap::Subcommand)]
pub(super) enum Command {
    /// Runs the migrations that have not run.
    Up,
    /// Takes migrations of one service, or of the bus, back; what stands in their tables goes with them.
    Down {
        service: String,
        /// The newest migration that is to stay; 0 takes back all.
        #[arg(long, value_name = "VERSION")]
        to: i64,
        /// Yes, the data may go.
        #[arg(long)]
        yes: bool,
    },
    /// Says which have run.
    Status,
}

pub(super) async fn run(config: &Config, command: &Command) -> anyhow::Result<()> {
    taper_platform::telemetry::init_logs(&config.log, None);
    let instance = match command {
        Command::Up => boot(config, Consumers::None).await?,
        Command::Down { .. } | Command::Status => boot_existing(config).await?,
    };
    let (bus, services) = (&instance.bus, &instance.services);
    match command {
        Command::Up => {
            taper_service::migrate(bus, services).await?;
            // What is published by hand before anything serves is not to fall through.
            bus.register_takers().await?;
            println!("up to date");
        }
        Command::Down { service, to, yes } => down(&instance, service, *to, *yes).await?,
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

async fn down(instance: &Instance, name: &str, to: i64, yes: bool) -> anyhow::Result<()> {
    let (bus, services) = (&instance.bus, &instance.services);
    let versions = taper_service::versions(bus, services).await?;
    let (name, ran, _) = *versions
        .iter()
        .find(|(known, ..)| *known == name)
        .with_context(|| format!("there is no service `{name}`; see `taper migrate status`"))?;
    let ran = ran.with_context(|| format!("no migration of {name} has run"))?;
    ensure!((0..ran).contains(&to), "{name} is at version {ran}: --to takes 0 to {}", ran - 1);
    ensure!(yes, "this deletes what {name} keeps in the tables of its migrations after {to}; with --yes it is done");
    let pool = &bus.db(name).jobs;
    let serving = taper_bus::processes(&mut *pool.acquire().await?).await?;
    ensure!(serving.is_empty(), "`taper serve` runs on this database; stop it first");
    let migrator: &sqlx::migrate::Migrator =
        services.iter().find(|one| one.name == name).map_or(&taper_bus::MIGRATOR, |service| service.migrator);
    migrator.undo(pool, to).await?;
    let stands = taper_bus::newest_migration(pool, name).await?.unwrap_or(0);
    println!("{name} is at version {stands}");
    Ok(())
}
