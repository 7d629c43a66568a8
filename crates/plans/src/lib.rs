//! Plans as the sport makes them: templates, what a session costs, what a plan leads to, and what was done of it.
//!
//! Decides and calculates only. This room never does I/O, never asks what day it is, and never guesses a maximum: who has
//! none trains by effort.

mod attempts;
mod body;
mod brief;
mod calendar;
mod compare;
mod draft;
mod endurance;
mod exercises;
mod exposures;
mod lifting;
mod progression;
mod review;
mod scheme;
mod session_time;
mod stress;
mod template;

pub use brief::{Brief, Lifts, Locale, MAX_DAYS, MAX_TAPER_DAYS, MIN_TAPER_DAYS, Sport, Unfit, spares_deadlifts};
pub use calendar::weekday_of;
pub use compare::{Comparison, ExerciseComparison, SetComparison, compare};
pub use draft::{Draft, Note, NoteCode, Week, generate};
pub use exercises::lift_of;
pub use progression::{Assumed, Ladder, Standing, key_of};
pub use review::{Facts, Warning, WarningCode, review};
pub use scheme::Phase;
pub use session_time::seconds_of;
pub use stress::{done_stress, planned_stress};
pub use template::{Template, TemplateSummary, templates};
