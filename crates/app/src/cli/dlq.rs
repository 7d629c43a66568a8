use uuid::Uuid;

use crate::boot::boot_existing;
use crate::config::Config;

const MAX_LISTED: i64 = 1000;

#[derive(clap::Subcommand)]
pub(super) enum Command {
    /// The newest first.
    List,
    /// One with its history and the event or job as it is stored; what is secret in it is sealed.
    Show { id: Uuid },
    /// An event goes back into its service's inbox, a job is done as if it were new.
    Replay { id: Uuid },
    /// Given up for good; who sent an event is told.
    Discard { id: Uuid },
    /// Events that only a newer Taper knows become dead letters, and what waits behind them goes on. They can be replayed
    /// once that version runs. Not while one is being rolled out: it releases them by itself.
    BuryHeld {
        /// That version will not come.
        #[arg(long)]
        yes: bool,
    },
}

pub(super) async fn run(config: &Config, command: &Command) -> anyhow::Result<()> {
    if let Command::BuryHeld { yes: false } = command {
        anyhow::bail!("a newer Taper would handle them; say --yes if none will come");
    }
    let instance = boot_existing(config).await?;
    let mut found = false;
    for pools in instance.bus.platform.databases.each() {
        let pool = &pools.jobs;
        found |= match command {
            Command::List => {
                let letters = taper_bus::list(pool, MAX_LISTED).await?;
                if letters.is_empty() {
                    println!("no dead letters");
                }
                for letter in letters {
                    println!(
                        "{}  {}  {:<14} {:<6} {:<28} {}",
                        letter.id,
                        letter.died_at.format("%F %T"),
                        letter.service,
                        letter.what,
                        letter.name,
                        letter.reason
                    );
                }
                true
            }
            Command::Show { id } => match taper_bus::show(pool, *id).await? {
                Some((letter, payload)) => {
                    println!("{}\n{payload}", serde_json::to_string_pretty(&letter)?);
                    true
                }
                None => false,
            },
            Command::Replay { id } => taper_bus::replay(&instance.bus, pool, *id).await?,
            Command::Discard { id } => taper_bus::discard(&instance.bus, pool, *id).await?,
            Command::BuryHeld { .. } => {
                println!("{} events buried", taper_bus::bury_held(&instance.bus, pool).await?);
                true
            }
        };
    }
    instance.shut_down(std::time::Duration::from_secs(5)).await;
    anyhow::ensure!(found, "there is no such dead letter; see `taper dlq list`");
    Ok(())
}
