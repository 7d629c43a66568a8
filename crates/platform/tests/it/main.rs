//! The house itself, without a service or a database.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod conditional;
mod connections;
mod hosts;
mod rates;
mod slow_clients;
mod tasks;
mod tls;
mod tokens;
mod world;
