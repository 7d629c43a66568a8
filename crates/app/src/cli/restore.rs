use std::path::PathBuf;

use crate::backup;
use crate::config::Config;

#[derive(clap::Args)]
pub(super) struct Args {
    /// A file that `taper backup` made.
    file: PathBuf,
}

pub(super) async fn run(config: &Config, args: &Args) -> anyhow::Result<()> {
    let restored = backup::restore(config, &args.file).await?;
    println!(
        "restored what was acknowledged before {} (made by Taper {})",
        restored.manifest.begun_at.format("%F %T UTC"),
        restored.manifest.taper
    );
    if let Some(path) = restored.keys {
        println!("its keys are in {}", path.display());
    }
    if restored.manifest.public_url != config.public_url {
        println!(
            "it was reached at {} and is configured as {}: see TAPER_PUBLIC_URL; people sign in anew if it changes",
            restored.manifest.public_url, config.public_url
        );
    }
    if config.is_embedded() {
        println!("next: taper serve --data-dir {}", config.data_dir.display());
    } else {
        println!("next: taper migrate up, then taper serve");
    }
    Ok(())
}
