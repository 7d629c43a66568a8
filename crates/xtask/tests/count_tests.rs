//! `make test` ends with what scripts/count-tests adds up; a runner whose summary it misses would count for nothing.

#![cfg(test)]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

fn count(log: &str) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/count-tests");
    let mut child = Command::new(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(log.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

#[test]
fn the_summaries_of_every_crate_are_added() {
    let log = "running 2 tests\ntest result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 7 filtered out; finished in 0.01s\n\
               test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s\n";
    assert_eq!(count(log), "5 2 1");
}

#[test]
fn vitest_is_counted_by_tests_and_not_by_files_and_with_colours() {
    let log = "\u{1b}[2m Test Files \u{1b}[22m \u{1b}[1m\u{1b}[32m3 passed\u{1b}[39m (3)\n\
               \u{1b}[2m      Tests \u{1b}[22m 1 failed | \u{1b}[32m11 passed\u{1b}[39m | 2 skipped (14)\n";
    assert_eq!(count(log), "11 1 2");
}

#[test]
fn node_is_counted_in_both_of_its_reports() {
    assert_eq!(count("ℹ tests 5\nℹ pass 3\nℹ fail 1\nℹ cancelled 1\nℹ skipped 0\n"), "3 2 0");
    assert_eq!(count("# tests 4\n# pass 3\n# fail 0\n# skipped 1\n"), "3 0 1");
}

#[test]
fn a_log_without_a_summary_counts_nothing() {
    assert_eq!(count("error: could not compile `taper`\n 3 passed in a sentence\n"), "0 0 0");
}
