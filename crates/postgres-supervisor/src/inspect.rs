//! What `taper doctor` says about the embedded PostgreSQL. Looks only; changes nothing.

use std::{
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
};

use nix::{
    sys::statvfs::statvfs,
    unistd::{Uid, geteuid},
};

use crate::{
    Config, StartError,
    binaries::{self, Installation},
    cluster, initdb, leftovers, lock,
    owner::{self, NameShim},
    pid_file,
};

/// Below this, PostgreSQL soon cannot write any more.
const DISK_WANTED_BYTES: u64 = 1024 * 1024 * 1024;

const SHM_TO_MAKE_A_CLUSTER_BYTES: u64 = 2 * 1024 * 1024;

/// One observation. [`Finding::is_problem`] tells what needs a hand from what is only good to know.
#[derive(Debug, thiserror::Error)]
pub enum Finding {
    #[error("{0}")]
    CannotStart(StartError),
    #[error(
        "no cluster yet in {folder}: the first `taper serve` makes it; if yours was moved, say where to with --data-dir",
        folder = .0.display()
    )]
    NotInitialised(PathBuf),
    #[error("an interrupted first start left {path}: the next start removes it", path = .0.display())]
    InterruptedInitdb(PathBuf),
    #[error("Taper runs on this data directory (process {pid})")]
    InUse { pid: String },
    #[error(
        "Taper (process {pid}) runs on this data directory, but its PostgreSQL does not: Taper starts it again by itself; if this stays, read Taper's log, and restart it"
    )]
    ServerDown { pid: String },
    #[error(
        "the folder was moved or copied here from {from} while Taper (process {pid}) runs on it: stop that process, then start it with this folder as its --data-dir",
        from = .from.display()
    )]
    MovedWhileRunning { pid: String, from: PathBuf },
    #[error(
        "PostgreSQL (process {pid}) was left behind by an earlier run: the next `taper serve` ends it and starts anew"
    )]
    Orphan { pid: i32 },
    #[error("an earlier server did not shut down (its process {pid} is gone): the next start recovers from its log")]
    NotShutDown { pid: i32 },
    #[error(
        "the folder was copied while its server ran (process {pid} works in another one): unless it is a snapshot of one instant, restore a backup instead"
    )]
    CopiedWhileRunning { pid: i32 },
    #[error("{path} can be entered by others (mode {mode:o}): `chmod 700 {path}`", path = .path.display())]
    Permissions { path: PathBuf, mode: u32 },
    #[error("only {free_mb} MB are free on the disk of {path}", path = .path.display())]
    DiskLow { path: PathBuf, free_mb: u64 },
    #[error(
        "/dev/shm has no room, and PostgreSQL {major} needs 2 MB there to make a cluster: give the container `--shm-size=64m`, or install a newer PostgreSQL"
    )]
    NoSharedMemory { major: u32 },
    #[error("user id {uid} has no name here; a way round it was found for making the cluster")]
    NamelessUser { uid: u32 },
}

impl Finding {
    /// Whether somebody has to do something.
    pub fn is_problem(&self) -> bool {
        matches!(
            self,
            Self::CannotStart(_)
                | Self::ServerDown { .. }
                | Self::MovedWhileRunning { .. }
                | Self::CopiedWhileRunning { .. }
                | Self::Permissions { .. }
                | Self::DiskLow { .. }
                | Self::NoSharedMemory { .. }
        )
    }
}

/// Everything noteworthy about the embedded server of a configuration.
pub fn inspect(config: &Config) -> Vec<Finding> {
    let data_dir = &config.data_dir;
    let folder = data_dir.join(cluster::FOLDER_NAME);
    let mut findings = Vec::new();
    let holder = lock::holder(data_dir);
    findings.extend(holder.as_ref().map(|holder| in_use(holder, data_dir, &folder)));
    let held_by = holder.map(|holder| holder.pid);
    findings.extend(programs_and_owner(config, &folder));
    if initdb::unfinished(data_dir).exists() && held_by.is_none() {
        findings.push(Finding::InterruptedInitdb(initdb::unfinished(data_dir)));
    }
    if held_by.is_none() {
        findings.extend(marks(&folder));
    }
    findings.extend(permissions(&folder));
    findings.extend(disk(data_dir));
    findings
}

