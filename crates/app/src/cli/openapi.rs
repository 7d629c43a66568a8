use std::path::PathBuf;

use anyhow::Context;

use crate::config::{Config, Source};
use crate::{http, services};

#[derive(clap::Args)]
pub(super) struct Args {
    /// The folder that is to hold exactly the descriptions.
    #[arg(long, default_value = "specs")]
    out: PathBuf,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    std::fs::create_dir_all(&args.out).with_context(|| format!("cannot make {}", args.out.display()))?;
    for file in std::fs::read_dir(&args.out)? {
        let path = file?.path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            std::fs::remove_file(path)?;
        }
    }
    let config = Config::read(&Source::empty())?;
    for service in services::all(&config) {
        let api = http::describe(&service);
        let path = args.out.join(format!("{}.yaml", service.name));
        std::fs::write(&path, api.to_yaml()?).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
