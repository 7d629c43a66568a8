//! Pure sport science: the formulas of `docs/science.md`, each once, with its source, units, domain and what it answers
//! outside it.
//!
//! This room never does I/O, never asks what time it is, and never guesses an input that is missing.

pub mod plates;