fn in_use(holder: &lock::Holder, data_dir: &Path, folder: &Path) -> Finding {
    let pid = holder.pid.clone();
    let same = |a: &Path, b: &Path| a.canonicalize().ok().zip(b.canonicalize().ok()).is_some_and(|(a, b)| a == b);
    match &holder.socket_dir {
        // Until the socket is recorded, the server is being made or started.
        None => Finding::InUse { pid },
        Some(from) if !same(from, folder) => {
            // A folder too deep for a socket is reached by a link.
            let from = fs::read_link(from).unwrap_or_else(|_| from.clone());
            Finding::MovedWhileRunning { pid, from: from.parent().unwrap_or(data_dir).to_owned() }
        }
        // Its sessions may outlive it for a while.
        Some(_) => match pid_file::read(folder) {
            Some(server) if leftovers::servers_in(folder).contains(&server.pid) => Finding::InUse { pid },
            _ => Finding::ServerDown { pid },
        },
    }
}

fn programs_and_owner(config: &Config, folder: &Path) -> Vec<Finding> {
    let mut findings = Vec::new();
    let written_by = cluster::written_by(folder).unwrap_or_else(|error| {
        findings.push(Finding::CannotStart(error));
        None
    });
    if !folder.exists() {
        findings.push(Finding::NotInitialised(folder.to_owned()));
    }
    let found = binaries::find(config.binaries.as_deref());
    let chosen = binaries::choose(&found, config.binaries.as_deref(), written_by.map(|major| (major, folder)));
    match chosen {
        Err(error) => findings.push(Finding::CannotStart(error)),
        Ok(chosen) if written_by.is_none() => findings.extend(shared_memory(&chosen)),
        Ok(_) => {}
    }
    match owner::of(folder, config.user.as_deref()) {
        Err(error) => findings.push(Finding::CannotStart(error)),
        // Only making a cluster needs the name.
        Ok(owner) if written_by.is_none() => match NameShim::for_owner(&owner, &std::env::temp_dir()) {
            Err(error) => findings.push(Finding::CannotStart(error)),
            Ok(NameShim::NotNeeded) => {}
            Ok(_) => findings.push(Finding::NamelessUser { uid: owner.uid.as_raw() }),
        },
        Ok(_) => {}
    }
    findings
}

/// What an earlier server left in the folder of a data directory that nobody uses.
fn marks(folder: &Path) -> Option<Finding> {
    if let Some(pid) = leftovers::servers_in(folder).first() {
        return Some(Finding::Orphan { pid: pid.as_raw() });
    }
    let pid = pid_file::read(folder)?.pid;
    let elsewhere = leftovers::alive(pid)
        && fs::read_to_string(format!("/proc/{pid}/comm")).is_ok_and(|name| name.trim_end() == "postgres");
    let pid = pid.as_raw();
    Some(if elsewhere { Finding::CopiedWhileRunning { pid } } else { Finding::NotShutDown { pid } })
}

fn permissions(folder: &Path) -> Option<Finding> {
    let meta = fs::metadata(folder).ok()?;
    let mode = meta.permissions().mode() & 0o777;
    let mine = geteuid().is_root() || Uid::from_raw(meta.uid()) == geteuid();
    // PostgreSQL itself accepts 0750; the socket in the folder asks for more.
    (mine && mode & 0o077 != 0).then(|| Finding::Permissions { path: folder.to_owned(), mode })
}

fn disk(data_dir: &Path) -> Option<Finding> {
    let existing = data_dir.ancestors().find(|path| path.exists())?;
    let free = free_bytes(existing).filter(|free| *free < DISK_WANTED_BYTES)?;
    Some(Finding::DiskLow { path: data_dir.to_owned(), free_mb: free / (1024 * 1024) })
}

/// Only Linux has that place, and only making a cluster with an old version needs it.
fn shared_memory(chosen: &Installation) -> Option<Finding> {
    let Installation { major, .. } = *chosen;
    let free = free_bytes(Path::new("/dev/shm"))?;
    (major < initdb::SETTINGS_WHILE_MAKING_FROM && free < SHM_TO_MAKE_A_CLUSTER_BYTES)
        .then_some(Finding::NoSharedMemory { major })
}

#[cfg_attr(target_os = "linux", expect(clippy::useless_conversion, reason = "macOS counts in 32 bits"))]
fn free_bytes(path: &Path) -> Option<u64> {
    let stat = statvfs(path).ok()?;
    Some(u64::from(stat.blocks_available()) * stat.fragment_size())
}
