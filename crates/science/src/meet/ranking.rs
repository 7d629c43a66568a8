//! Who is before whom in one class, and what it takes to be.

use std::cmp::{Ordering, Reverse};

use super::attempts::{next_step, step_from};

/// What decides a lifter's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Grams; none for who has bombed out or has no total yet.
    pub total: Option<u32>,
    /// Body weight at the weigh-in, in grams.
    pub body: u32,
}

impl Standing {
    /// The better standing is less: more lifted, and of equal totals the lighter lifter.
    fn order(&self) -> (Reverse<u32>, u32) {
        (Reverse(self.total.unwrap_or_default()), self.body)
    }
}

/// The rank of each lifter, from 1, in the order given. Equal totals: the lighter lifter ranks first. Equal also in body
/// weight, they share the rank and the next is left out; who made the total first, which the IPF asks then, is not known
/// here. None without a total.
pub fn ranks(standings: &[Standing]) -> Vec<Option<usize>> {
    let mut placed: Vec<usize> = (0..standings.len()).filter(|index| standings[*index].total.is_some()).collect();
    placed.sort_by_key(|index| standings[*index].order());
    let mut ranks = vec![None; standings.len()];
    let mut shared = 1;
    for (place, index) in placed.iter().enumerate() {
        let ties = place > 0 && standings[placed[place - 1]].order() == standings[*index].order();
        shared = if ties { shared } else { place + 1 };
        ranks[*index] = Some(shared);
    }
    ranks
}

/// The lowest total, in grams and whole steps, that gives a lifter of `body` grams the `rank` (from 1) or a better one
/// among `rivals` as they stand, for certain: who is equal in total and body weight is taken to have been first. Zero if
/// any total will do. None for rank 0.
pub fn total_needed(body: u32, rivals: &[Standing], rank: usize) -> Option<u32> {
    let needed = totals_needed(body, rivals);
    let place = rank.checked_sub(1)?;
    Some(needed.get(place).copied().unwrap_or(0))
}

/// [`total_needed`] for every rank that can be reached: from the first to the one behind all rivals that have a total.
pub fn totals_needed(body: u32, rivals: &[Standing]) -> Vec<u32> {
    let mut placed: Vec<Standing> = rivals.iter().filter(|rival| rival.total.is_some()).copied().collect();
    placed.sort_by_key(Standing::order);
    let to_pass = |rival: &Standing| {
        let total = rival.total.unwrap_or_default();
        match body.cmp(&rival.body) {
            Ordering::Less => step_from(total),
            Ordering::Equal | Ordering::Greater => next_step(total),
        }
    };
    placed.iter().map(to_pass).chain([0]).collect()
}
