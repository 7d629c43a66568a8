//! One run of the server, from its start to its end.

use std::{
    os::unix::process::ExitStatusExt,
    process::{Child, ExitStatus, Stdio},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};

use crate::{
    StartError,
    cluster::Cluster,
    error::Doing,
    log::{self, LastWords},
    owner::NameShim,
    pid_file, settings,
};

/// Replaying the log after a crash takes as long as it takes, but not for ever.
const READY_WITHIN: Duration = Duration::from_secs(15 * 60);
const SAY_STILL_STARTING_EVERY: Duration = Duration::from_secs(5);
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// After the server's end, how long its last words may take to be read.
const LAST_WORDS_WITHIN: Duration = Duration::from_millis(500);

pub(crate) struct Server {
    child: Child,
    log: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts the server. The calling thread must live as long as it: the kernel ends it with that thread.
    pub(crate) fn spawn(cluster: &Cluster, last_words: &LastWords) -> Result<Self, StartError> {
        cluster.replace_file(&cluster.folder, settings::FILE_NAME, &settings::taper_conf(cluster.max_connections))?;
        let mut launch = cluster.command("postgres", &cluster.folder, &NameShim::NotNeeded)?;
        launch
            .command
            .arg("-D")
            .arg(&launch.folder)
            .args(settings::PRIVATE)
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let mut child = launch.command.spawn().doing(|| "start PostgreSQL".into())?;
        let mut log = None;
        if let Some(stderr) = child.stderr.take() {
            let reader = log::forward(stderr, last_words.clone());
            log = Some(reader.doing(|| "start the thread that reads PostgreSQL's log".into())?);
        }
        Ok(Self { child, log })
    }

    pub(crate) fn pid(&self) -> Pid {
        Pid::from_raw(self.child.id().cast_signed())
    }

    /// Waits until it accepts connections; the error is how it ended instead.
    pub(crate) fn wait_until_ready(&mut self, cluster: &Cluster) -> Result<(), String> {
        let begun = Instant::now();
        let mut next_word = SAY_STILL_STARTING_EVERY;
        loop {
            match self.child.try_wait() {
                Ok(None) => {}
                Ok(Some(_)) | Err(_) => return Err(self.wait()),
            }
            if pid_file::read(&cluster.folder).is_some_and(|file| file.pid == self.pid() && file.ready) {
                return Ok(());
            }
            let waited = begun.elapsed();
            if waited >= READY_WITHIN {
                let _ = self.child.kill();
                self.wait();
                return Err(format!("not ready after {} minutes", READY_WITHIN.as_secs() / 60));
            }
            if waited >= next_word {
                tracing::info!(seconds = waited.as_secs(), "PostgreSQL is still starting");
                next_word += SAY_STILL_STARTING_EVERY;
            }
            thread::sleep(LOOK_EVERY);
        }
    }

    pub(crate) fn shut_down(mut self) {
        let _ = kill(self.pid(), Signal::SIGINT);
        self.wait();
    }

    /// Blocks until the server has ended; returns how, in words.
    pub(crate) fn wait(&mut self) -> String {
        let how = self.child.wait();
        // Its sessions may hold the log open a little longer; nobody waits for those.
        let deadline = Instant::now() + LAST_WORDS_WITHIN;
        while self.log.as_ref().is_some_and(|log| !log.is_finished()) && Instant::now() < deadline {
            thread::sleep(LOOK_EVERY);
        }
        how.map_or_else(|error| error.to_string(), describe)
    }
}

fn describe(status: ExitStatus) -> String {
    match (status.code(), status.signal()) {
        (Some(0), _) => "it shut down".into(),
        (Some(code), _) => format!("it ended with exit code {code}"),
        (None, Some(signal)) => {
            let name = Signal::try_from(signal).map_or_else(|_| signal.to_string(), |known| known.to_string());
            format!("it was killed by {name}")
        }
        (None, None) => status.to_string(),
    }
}
