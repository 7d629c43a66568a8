use std::path::PathBuf;

use crate::backup;
use crate::config::Config;

const MB: u64 = 1024 * 1024;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The file to make (a tar archive, readable by its owner alone); it must not exist yet.
    file: PathBuf,
}

pub(super) async fn run(config: &Config, args: &Args) -> anyhow::Result<()> {
    crate::boot::require(config)?;
    let taken = backup::take(config, &args.file).await?;
    let databases =
        if taken.databases == 1 { "one database".to_owned() } else { format!("{} databases", taken.databases) };
    println!(
        "{}: {} services in {databases}, {}.{} MB",
        args.file.display(),
        taken.services,
        taken.bytes / MB,
        taken.bytes % MB * 10 / MB
    );
    println!(
        "It holds all that people wrote, and the keys that open what is sealed. Only its owner can read it (mode 0600): keep \
         it as safe as the instance."
    );
    Ok(())
}
