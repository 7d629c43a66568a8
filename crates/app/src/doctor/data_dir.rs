//! The data directory: whose it is, who else can enter it, whether what belongs together is there.

use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::Report;
use crate::backup;
use crate::boot::cluster_folder;
use crate::config::Config;
use crate::keys;

const ABOUT: &str = "data directory";
const GROUP_AND_OTHERS_WRITE: u32 = 0o022;
const GROUP_AND_OTHERS: u32 = 0o077;

pub(super) fn examine(config: &Config, report: &mut Report) {
    let folder = &config.data_dir;
    if !config.is_embedded() && config.keys.is_some() {
        return;
    }
    let metadata = match fs::metadata(folder) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            report.note(ABOUT, format!("{} is not there yet: the first `taper serve` makes it", folder.display()));
            return;
        }
        Err(error) => {
            report.problem(
                ABOUT,
                format!("{}: {error}: run this as the user that `taper serve` runs as", folder.display()),
            );
            return;
        }
    };
    let before = report.problems_about(ABOUT);
    if let Err(unfinished) = backup::refuse_half_restored(folder) {
        report.problem(ABOUT, unfinished.to_string());
    }
    owner(folder, &metadata, report);
    keys_and_database(config, report);
    if report.problems_about(ABOUT) == before {
        report.ok(ABOUT, folder.display().to_string());
    }
}

fn owner(folder: &Path, metadata: &Metadata, report: &mut Report) {
    let at = folder.display();
    if !metadata.is_dir() {
        report.problem(ABOUT, format!("{at} is no folder: name another with --data-dir"));
        return;
    }
    // What this process makes belongs to whom it runs as.
    let me = fs::metadata("/proc/self").map_or(metadata.uid(), |process| process.uid());
    if me != 0 && metadata.uid() != me {
        report.problem(
            ABOUT,
            format!(
                "{at} belongs to user id {} and not to this one ({me}): run Taper as that user, or `chown -R` it",
                metadata.uid()
            ),
        );
    }
    if metadata.mode() & GROUP_AND_OTHERS_WRITE != 0 {
        report.problem(ABOUT, format!("others can write in {at}: `chmod go-w {at}`"));
    }
}

fn keys_and_database(config: &Config, report: &mut Report) {
    let (path, cluster) = (keys::path(&config.data_dir), cluster_folder(config));
    let at = path.display();
    match fs::metadata(&path) {
        Ok(metadata) if metadata.mode() & GROUP_AND_OTHERS != 0 => {
            report.problem(ABOUT, format!("{at} can be read by others, and opens what is sealed: `chmod 600 {at}`"));
        }
        Ok(_) if config.is_embedded() && !cluster.exists() => report.problem(
            ABOUT,
            format!("{at} is there, but no database in {}: if that folder was moved, move it back; `taper serve` would \
                     begin an empty one", cluster.display()),
        ),
        Err(_) if config.keys.is_none() && config.is_embedded() && cluster.join("PG_VERSION").exists() => report.problem(
            ABOUT,
            format!("{at} is missing, and nothing that is sealed in the database can be opened without it: put it back from \
                     where the folder was moved from, or from a backup"),
        ),
        _ => {}
    }
}
