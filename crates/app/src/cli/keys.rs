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

pub(super) fn run(config: &Config, command: &Command) -> anyhow::Result<()> {
    let random = Random::from_machine();
    match command {
        Command::Generate => println!("{}", KeyRing::generate(&random).to_json()),
        Command::Show => println!("{}", keys::load(config, &random)?.to_json()),
        Command::Rotate => {
            let mut ring = keys::load(config, &random)?;
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
