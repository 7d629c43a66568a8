use std::path::{Path, PathBuf};

use anyhow::Context;
use serde_json::Value;
use taper_events::{CATALOGUE, bus_schema, client_schema};

#[derive(clap::Args)]
pub(super) struct Args {
    /// The folder that is to hold exactly the schemas.
    #[arg(long, default_value = "events/schemas")]
    out: PathBuf,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let bus = args.out.join("bus");
    for folder in [&args.out, &bus] {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        for file in std::fs::read_dir(folder)? {
            let path = file?.path();
            if path.extension().is_some_and(|extension| extension == "json") {
                std::fs::remove_file(path)?;
            }
        }
    }
    for entry in CATALOGUE.iter() {
        let file = format!("{}.json", entry.event.name);
        if entry.event.kind.is_intent() {
            write(&args.out.join(&file), &client_schema(entry))?;
        }
        write(&bus.join(&file), &bus_schema(entry))?;
    }
    Ok(())
}

fn write(path: &Path, schema: &Value) -> anyhow::Result<()> {
    let text = serde_json::to_string_pretty(schema)? + "\n";
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
