//! The embedded server on the real machine: real clusters in temporary folders, real processes, really killed.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod deaths;
mod first_start;
mod helper;
mod refusals;
mod world;
