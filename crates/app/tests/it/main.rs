//! The binary as an operator has it: real processes, real servers, really killed.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod flows;
