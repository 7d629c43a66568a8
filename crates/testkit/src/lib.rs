//! For tests: a world with a database of its own, a clock that is set, seeded ids, athletes who
//! send and read, and a bus that is drained by hand. Never part of a build that people run.

mod athlete;
mod carriage;
mod database;
mod fake_clock;
mod forger;
mod observer;
mod tokens;
mod world;

pub use athlete::{Answer, TestAthlete};
pub use database::TestDatabase;
pub use fake_clock::FakeClock;
pub use forger::Forger;
pub use tokens::TestTokens;
pub use world::World;
