use anyhow::Context;
use taper_platform::{KeyRing, Random};

use crate::config::Config;
use crate::keys;

#[derive(clap::Subcommand)]
pub(super) enum Command {
    /// New keys on standard output, for TAPER_KEYS.
    Generate,
    /// The keys in use, on standard output. Whoever has them can read what is sealed.
    Show,
    /// Adds a key that new things are sealed with; old ones stay readable.
    Rotate,
}

/// What needs keys to be configured must not need them to make some.
pub(super) fn generate() {
    println!("{}", KeyRing::generate(&Random::from_machine()).to_json());
}

pub(super) fn run(config: &Config, command: &Command) -> anyhow::Result<()> {
    let random = Random::from_machine();
    match command {
        Command::Generate => generate(),
        Command::Show => println!("{}", there(config)?.to_json()),
        Command::Rotate => {
            let mut ring = there(config)?;
            ring.rotate(&random);
            if config.keys.is_some() {
                println!("{}", ring.to_json());
                eprintln!("Set TAPER_KEYS to this everywhere, then restart.");
            } else {
                keys::write(&config.data_dir, &ring)?;
                println!("rotated; restart `taper serve` to use the new key");
            }
        }
    }
    Ok(())
}

fn there(config: &Config) -> anyhow::Result<KeyRing> {
    keys::find(config)?.with_context(|| {
        format!(
            "there are no keys in {}; name its folder with --data-dir, or TAPER_DATA_DIR",
            config.data_dir.display()
        )
    })
}
