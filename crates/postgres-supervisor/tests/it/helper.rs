//! Taper as another process: the crate's own `keep-postgres`, under any user and environment.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::{Pid, Uid, User, geteuid},
};

pub(crate) struct Keeper {
    child: Child,
    output: BufReader<std::process::ChildStdout>,
}

impl Keeper {
    pub(crate) fn start(data_dir: &Path) -> Self {
        Self::start_by(Command::new(program()), data_dir)
    }

    /// `command` runs the program that it is given the path of; here it only lacks its argument.
    pub(crate) fn start_by(mut command: Command, data_dir: &Path) -> Self {
        let mut child = command.arg(data_dir).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        Self { child, output }
    }

    /// Its next line: `ready: URL`, `refused: …` or `stopped: …`.
    pub(crate) fn says(&mut self) -> String {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    pub(crate) fn url(&mut self) -> String {
        let line = self.says();
        line.strip_prefix("ready: ").unwrap_or_else(|| panic!("{line}")).to_owned()
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn kill(mut self) {
        kill(Pid::from_raw(self.child.id().cast_signed()), Signal::SIGKILL).unwrap();
        self.child.wait().unwrap();
    }

    /// Ends it in order; returns its last line.
    pub(crate) fn end(mut self) -> String {
        drop(self.child.stdin.take());
        let line = self.says();
        self.child.wait().unwrap();
        line
    }
}

pub(crate) fn program() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_keep-postgres"))
}

/// The program where every user can run it: the build folder may be closed to others.
pub(crate) fn public_program(folder: &Path) -> PathBuf {
    let copy = folder.join("keep-postgres");
    fs::copy(program(), &copy).unwrap();
    copy
}

/// A command that runs `program` with this user id: truly as root, else in a user namespace.
pub(crate) fn as_uid(uid: Uid, program: &Path) -> Command {
    let mut command;
    if geteuid().is_root() {
        command = Command::new("setpriv");
        command.args(["--clear-groups", &format!("--reuid={uid}"), &format!("--regid={uid}")]);
    } else {
        command = Command::new("unshare");
        command.args(["--user", &format!("--map-user={uid}"), &format!("--map-group={uid}")]);
    }
    command.arg("--").arg(program);
    command
}

pub(crate) fn nobody() -> Uid {
    User::from_name("nobody").unwrap().unwrap().uid
}
