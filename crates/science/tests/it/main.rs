//! What the formulas must give: golden values, the vectors shared with the web app, and what holds for any input.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod golden;

mod age;
mod effort;
mod load;
mod meet;
mod million_meets;
mod one_rep_max;
mod plates;
mod points;
mod power;
mod readiness;
mod rpe;
mod statistics;
mod trimp;
mod volume;
mod w_prime;
