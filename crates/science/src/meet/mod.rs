//! Meet day: attempts, totals, ranks and the way to an opener.
//!
//! Weights are whole grams, so that equal totals are equal. Rules are the IPF's Technical Rules as far as they are named;
//! federations differ, and the table on the platform is right.

mod attempts;
mod card;
mod ranking;
mod warm_up;

pub use attempts::{
    ATTEMPTS, Attempt, Attempts, DECLARATION_SECONDS, HEAVIEST_GRAMS, Purpose, RECORD_STEP_GRAMS, Refusal, STEP_GRAMS,
};
pub use card::Card;
pub use ranking::{Standing, ranks, total_needed, totals_needed};
pub use warm_up::{LADDER, WarmUp, warm_up};
