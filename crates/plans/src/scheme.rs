//! How hard a week of a lifting template is.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::template::Template;

/// What a week is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    Base,
    Build,
    Peak,
    Deload,
    Taper,
    Competition,
}

/// Sets of one prescription; `share` is of the one-repetition maximum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Sets {
    pub count: u8,
    pub reps: u16,
    pub share: f64,
}

/// One week of the main lifts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Scheme {
    pub phase: Phase,
    pub heavy: Vec<Sets>,
    pub volume: Sets,
    /// Sets of each assistance exercise.
    pub assistance: u8,
    /// Heavy sets done as prescribed let the maximum rise.
    pub advances: bool,
}

/// Every fourth week is easy: fatigue goes faster than strength (Bell and others, Sports Medicine - Open 9, 2023).
const CYCLE: usize = 4;

/// Week `week` of `weeks` before the taper, both counted from the first.
pub(crate) fn scheme(template: Template, week: usize, weeks: usize) -> Scheme {
    let through = if weeks > 1 { week as f64 / (weeks - 1) as f64 } else { 1.0 };
    let is_easy = week % CYCLE == CYCLE - 1 && week + 1 < weeks;
    // The maximum may rise once a cycle: in the week before the easy one.
    let advances = week % CYCLE == CYCLE - 2;
    let scheme = match template {
        Template::Linear => linear(through),
        Template::Waves => waves(week, through),
        Template::Blocks | Template::Polarised => blocks(through),
    };
    match is_easy {
        true => eased(&scheme),
        false => Scheme { advances, ..scheme },
    }
}

fn of_three(through: f64) -> Phase {
    match through {
        t if t < 0.45 => Phase::Base,
        t if t < 0.8 => Phase::Build,
        _ => Phase::Peak,
    }
}

fn between(from: f64, to: f64, share: f64) -> f64 {
    from + (to - from) * share
}

fn linear(through: f64) -> Scheme {
    let share = between(0.70, 0.91, through);
    let reps = match share {
        s if s < 0.78 => 5,
        s if s < 0.85 => 4,
        s if s < 0.89 => 3,
        _ => 2,
    };
    Scheme {
        phase: of_three(through),
        heavy: vec![Sets { count: 4, reps, share }],
        volume: Sets { count: 3, reps: reps + 2, share: share - 0.11 },
        assistance: 3,
        advances: false,
    }
}

/// The shares are Wendler's, of nine tenths of the maximum.
fn waves(week: usize, through: f64) -> Scheme {
    let (shares, reps) = match week % CYCLE {
        0 => ([0.65, 0.75, 0.85], [5, 5, 5]),
        1 => ([0.70, 0.80, 0.90], [3, 3, 3]),
        _ => ([0.75, 0.85, 0.95], [5, 3, 1]),
    };
    let sets = shares.into_iter().zip(reps).map(|(share, reps)| Sets { count: 1, reps, share: 0.9 * share });
    Scheme {
        phase: of_three(through),
        heavy: sets.collect(),
        volume: Sets { count: 4, reps: 8, share: 0.54 },
        assistance: 3,
        advances: false,
    }
}

fn blocks(through: f64) -> Scheme {
    let phase = of_three(through);
    let (heavy, volume, assistance) = match phase {
        Phase::Base => {
            let share = between(0.65, 0.76, through / 0.45);
            let reps = if share < 0.71 { 8 } else { 6 };
            (Sets { count: 4, reps, share }, Sets { count: 3, reps: 10, share: share - 0.07 }, 3)
        }
        Phase::Build => {
            let share = between(0.77, 0.86, (through - 0.45) / 0.35);
            let reps = if share < 0.82 { 4 } else { 3 };
            (Sets { count: 4, reps, share }, Sets { count: 3, reps: 6, share: share - 0.11 }, 3)
        }
        _ => {
            let share = between(0.88, 0.94, (through - 0.8) / 0.2);
            let reps = if share < 0.91 { 2 } else { 1 };
            (Sets { count: 3, reps, share }, Sets { count: 3, reps: 4, share: share - 0.14 }, 2)
        }
    };
    Scheme { phase, heavy: vec![heavy], volume, assistance, advances: false }
}

/// Less of everything, and lighter by a tenth of the maximum.
fn eased(scheme: &Scheme) -> Scheme {
    let ease = |sets: Sets| Sets { count: sets.count.div_ceil(2), share: sets.share - 0.10, ..sets };
    Scheme {
        phase: Phase::Deload,
        heavy: scheme.heavy.iter().copied().map(ease).collect(),
        volume: ease(scheme.volume),
        assistance: scheme.assistance.min(2),
        advances: false,
    }
}

/// Sets that keep the feeling for heavy weights while fatigue goes: one at the first attempt a week before, light after
/// that. `None`: nothing any more.
pub(crate) fn tapered(days_out: i64, is_rested: bool) -> Option<Vec<Sets>> {
    match days_out {
        ..=2 => None,
        3..=5 => Some(vec![Sets { count: 2, reps: 2, share: 0.65 }]),
        _ if is_rested => Some(vec![Sets { count: 2, reps: 2, share: 0.70 }]),
        _ => Some(vec![Sets { count: 2, reps: 2, share: 0.80 }, Sets { count: 1, reps: 1, share: 0.90 }]),
    }
}
