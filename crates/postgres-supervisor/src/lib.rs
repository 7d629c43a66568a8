//! The embedded PostgreSQL of `taper serve`: finds the system's binaries, makes a cluster under the data directory, starts
//! it, keeps it alive and ends it.
//!
//! Everything that belongs to the server, its socket included, is in `<data_dir>/postgres`; the running server reads no
//! path outside that folder and nobody but its owner (and root) can enter it. It listens on no network address.
//! Started by root, the server runs as an unprivileged user who owns only that folder; the folder reaches it as an open
//! descriptor, so it may even lie under a directory that user cannot enter, such as root's home.
//!
//! One thread per server does all of it with blocking calls: the kernel's "your parent died" signal is tied to the
//! thread that started a child, and threads of an async runtime come and go. When the process dies, even by kill -9, the
//! server is told to shut down; where that is not possible, or did not happen in time, the next start ends the orphan.
//!
//! This room never speaks SQL to a running server, never opens a port, never downloads anything, never touches another
//! PostgreSQL on the machine, and never deletes a cluster that was completely made.

mod binaries;
mod cluster;
mod error;
mod initdb;
mod inspect;
mod keeper;
mod leftovers;
mod lock;
mod log;
mod owner;
mod pid_file;
mod server;
mod settings;
mod socket;
mod upgrade;

use std::{path::PathBuf, sync::Arc, time::Duration};

use nix::sys::signal::Signal;
use tokio::sync::{oneshot, watch};

pub use binaries::client_program;
pub use cluster::FOLDER_NAME;
pub use error::{StartError, StopError, UpgradeError};
pub use inspect::{Finding, inspect};
use keeper::{Control, Wish};
pub use lock::running_url;
pub use upgrade::{Upgraded, upgrade};

/// How long a clean shutdown may take before the server is told to drop everything (it then replays its log at the next start).
const STOP_CLEANLY_WITHIN: Duration = Duration::from_secs(30);
/// How long an immediate shutdown may take before the server is killed.
const STOP_AT_ONCE_WITHIN: Duration = Duration::from_secs(5);

/// What the embedded server is started with.
#[derive(Clone, Debug)]
pub struct Config {
    /// Taper's data directory; created if missing. The cluster is its sub-folder `postgres`.
    pub data_dir: PathBuf,
    /// The folder of `initdb` and `postgres`; without it, the usual places are searched.
    pub binaries: Option<PathBuf>,
    /// As root only: the user the server of a new cluster runs as; without it `taper`, `postgres` or `nobody`.
    /// An existing cluster runs as its folder's owner.
    pub user: Option<String>,
    /// Connections the server accepts at once.
    pub max_connections: u16,
}

impl Config {
    /// The defaults on a data directory.
    pub fn new(data_dir: impl Into<PathBuf>) -> Self {
        Self { data_dir: data_dir.into(), binaries: None, user: None, max_connections: 200 }
    }
}

/// What the supervised server is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    pub phase: Phase,
    /// The server's process, while it is up.
    pub pid: Option<i32>,
    /// How often it ended without being asked to, since `start`.
    pub deaths: u32,
    /// How it ended last.
    pub last_death: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    Up,
    /// It ended and is being started again.
    Down,
    /// It was asked to stop and did.
    Stopped,
}

/// A started server. Dropping it asks the server to shut down without waiting for it; [`Running::stop`] waits.
#[derive(Debug)]
pub struct Running {
    url: String,
    status: watch::Receiver<Status>,
    control: Arc<Control>,
}

/// Starts the server of a data directory, making its cluster first if there is none, and keeps it running until
/// [`Running::stop`]. Ready for connections when this returns.
///
/// # Errors
/// [`StartError`], each one sentence that says what to do.
pub async fn start(config: Config) -> Result<Running, StartError> {
    let (started, outcome) = oneshot::channel();
    std::thread::Builder::new()
        .name("postgres-keeper".into())
        .spawn(move || keeper::run(&config, started))
        .map_err(|source| StartError::Io { doing: "start the thread that keeps PostgreSQL".into(), source })?;
    outcome.await.unwrap_or(Err(StartError::Abandoned))
}

impl Running {
    /// Where to connect: over the unix socket, as the role `taper`, to the database `taper` it owns.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What the server is doing, now and whenever it changes: for metrics, readiness and logs.
    pub fn status(&self) -> watch::Receiver<Status> {
        self.status.clone()
    }

    /// Ready when the server has died once more than at this call, with how; it is being started again by then.
    pub fn wait_for_death(&self) -> impl Future<Output = String> + use<> {
        let mut status = self.status.clone();
        let before = status.borrow_and_update().deaths;
        async move {
            match status.wait_for(|now| now.deaths > before).await {
                Ok(now) => now.last_death.clone().unwrap_or_default(),
                Err(_) => std::future::pending().await,
            }
        }
    }

    /// Shuts the server down cleanly and starts it again; returns when it is asked for, see [`Running::status`].
    pub fn restart(&self) {
        self.control.ask(Wish::Restart);
    }

    /// Ends the server: connections are closed, everything is written, the data directory's lock is released.
    ///
    /// # Errors
    /// [`StopError`] if it had to be forced; nothing committed is lost by that.
    pub async fn stop(mut self) -> Result<(), StopError> {
        self.control.ask(Wish::Stop);
        if self.stopped_within(STOP_CLEANLY_WITHIN).await {
            return Ok(());
        }
        self.control.signal(Signal::SIGQUIT);
        if !self.stopped_within(STOP_AT_ONCE_WITHIN).await {
            self.control.signal(Signal::SIGKILL);
            self.stopped_within(STOP_AT_ONCE_WITHIN).await;
        }
        Err(StopError)
    }

    async fn stopped_within(&mut self, patience: Duration) -> bool {
        let stopped = self.status.wait_for(|now| now.phase == Phase::Stopped);
        // A closed channel means that the keeper's thread is gone, and the server with it.
        tokio::time::timeout(patience, stopped).await.is_ok()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.control.ask(Wish::Stop);
    }
}
