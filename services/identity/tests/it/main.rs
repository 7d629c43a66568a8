//! Drives the front door of identity and nothing else; reads mails as notifications would.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod accounts;
mod canary;
mod consumers;
mod house;
mod http;
mod jobs;
mod signing;
