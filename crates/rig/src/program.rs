use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;
use tokio::process::{Child, Command};

const LOOK_EVERY: Duration = Duration::from_millis(20);
const END_WITHIN: Duration = Duration::from_secs(40);

/// A program that can be started, killed and started again. It dies with whoever started it.
pub struct Program {
    name: &'static str,
    /// The user it runs as, where this is root and it refuses that.
    user: Option<String>,
    command: PathBuf,
    arguments: Vec<OsString>,
    environment: Vec<(String, OsString)>,
    log: PathBuf,
    child: Option<Child>,
}

impl Program {
    /// Nothing runs yet; all it says will go to the end of `log`.
    pub fn new(name: &'static str, command: impl Into<PathBuf>, log: impl Into<PathBuf>) -> Self {
        let (command, log) = (command.into(), log.into());
        Self { name, user: None, command, arguments: Vec::new(), environment: Vec::new(), log, child: None }
    }

    #[must_use]
    pub fn as_user(mut self, user: Option<String>) -> Self {
        self.user = user;
        self
    }

    #[must_use]
    pub fn arg(mut self, argument: impl Into<OsString>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    #[must_use]
    pub fn env(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.environment.push((name.to_owned(), value.into()));
        self
    }

    /// # Errors
    /// It cannot be started.
    pub fn start(&mut self) -> Result<()> {
        let log = std::fs::File::options().create(true).append(true).open(&self.log)?;
        // Whoever kills this process shall not leave servers behind.
        let mut command = Command::new("setpriv");
        if let Some(user) = &self.user {
            command.args(["--reuid", user, "--regid", user, "--clear-groups"]);
        }
        // The identity first: the kernel forgets the death signal when it changes.
        command.args(["setpriv", "--pdeathsig", "KILL"]).arg(&self.command).args(&self.arguments);
        command.env_clear().envs(bare_environment());
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log).process_group(0).kill_on_drop(true);
        self.child = Some(command.spawn().with_context(|| format!("{} cannot be started", self.name))?);
        Ok(())
    }

    pub fn log(&self) -> &Path {
        &self.log
    }

    /// The process, while it runs.
    pub fn pid(&self) -> Option<u32> {
        self.child.as_ref().and_then(Child::id)
    }

    /// Whether it ended by itself.
    pub fn has_ended(&mut self) -> bool {
        self.child.as_mut().is_some_and(|child| child.try_wait().is_ok_and(|status| status.is_some()))
    }

    /// Sends a signal to it and all that it started.
    ///
    /// # Errors
    /// It does not run.
    pub fn signal(&self, signal: Signal) -> Result<()> {
        let pid = self.pid().with_context(|| format!("{} does not run", self.name))?;
        killpg(Pid::from_raw(pid.cast_signed()), signal)?;
        Ok(())
    }

    /// As a power cut ends it, with all that it started in its own group.
    ///
    /// # Errors
    /// It does not run.
    pub async fn kill(&mut self) -> Result<()> {
        self.signal(Signal::SIGKILL)?;
        if let Some(mut child) = self.child.take() {
            child.wait().await?;
        }
        Ok(())
    }

    /// Asks it to end by a signal and waits.
    ///
    /// # Errors
    /// It does not run, or does not end.
    pub async fn end(&mut self, signal: Signal) -> Result<()> {
        let pid = self.pid().with_context(|| format!("{} does not run", self.name))?;
        nix::sys::signal::kill(Pid::from_raw(pid.cast_signed()), signal)?;
        if let Some(mut child) = self.child.take() {
            tokio::time::timeout(END_WITHIN, child.wait())
                .await
                .with_context(|| format!("{} does not end", self.name))??;
        }
        Ok(())
    }

    /// Looks until `check` holds.
    ///
    /// # Errors
    /// The program ends first, or `patience` does; with the end of its log.
    pub async fn wait_until(&mut self, patience: Duration, check: impl AsyncFn() -> bool) -> Result<Duration> {
        let started = Instant::now();
        while !check().await {
            if self.has_ended() || started.elapsed() > patience {
                bail!("{} is not ready:\n{}", self.name, self.tail());
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
        Ok(started.elapsed())
    }

    fn tail(&self) -> String {
        let text = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<_> = text.lines().collect();
        lines[lines.len().saturating_sub(30)..].join("\n")
    }
}

/// Of the surroundings only what every program needs: nobody's settings get into what is tested.
#[expect(clippy::disallowed_methods, reason = "a program of the rig, not of the platform")]
pub(crate) fn bare_environment() -> impl Iterator<Item = (&'static str, String)> {
    ["HOME", "LANG", "PATH", "TMPDIR"].into_iter().filter_map(|name| Some((name, std::env::var(name).ok()?)))
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.signal(Signal::SIGKILL);
    }
}
