use taper_postgres_supervisor as embedded;

use crate::boot::embedded_config;
use crate::config::Config;

#[derive(clap::Subcommand)]
pub(super) enum Command {
    /// Brings its data to the newest PostgreSQL that is installed (or that of TAPER_POSTGRES_BIN); `taper serve` must not
    /// run. Needs the programs of the old version, too, and room for a second copy of the data, which is kept.
    Upgrade,
}

pub(super) async fn run(config: &Config, command: &Command) -> anyhow::Result<()> {
    let Command::Upgrade = command;
    taper_platform::telemetry::init_logs(&config.log, None);
    anyhow::ensure!(
        config.is_embedded(),
        "TAPER_DATABASE_URL is set: that PostgreSQL is not Taper's own, upgrade it as its vendor says"
    );
    crate::backup::refuse_half_restored(&config.data_dir)?;
    let upgraded = embedded::upgrade(embedded_config(config)).await?;
    println!("upgraded from PostgreSQL {} to {}", upgraded.from, upgraded.to);
    println!("the old data are in {}: remove them when nothing is missed", upgraded.kept.display());
    Ok(())
}
