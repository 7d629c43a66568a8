//! The bus: how events get from a transaction to the handlers of other services, each exactly once.
//!
//! The inbox is the queue: a handled row's deletion, the handler's writes and what it emits commit
//! as one. Embedded, the emitting transaction writes the takers' inboxes itself; distributed, it
//! writes the outbox, and relay, RabbitMQ and receiver carry rows to the inboxes. This room knows no
//! event's meaning, and nothing slow or outside the house happens inside a handler: that is a job.

mod arrive;
mod backlog;
pub mod broker;
mod bus;
mod dead;
mod fault;
mod gauges;
mod handler;
mod health;
mod jobs;
mod keys;
mod lanes;
mod migrations;
mod once;
mod park;
mod probe;
mod schedules;
mod suspects;
mod tx;
mod upkeep;
mod wake;
mod worker;

pub use arrive::{Arrival, Arrived, arrive, taken_before};
pub use backlog::Backlog;
pub use bus::{Bus, Carrier, MIGRATOR, Subscriptions};
pub use dead::{DeadLetter, bury_held, discard, list, replay, show};
pub use fault::{Fault, Handled, MAX_ATTEMPTS, Retry};
pub use gauges::measure;
pub use handler::{BatchFn, Consumer, HandlerFn};
pub use health::{Oldest, OpenTransaction, Waiting, broken_indices, oldest, oldest_transaction, processes, waiting};
pub use jobs::{Job, JobFault, JobFn, JobHandler, JobResult, JobRun, run_due_jobs};
pub use keys::taken_in;
pub use lanes::MAX_BATCH;
pub use migrations::{Ran, migrations_that_ran, newest_migration};
pub use park::release_held;
pub use probe::{Floors, probe};
pub use schedules::{Schedule, ScheduleFn, run_due_schedules};
pub use tx::{Cause, Tx, hint};
pub use upkeep::forget_old;
pub use wake::{ALL_LANES, Wakes};
pub use worker::{Batch, Worker};
