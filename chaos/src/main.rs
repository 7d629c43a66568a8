//! Breaks the platform on purpose and compares what was acknowledged with what is there:
//! `make chaos`, `CHAOS=R1 PROFILE=distributed make chaos`. One scenario per file; each starts the real
//! binary and real servers, prints a table and writes JSON. It knows no service and mends nothing.

mod cancellations;
mod crowds;
mod enumeration;
mod hardships;
mod kills;
mod load;
mod races;
mod repeats;
mod replicas;
mod report;
mod servers_die;
mod siege;

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Parser;
use taper_rig::Profile;

use report::{Told, tell};

const SCENARIOS: [&str; 9] = ["R1", "R2", "R3", "R4", "R5", "cancellations", "races", "enumeration", "crowds"];

/// What is to be broken, and how long.
#[derive(Parser)]
struct Arguments {
    /// R1: the platform killed; R2: its servers killed and cut off; R3: all of it several times, shuffled, among what
    /// must not come in; R4: replicas killed in turn; R5: a full disk, a consumer
    /// that stands still, a clock that is set; cancellations: clients that hang up; races: many at the
    /// same moment for one token or key; enumeration: whether answers tell who has an
    /// account; crowds: slow sockets, many streams, requests that are too large.
    #[arg(default_value = "all")]
    scenario: String,
    /// `embedded` or `distributed`; without it, both where the scenario knows both.
    #[arg(long)]
    profile: Option<Profile>,
    /// Events to be sent at least.
    #[arg(long, default_value_t = 200_000)]
    events: usize,
    /// Kills to be survived at least.
    #[arg(long, default_value_t = 50)]
    kills: usize,
    /// People who send at the same time.
    #[arg(long, default_value_t = 24)]
    people: u64,
    /// The same seed is the same people with the same ideas, killed after the same pauses.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where the reports go.
    #[arg(long, default_value = ".run/chaos")]
    out: PathBuf,
}

/// How much of it.
#[derive(Clone, Copy)]
struct Size {
    events: usize,
    kills: usize,
    people: u64,
    seed: u64,
}

impl Size {
    /// Events of one person.
    fn each(self) -> usize {
        self.events.div_ceil(usize::try_from(self.people).unwrap_or(usize::MAX))
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let Arguments { events, kills, people, seed, .. } = arguments;
    let size = Size { events, kills, people, seed };
    let profiles = match arguments.profile {
        Some(profile) => vec![profile],
        None => vec![Profile::Embedded, Profile::Distributed],
    };
    let scenarios: Vec<&str> = match arguments.scenario.as_str() {
        "all" => SCENARIOS.to_vec(),
        one => vec![one],
    };
    let mut is_clean = true;
    for scenario in scenarios {
        for profile in &profiles {
            println!("{scenario} {profile:?}, seed {seed}");
            for told in run(scenario, *profile, size).await? {
                is_clean &= tell(told.as_ref(), &arguments.out)?;
            }
        }
    }
    if !is_clean {
        bail!("something was lost, doubled, reordered or answered wrongly: see above");
    }
    Ok(())
}

/// Nothing, where the scenario does not know the profile.
async fn run(scenario: &str, profile: Profile, size: Size) -> Result<Vec<Box<dyn Told>>> {
    fn all<T: Told + 'static>(told: Vec<T>) -> Vec<Box<dyn Told>> {
        told.into_iter().map(|one| Box::new(one) as Box<dyn Told>).collect()
    }
    Ok(match scenario {
        "R1" => all(vec![kills::run(profile, size).await?]),
        "R2" => all(servers_die::run(profile, size).await?),
        "R3" => all(vec![repeats::run(profile, size).await?]),
        "R4" if profile == Profile::Distributed => all(replicas::run(size).await?),
        "R4" => Vec::new(),
        "R5" => all(hardships::run(profile, size).await?),
        "cancellations" => all(vec![cancellations::run(profile, size).await?]),
        "races" => all(vec![races::run(profile, size).await?]),
        "enumeration" => all(vec![enumeration::run(profile, size).await?]),
        "crowds" => all(vec![crowds::run(profile, size).await?]),
        other => bail!("{other}: there are {}", SCENARIOS.join(", ")),
    })
}
