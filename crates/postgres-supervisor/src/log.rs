//! The server's standard error, line by line into tracing, and its last words for error messages.

use std::{
    collections::VecDeque,
    io::{BufRead, BufReader, Read},
    sync::{Arc, Mutex, PoisonError},
    thread::{self, JoinHandle},
};

use tracing::Level;

/// How many of the last lines an error message repeats.
const LAST_LINES: usize = 12;
/// A longer line is cut.
const LINE_BYTES_MAX: u64 = 16 * 1024;

#[derive(Clone, Debug, Default)]
pub(crate) struct LastWords(Arc<Mutex<VecDeque<String>>>);

impl LastWords {
    fn hear(&self, line: &str) {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if lines.len() == LAST_LINES {
            lines.pop_front();
        }
        lines.push_back(line.to_owned());
    }

    pub(crate) fn repeat(&self) -> String {
        let lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" / ")
    }
}

/// Reads until the server and all its processes have closed their standard error.
pub(crate) fn forward(stderr: impl Read + Send + 'static, last_words: LastWords) -> std::io::Result<JoinHandle<()>> {
    thread::Builder::new().name("postgres-log".into()).spawn(move || {
        let mut reader = BufReader::new(stderr);
        let mut line = Vec::new();
        while matches!(reader.by_ref().take(LINE_BYTES_MAX).read_until(b'\n', &mut line), Ok(1..)) {
            let text = String::from_utf8_lossy(&line).trim_end().to_owned();
            last_words.hear(&text);
            say(&text);
            line.clear();
        }
    })
}

fn say(line: &str) {
    match level_of(line) {
        (Level::ERROR, text) => tracing::error!(target: "postgres", "{text}"),
        (Level::WARN, text) => tracing::warn!(target: "postgres", "{text}"),
        (Level::INFO, text) => tracing::info!(target: "postgres", "{text}"),
        (_, text) => tracing::debug!(target: "postgres", "{text}"),
    }
}

/// A failing statement (ERROR) or a refused connection (FATAL) is somebody else's to report in full: a warning here.
fn level_of(line: &str) -> (Level, &str) {
    const LEVELS: [(&str, Level); 7] = [
        ("PANIC:  ", Level::ERROR),
        ("FATAL:  ", Level::WARN),
        ("ERROR:  ", Level::WARN),
        ("WARNING:  ", Level::WARN),
        ("LOG:  ", Level::INFO),
        ("NOTICE:  ", Level::INFO),
        ("INFO:  ", Level::INFO),
    ];
    // Before the settings are read, a line begins with the time and the process.
    let found = LEVELS.iter().find_map(|(mark, level)| Some((*level, line.split_once(mark)?.1)));
    found.unwrap_or((Level::DEBUG, line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_has_the_level_the_server_gave_it() {
        let early = "2026-11-21 11:59:14.982 UTC [13702] LOG:  starting PostgreSQL 15.18";
        assert_eq!(level_of(early), (Level::INFO, "starting PostgreSQL 15.18"));
        assert_eq!(level_of("PANIC:  could not write"), (Level::ERROR, "could not write"));
        assert_eq!(level_of("FATAL:  the database system is starting up").0, Level::WARN);
        assert_eq!(level_of("\tcontinued").0, Level::DEBUG);
    }

    #[test]
    fn the_last_words_are_few() {
        let words = LastWords::default();
        (0..100).for_each(|number| words.hear(&format!("line {number}")));
        assert!(words.repeat().starts_with("line 88 / ") && words.repeat().ends_with("line 99"));
    }
}
