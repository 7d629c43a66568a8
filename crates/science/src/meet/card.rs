//! A lifter's card: all attempts, and what they add up to.

use super::attempts::{Attempts, step_from};
use crate::terms::{Event, Lift};

/// The attempts of one lifter at one meet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Card {
    pub squat: Attempts,
    pub bench: Attempts,
    pub deadlift: Attempts,
}

impl Card {
    pub fn attempts(&self, lift: Lift) -> &Attempts {
        match lift {
            Lift::Squat => &self.squat,
            Lift::Bench => &self.bench,
            Lift::Deadlift => &self.deadlift,
        }
    }

    /// The sum of the best good attempts, in grams. None until every lift of the event has one, and for ever if one was
    /// lost. Before the last attempt it is what stands so far.
    pub fn total(&self, event: Event) -> Option<u32> {
        event
            .lifts()
            .iter()
            .map(|lift| self.attempts(*lift).best())
            .try_fold(0, |sum: u32, best| sum.checked_add(best?))
    }

    /// The lift that was lost by three misses, which ends the meet for the lifter ("bombing out"). None while all can
    /// still be made.
    pub fn bombed_out(&self, event: Event) -> Option<Lift> {
        event.lifts().iter().copied().find(|lift| self.attempts(*lift).is_lost())
    }

    /// What `lift` must be for `total`, in grams: what the best of the other lifts leave, in whole steps, zero if they
    /// are enough. Whether it may still be declared is [`Attempts::declare`]'s to say. None while another lift has no
    /// good attempt, and for a lift that is not part of the event.
    pub fn needed(&self, event: Event, lift: Lift, total: u32) -> Option<u32> {
        if !event.lifts().contains(&lift) {
            return None;
        }
        let others = event.lifts().iter().filter(|other| **other != lift);
        let others =
            others.map(|other| self.attempts(*other).best()).try_fold(0, |sum: u32, best| sum.checked_add(best?))?;
        Some(step_from(total.saturating_sub(others)))
    }
}
