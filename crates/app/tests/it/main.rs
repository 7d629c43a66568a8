//! The binary as an operator has it: real processes, real servers, really killed.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod apart;
mod backup;
mod canary;
mod club;
mod command;
mod demo;
mod doctor;
mod flows;
mod large_body;
mod log_lines;
mod operator;
mod pg;
mod restore;
mod shutdown;

/// Longest that anything may take on a busy machine.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(120);
