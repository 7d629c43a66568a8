//! Which PostgreSQL installations this machine has.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::StartError;

/// The oldest major version that Taper's SQL runs on.
pub(crate) const OLDEST_MAJOR: u32 = 15;

/// Where packages put the programs of one major version: parent, how the version's folder begins, and what follows.
const USUAL_PLACES: [(&str, &str, &str); 7] = [
    ("/usr/lib/postgresql", "", "bin"),         // Debian, Ubuntu
    ("/usr", "pgsql-", "bin"),                  // the PostgreSQL project's RPMs
    ("/usr/libexec", "postgresql", ""),         // Alpine
    ("/usr/local/pgsql", "bin", ""),            // built from source
    ("/opt/homebrew/opt", "postgresql", "bin"), // Homebrew on Apple silicon
    ("/usr/local/opt", "postgresql", "bin"),    // Homebrew on Intel
    ("/Applications/Postgres.app/Contents/Versions", "", "bin"),
];

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Installation {
    pub(crate) bin: PathBuf,
    pub(crate) major: u32,
}

/// Every usable installation, newest first; of one version, the one in PATH before the others.
pub(crate) fn find(explicit: Option<&Path>) -> Vec<Installation> {
    let folders = explicit.map_or_else(usual_folders, |folder| vec![folder.to_owned()]);
    let mut found: Vec<Installation> = Vec::new();
    for folder in folders {
        // PATH may hold links to single programs; their folder of origin has all of them.
        let Ok(program) = folder.join("initdb").canonicalize() else {
            continue;
        };
        let Some(bin) = program.parent() else {
            continue;
        };
        if found.iter().any(|known| known.bin == bin) {
            continue;
        }
        if let Some(major) = major_of(bin) {
            found.push(Installation { bin: bin.to_owned(), major });
        }
    }
    found.sort_by_key(|installation| std::cmp::Reverse(installation.major));
    found
}

/// The installation for a cluster: exactly the major version that wrote it, or the newest for a new one.
pub(crate) fn choose(
    found: &[Installation],
    explicit: Option<&Path>,
    existing: Option<(u32, &Path)>,
) -> Result<Installation, StartError> {
    let Some(newest) = found.first() else {
        let place = explicit.map(|folder| format!(" in {}", folder.display())).unwrap_or_default();
        return Err(StartError::NotFound { place, install: how_to_install() });
    };
    if let Some((written_by, folder)) = existing {
        return found.iter().find(|installation| installation.major == written_by).cloned().ok_or_else(|| {
            StartError::OtherMajor {
                folder: folder.to_owned(),
                written_by,
                found: list(found),
                or_upgrade: if newest.major > written_by { ", or run `taper pg upgrade`" } else { "" },
            }
        });
    }
    if newest.major < OLDEST_MAJOR {
        return Err(StartError::TooOld { found: newest.major, install: how_to_install() });
    }
    Ok(newest.clone())
}

pub(crate) fn list(found: &[Installation]) -> String {
    found.iter().map(|installation| installation.major.to_string()).collect::<Vec<_>>().join(", ")
}

fn usual_folders() -> Vec<PathBuf> {
    // PATH is the system's convention for finding programs and no setting of Taper's.
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    for (parent, begins, then) in USUAL_PLACES {
        let Ok(entries) = fs::read_dir(parent) else {
            continue;
        };
        let versions = entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(begins));
        folders.extend(versions.map(|entry| entry.path().join(then)));
    }
    folders
}

/// A client program, such as `pg_dump`, of exactly this major version. Unlike a server it is needed where the database is
/// somebody else's, too.
///
/// # Errors
/// [`StartError::NoClient`] names what to install.
pub fn client_program(name: &'static str, major: u32, explicit: Option<&Path>) -> Result<PathBuf, StartError> {
    // PATH last: what stands there may be a wrapper that chooses a version by itself.
    let folders = explicit.map_or_else(
        || {
            let mut folders = usual_folders();
            let in_path = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).count();
            folders.rotate_left(in_path);
            folders
        },
        |folder| vec![folder.to_owned()],
    );
    let programs = folders.into_iter().map(|folder| folder.join(name));
    programs
        .filter(|program| program.is_file())
        .find(|program| version_of(program) == Some(major))
        .ok_or(StartError::NoClient { name, major })
}

fn major_of(bin: &Path) -> Option<u32> {
    version_of(&bin.join("postgres"))
}

fn version_of(program: &Path) -> Option<u32> {
    let output = Command::new(program).arg("-V").output().ok()?;
    parse_major(&String::from_utf8_lossy(&output.stdout))
}

/// `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)` or `… 18beta1`.
fn parse_major(version: &str) -> Option<u32> {
    let number = version.split_once("PostgreSQL) ")?.1;
    number.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

fn how_to_install() -> &'static str {
    how_to_install_on(&fs::read_to_string("/etc/os-release").unwrap_or_default())
}

fn how_to_install_on(os_release: &str) -> &'static str {
    let is = |name: &str| {
        os_release
            .lines()
            .filter_map(|line| line.strip_prefix("ID=").or_else(|| line.strip_prefix("ID_LIKE=")))
            .any(|ids| ids.contains(name))
    };
    if is("debian") || is("ubuntu") {
        "install it with `apt install postgresql`"
    } else if is("fedora") || is("rhel") {
        "install it with `dnf install postgresql-server`"
    } else if is("alpine") {
        "install it with `apk add postgresql`"
    } else if is("arch") {
        "install it with `pacman -S postgresql`"
    } else if is("suse") {
        "install it with `zypper install postgresql-server`"
    } else if cfg!(target_os = "macos") {
        "install it with `brew install postgresql@17`"
    } else {
        "install your system's package `postgresql`"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn installed(majors: &[u32]) -> Vec<Installation> {
        majors.iter().map(|major| Installation { bin: format!("/pg/{major}/bin").into(), major: *major }).collect()
    }

    #[test]
    fn versions_are_read_from_what_distributions_print() {
        assert_eq!(parse_major("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"), Some(15));
        assert_eq!(parse_major("postgres (PostgreSQL) 18beta1\n"), Some(18));
        assert_eq!(parse_major("postgres: not found\n"), None);
    }

    #[test]
    fn an_existing_cluster_gets_the_major_that_wrote_it_and_a_new_one_the_newest() {
        let both = installed(&[17, 15]);
        let folder = Path::new("/data/postgres");
        assert_eq!(choose(&both, None, Some((15, folder))).map(|it| it.major).ok(), Some(15));
        assert_eq!(choose(&both, None, None).map(|it| it.major).ok(), Some(17));
        let newer = choose(&both, None, Some((18, folder))).unwrap_err().to_string();
        assert!(newer.contains("install PostgreSQL 18") && !newer.contains("upgrade"), "{newer}");
        let refusal = choose(&both, None, Some((16, folder))).unwrap_err().to_string();
        assert!(
            refusal.contains("PostgreSQL 16") && refusal.contains("17, 15") && refusal.contains("taper pg upgrade"),
            "{refusal}"
        );
    }

    #[test]
    fn too_old_is_told_apart_from_not_found() {
        assert!(matches!(choose(&installed(&[14]), None, None), Err(StartError::TooOld { found: 14, .. })));
        assert!(matches!(choose(&[], None, None), Err(StartError::NotFound { .. })));
    }

    #[test]
    fn the_package_is_named_for_the_distribution() {
        assert!(how_to_install_on("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n").contains("apt install"));
        assert!(how_to_install_on("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n").contains("dnf install"));
        assert!(how_to_install_on("ID=alpine\n").contains("apk add"));
    }
}
