//! Servers that an earlier Taper left behind: recognised beyond doubt, ended, and their marks removed.

use std::{
    fs,
    os::unix::fs::MetadataExt,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use nix::{
    errno::Errno,
    sys::signal::{Signal, kill},
    unistd::Pid,
};

use crate::{StartError, cluster::Cluster, pid_file};

/// An orphan writes its shared buffers to disk before it ends.
const ENDS_CLEANLY_WITHIN: Duration = Duration::from_secs(30);
const ENDS_AT_ONCE_WITHIN: Duration = Duration::from_secs(5);
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// Ends whatever still works on the cluster, so that a new server can start. Call it only while holding the lock.
///
/// An orphan is stopped rather than adopted: its log goes nowhere, its death could not be waited for, and its settings
/// may be another version's.
pub(crate) fn end(cluster: &Cluster) -> Result<(), StartError> {
    let marked = pid_file::read(&cluster.folder).map(|file| file.pid);
    let left = servers_in(&cluster.folder);
    if !left.is_empty() {
        let steps = match marked.filter(|pid| left.contains(pid)) {
            Some(postmaster) => vec![(vec![postmaster], Signal::SIGINT, ENDS_CLEANLY_WITHIN)],
            // Its sessions alone: they outlive a killed server while a statement runs, and hold its memory.
            None => vec![],
        };
        tracing::warn!(pid = left[0].as_raw(), "ending the PostgreSQL that an earlier run left behind");
        let by_force = [Signal::SIGQUIT, Signal::SIGKILL].map(|signal| (left.clone(), signal, ENDS_AT_ONCE_WITHIN));
        for (pids, signal, patience) in steps.into_iter().chain(by_force) {
            for pid in pids {
                let _ = kill(pid, signal);
            }
            if gone_within(&cluster.folder, patience) {
                break;
            }
        }
        if let Some(pid) = servers_in(&cluster.folder).first() {
            return Err(StartError::Orphan { pid: pid.as_raw() });
        }
    }
    remove_marks(&cluster.folder);
    Ok(())
}

/// The lock files of a server that is gone. PostgreSQL removes them itself unless their process id is in use again, by
/// anything at all; in a container, where ids start from 1 each time, that is the rule, and it would refuse to start.
fn remove_marks(folder: &Path) {
    if cfg!(target_os = "linux") {
        for name in [pid_file::FILE_NAME, ".s.PGSQL.5432.lock"] {
            let _ = fs::remove_file(folder.join(name));
        }
    }
}

fn gone_within(folder: &Path, patience: Duration) -> bool {
    let deadline = Instant::now() + patience;
    while !servers_in(folder).is_empty() {
        if Instant::now() >= deadline {
            return false;
        }
        thread::sleep(LOOK_EVERY);
    }
    true
}

/// Every PostgreSQL process that works in this very folder, wherever it was moved meanwhile: a server's processes never
/// leave their cluster's folder. A process id alone proves nothing, it may be somebody else's by now.
#[cfg(target_os = "linux")]
pub(crate) fn servers_in(folder: &Path) -> Vec<Pid> {
    let Ok(ours) = fs::metadata(folder) else {
        return Vec::new();
    };
    let Ok(processes) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    let ids = processes.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    ids.filter(|id: &i32| {
        let process = Path::new("/proc").join(id.to_string());
        // A dead process that nobody has collected yet has no folder any more.
        let works_here =
            fs::metadata(process.join("cwd")).is_ok_and(|cwd| (cwd.dev(), cwd.ino()) == (ours.dev(), ours.ino()));
        works_here && fs::read_to_string(process.join("comm")).is_ok_and(|name| name.trim_end() == "postgres")
    })
    .map(Pid::from_raw)
    .collect()
}

/// Without /proc: the marked process, if it lives and somebody answers on the socket in this folder.
#[cfg(not(target_os = "linux"))]
pub(crate) fn servers_in(folder: &Path) -> Vec<Pid> {
    let answers = || std::os::unix::net::UnixStream::connect(folder.join(".s.PGSQL.5432")).is_ok();
    pid_file::read(folder).map(|file| file.pid).filter(|pid| alive(*pid) && answers()).into_iter().collect()
}

/// A dead process that nobody has collected yet still has its id.
pub(crate) fn alive(pid: Pid) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let is_uncollected = stat.rsplit(") ").next().is_some_and(|rest| rest.starts_with('Z'));
    !is_uncollected && !matches!(kill(pid, None), Err(Errno::ESRCH))
}
