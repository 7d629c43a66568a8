//! The thread that starts a server, waits for its end, and starts it again unless it was asked to end.

use std::{
    fs::DirBuilder,
    os::unix::fs::DirBuilderExt,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use tokio::sync::{oneshot, watch};

use crate::{
    Config, Phase, Running, StartError, Status, cluster::Cluster, error::Doing, initdb, leftovers, lock::Lock,
    log::LastWords, server::Server, socket, upgrade,
};

/// The pause before the second, third, … start in a row; the first is at once.
const PAUSES: [Duration; 4] =
    [Duration::ZERO, Duration::from_millis(200), Duration::from_secs(1), Duration::from_secs(3)];
/// A server that was up this long died of something new: the pauses begin anew.
const STEADY_AFTER: Duration = Duration::from_secs(60);

/// What the server is asked to do. A wish to restart is fulfilled by the server's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    Run,
    Restart,
    Stop,
}

/// How others speak to the keeper, which is blocked waiting for its server most of the time.
#[derive(Debug)]
pub(crate) struct Control {
    state: Mutex<ControlState>,
    asked: Condvar,
}

#[derive(Debug)]
struct ControlState {
    wish: Wish,
    pid: Option<Pid>,
}

impl Control {
    fn new() -> Self {
        Self { state: Mutex::new(ControlState { wish: Wish::Run, pid: None }), asked: Condvar::new() }
    }

    pub(crate) fn ask(&self, wish: Wish) {
        let mut state = self.state();
        if state.wish == Wish::Stop {
            return;
        }
        state.wish = wish;
        if let Some(pid) = state.pid {
            let _ = kill(pid, Signal::SIGINT);
        }
        self.asked.notify_all();
    }

    pub(crate) fn signal(&self, signal: Signal) {
        if let Some(pid) = self.state().pid {
            let _ = kill(pid, signal);
        }
    }

    /// A server was started; what was asked in between is passed on.
    fn started(&self, pid: Pid) {
        let mut state = self.state();
        state.pid = Some(pid);
        match state.wish {
            Wish::Stop => drop(kill(pid, Signal::SIGINT)),
            Wish::Restart | Wish::Run => state.wish = Wish::Run,
        }
    }

    /// The server has ended; returns what it had been asked.
    fn ended(&self) -> Wish {
        let mut state = self.state();
        state.pid = None;
        let wish = state.wish;
        if wish == Wish::Restart {
            state.wish = Wish::Run;
        }
        wish
    }

    /// Waits, or less if asked to stop; returns whether it was.
    fn pause(&self, pause: Duration) -> bool {
        let waiting = self.asked.wait_timeout_while(self.state(), pause, |state| state.wish != Wish::Stop);
        waiting.unwrap_or_else(PoisonError::into_inner).0.wish == Wish::Stop
    }

    fn state(&self) -> MutexGuard<'_, ControlState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(crate) fn run(config: &Config, started: oneshot::Sender<Result<Running, StartError>>) {
    let mut keeper = match Keeper::prepare(config) {
        Ok(keeper) => keeper,
        Err(error) => return drop(started.send(Err(error))),
    };
    match keeper.first_start() {
        Ok(server) => {
            let running =
                Running { url: keeper.url(), status: keeper.status.subscribe(), control: Arc::clone(&keeper.control) };
            // If nobody waits for it any more, it is dropped here, and that asks the server to stop.
            drop(started.send(Ok(running)));
            keeper.keep(server);
        }
        Err(error) => {
            keeper.release();
            drop(started.send(Err(error)));
        }
    }
}

struct Keeper {
    cluster: Cluster,
    lock: Option<Lock>,
    socket_dir: std::path::PathBuf,
    control: Arc<Control>,
    status: watch::Sender<Status>,
    last_words: LastWords,
}

