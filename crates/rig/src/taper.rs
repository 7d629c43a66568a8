use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use nix::sys::signal::Signal;

use crate::{Program, free_port};

const READY_WITHIN: Duration = Duration::from_secs(60);
const ANSWER_WITHIN: Duration = Duration::from_secs(2);

/// Opens the local mailbox of the processes that are started here.
pub const MAILBOX_CODE: &str = "mailbox-of-the-rig";

/// The binary under test: `TAPER_BINARY`, or the development build beside this program.
///
/// # Errors
/// There is none.
pub fn binary() -> Result<PathBuf> {
    if let Ok(given) = crate::told("TAPER_BINARY") {
        return Ok(given.into());
    }
    let here = std::env::current_exe()?;
    // target/debug/chaos or target/debug/deps/it-0123
    let beside = here.ancestors().skip(1).take(2).map(|folder| folder.join("taper")).find(|path| path.exists());
    beside.context("no taper was built: `cargo build --package taper`, or set TAPER_BINARY")
}

/// One process of the platform.
pub struct Taper {
    program: Program,
    pub url: String,
}

impl Taper {
    /// Nothing runs yet. `settings` are variables of docs/configuration.md; `arguments` follow `serve`.
    ///
    /// # Errors
    /// No port is free, or no binary there.
    pub fn new(folder: &Path, name: &str, settings: &[(String, String)], arguments: &[&str]) -> Result<Self> {
        let port = free_port()?;
        let mut program = Program::new("taper", binary()?, folder.join(format!("{name}.log")))
            .arg("serve")
            .arg("--data-dir")
            .arg(folder.join("data"))
            .arg("--listen")
            .arg(format!("127.0.0.1:{port}"))
            .env("TAPER_PUBLIC_URL", "http://taper.test")
            .env("TAPER_RATE_LIMITS", "0,0")
            .env("TAPER_MAILBOX_CODE", MAILBOX_CODE)
            .env("TAPER_LOG", "warn");
        for (name, value) in settings {
            program = program.env(name, value);
        }
        for argument in arguments {
            program = program.arg(*argument);
        }
        Ok(Self { program, url: format!("http://127.0.0.1:{port}") })
    }

    /// Starts it and waits until it is ready; how long that took.
    ///
    /// # Errors
    /// It ends, or is not ready in time.
    pub async fn start(&mut self) -> Result<Duration> {
        let started = Instant::now();
        self.program.start()?;
        self.is_ready().await?;
        Ok(started.elapsed())
    }

    /// Waits until it calls itself ready; how long that took.
    ///
    /// # Errors
    /// It ends, or is not ready in time.
    pub async fn is_ready(&mut self) -> Result<Duration> {
        let url = format!("{}/readyz", self.url);
        let client = crate::client(ANSWER_WITHIN)?;
        let ready = async || client.get(&url).send().await.is_ok_and(|answer| answer.status().is_success());
        self.program.wait_until(READY_WITHIN, ready).await
    }

    /// # Errors
    /// It does not run.
    pub async fn kill(&mut self) -> Result<()> {
        self.program.kill().await
    }

    /// # Errors
    /// It does not run, or does not end.
    pub async fn stop(&mut self) -> Result<()> {
        self.program.end(Signal::SIGTERM).await
    }

    pub fn pid(&self) -> Option<u32> {
        self.program.pid()
    }

    /// Memory of the process alone, without its PostgreSQL.
    ///
    /// # Errors
    /// It does not run.
    pub fn resident_mib(&self) -> Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.running()?))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("VmRSS")?;
        let kib: f64 = line.trim().trim_end_matches(" kB").trim().parse()?;
        Ok(kib / 1024.0)
    }

    /// What the process takes of one core in the time to come, in percent.
    ///
    /// # Errors
    /// It does not run.
    pub async fn processor(&self, time: Duration) -> Result<f64> {
        let before = self.ticks()?;
        tokio::time::sleep(time).await;
        #[expect(clippy::cast_precision_loss, reason = "ticks of some seconds")]
        let ticks = (self.ticks()? - before) as f64;
        Ok(ticks / time.as_secs_f64())
    }

    /// Of 10 ms each, as Linux counts them.
    fn ticks(&self) -> Result<u64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.running()?))?;
        let (_, after_name) = stat.rsplit_once(')').context("stat")?;
        let fields: Vec<&str> = after_name.split_whitespace().collect();
        let field = |index: usize| fields.get(index).and_then(|text| text.parse::<u64>().ok()).context("stat");
        Ok(field(11)? + field(12)?)
    }

    fn running(&self) -> Result<u32> {
        self.pid().context("it does not run")
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(self.program.log()).unwrap_or_default()
    }
}
