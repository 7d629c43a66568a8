//! `postmaster.pid`, as PostgreSQL itself writes it: process, folder, start time, port, socket folder, address, memory key, state.

use std::{fs, path::Path};

use nix::unistd::Pid;

pub(crate) const FILE_NAME: &str = "postmaster.pid";

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PidFile {
    pub(crate) pid: Pid,
    /// It accepts connections. Since version 10 this is how `pg_ctl` knows, too.
    pub(crate) ready: bool,
}

pub(crate) fn read(folder: &Path) -> Option<PidFile> {
    parse(&fs::read_to_string(folder.join(FILE_NAME)).ok()?)
}

fn parse(text: &str) -> Option<PidFile> {
    let mut lines = text.lines();
    let pid = lines.next()?.trim().parse().ok().filter(|pid: &i32| *pid > 1)?;
    Some(PidFile { pid: Pid::from_raw(pid), ready: lines.nth(6).is_some_and(|state| state.trim() == "ready") })
}

#[cfg(test)]
mod tests {
    use super::*;

    const READY: &str = "13702\n/proc/self/fd/9\n1795262354\n5432\n.\n\n  9986068        51\nready   \n";

    #[test]
    fn a_server_is_ready_when_it_says_so_and_not_before() {
        assert_eq!(parse(READY), Some(PidFile { pid: Pid::from_raw(13702), ready: true }));
        assert_eq!(parse(&READY.replace("ready", "starting")).map(|file| file.ready), Some(false));
        assert_eq!(parse("13702\n/data\n").map(|file| file.ready), Some(false));
    }

    #[test]
    fn a_damaged_file_names_nobody() {
        for text in ["", "\n", "postgres\n", "-1\n", "0\n", "1\n"] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }
}
