//! Pure sport science: the formulas of `docs/science.md`, each once, with its source, units, domain and what it answers
//! outside it.
//!
//! This room never does I/O, never asks what time it is, and never guesses an input that is missing.

pub mod age;
pub mod effort;
pub mod load;
pub mod meet;
pub mod one_rep_max;
pub mod plates;
pub mod points;
pub mod power;
pub mod readiness;
pub mod rpe;
pub mod statistics;
pub mod terms;
pub mod trimp;
pub mod volume;
pub mod w_prime;
