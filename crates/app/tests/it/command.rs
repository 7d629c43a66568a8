//! `taper`, run once, and what it said.

use std::path::Path;
use std::process::{Command, Output, Stdio};

pub(crate) struct Said {
    pub(crate) succeeded: bool,
    /// Standard output, then standard error.
    pub(crate) text: String,
}

impl Said {
    #[track_caller]
    pub(crate) fn expect(self, wanted: &[&str]) -> Self {
        for part in wanted {
            assert!(self.text.contains(part), "it does not say `{part}`:\n{}", self.text);
        }
        assert!(!self.text.contains("panicked"), "{}", self.text);
        self
    }

    #[track_caller]
    pub(crate) fn succeeds(self) -> Self {
        assert!(self.succeeded, "{}", self.text);
        self
    }

    #[track_caller]
    pub(crate) fn fails(self) -> Self {
        assert!(!self.succeeded, "it did not fail:\n{}", self.text);
        self
    }
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        let text = [output.stdout, output.stderr].concat();
        Self { succeeded: output.status.success(), text: String::from_utf8_lossy(&text).into_owned() }
    }
}

/// The binary with these settings and no others; only what a process needs of the environment is kept.
pub(crate) fn taper(data_dir: &Path, settings: &[(String, String)], arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_taper"));
    command.env_clear().env("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin").env("TAPER_DATA_DIR", data_dir);
    command.envs(settings.iter().map(|(name, value)| (name, value))).args(arguments).stdin(Stdio::null());
    command
}

pub(crate) fn run(data_dir: &Path, settings: &[(String, String)], arguments: &[&str]) -> Said {
    taper(data_dir, settings, arguments).output().unwrap().into()
}