impl Keeper {
    /// Everything before the first start: lock, cluster, orphans, socket.
    fn prepare(config: &Config) -> Result<Self, StartError> {
        let data_dir = &config.data_dir;
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(data_dir)
            .doing(|| format!("make {}", data_dir.display()))?;
        let mut lock = Lock::take(data_dir)?;
        upgrade::finish_interrupted(data_dir)?;
        let (cluster, exists) = Cluster::locate(config)?;
        if exists {
            cluster.close_folder()?;
            leftovers::end(&cluster)?;
        } else {
            initdb::make(&cluster)?;
        }
        let socket_dir = socket::reachable(&cluster.folder)?;
        lock.record(&socket_dir)?;
        let status = Status { phase: Phase::Down, pid: None, deaths: 0, last_death: None };
        Ok(Self {
            cluster,
            lock: Some(lock),
            socket_dir,
            control: Arc::new(Control::new()),
            status: watch::Sender::new(status),
            last_words: LastWords::default(),
        })
    }

    fn url(&self) -> String {
        socket::url(&self.socket_dir)
    }

    /// A server that does not come up at the first attempt will not at the second: say why at once.
    fn first_start(&mut self) -> Result<Server, StartError> {
        let mut server = Server::spawn(&self.cluster, &self.last_words)?;
        self.control.started(server.pid());
        match server.wait_until_ready(&self.cluster) {
            Ok(()) => {
                self.is_up(&server);
                Ok(server)
            }
            Err(status) => Err(StartError::Server { status, log: self.last_words.repeat() }),
        }
    }

    /// Waits for the server's end and starts the next one, until asked to stop.
    fn keep(mut self, first: Server) {
        let mut server = Some(first);
        let mut in_a_row = 0_usize;
        loop {
            let begun = Instant::now();
            let how = match server.take() {
                Some(mut server) => server.wait(),
                None => self.start_again(),
            };
            match self.control.ended() {
                Wish::Stop => break,
                Wish::Restart => self.is_down(),
                Wish::Run => {
                    in_a_row = if begun.elapsed() >= STEADY_AFTER { 0 } else { in_a_row + 1 };
                    self.has_died(&how);
                    if self.control.pause(PAUSES[in_a_row.saturating_sub(1).min(PAUSES.len() - 1)]) {
                        break;
                    }
                }
            }
        }
        self.release();
        self.status.send_modify(|status| (status.phase, status.pid) = (Phase::Stopped, None));
    }

    /// One more run of the server, from start to end; returns how it ended, or why it could not start.
    fn start_again(&mut self) -> String {
        if let Err(error) = leftovers::end(&self.cluster) {
            return error.to_string();
        }
        let mut server = match Server::spawn(&self.cluster, &self.last_words) {
            Ok(server) => server,
            Err(error) => return error.to_string(),
        };
        self.control.started(server.pid());
        if let Err(how) = server.wait_until_ready(&self.cluster) {
            return how;
        }
        self.is_up(&server);
        tracing::info!(pid = server.pid().as_raw(), "PostgreSQL is up again");
        server.wait()
    }

    fn is_up(&self, server: &Server) {
        let pid = server.pid().as_raw();
        self.status.send_modify(|status| (status.phase, status.pid) = (Phase::Up, Some(pid)));
    }

    fn is_down(&self) {
        tracing::info!("PostgreSQL shut down to be started again");
        self.status.send_modify(|status| (status.phase, status.pid) = (Phase::Down, None));
    }

    fn has_died(&self, how: &str) {
        self.status.send_modify(|status| {
            status.phase = Phase::Down;
            status.pid = None;
            status.deaths += 1;
            status.last_death = Some(how.to_owned());
        });
        let deaths = self.status.borrow().deaths;
        tracing::error!(how, deaths, last_words = %self.last_words.repeat(), "PostgreSQL died; starting it again");
    }

    fn release(&mut self) {
        socket::remove_detour(&self.socket_dir);
        self.lock = None;
    }
}
