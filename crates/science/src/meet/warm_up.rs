//! The way to an opener.

use crate::plates::{Answer, Loading, Machine, Plates, TooFine, load};

/// Per cent of the opener and repetitions of each set after the empty bar.
pub const LADDER: [(u32, u32); 5] = [(40, 5), (55, 3), (70, 2), (80, 1), (90, 1)];
/// Repetitions with the empty bar.
const EMPTY_BAR_REPS: u32 = 8;

/// One set of a warm-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WarmUp {
    pub loading: Loading,
    pub reps: u32,
}

/// The sets to lift before `opener`, with the plates of the warm-up room: the empty bar, then [`LADDER`], each the
/// heaviest that can be loaded up to its share of the opener.
///
/// The rule is Taper's own, and simple on purpose. Jumps shrink towards the top (15, 15, 10, 10, 10 per cent), so that
/// each set tells what the next will be like; repetitions fall to one by four fifths, so that nothing tires; and the last
/// single is a tenth below the opener, heavy enough for the opener to be no surprise, light enough not to be an attempt.
/// Rounding is downwards: a warm-up need not be exact, and must not be heavier than meant.
///
/// Weights are whole numbers of any one unit, as in [`load`]; `inventory` is what each side can have. A set that would
/// not be heavier than the one before, or not lighter than the opener, is left out: a light opener has fewer, and one
/// not above the empty bar none.
///
/// # Errors
/// [`TooFine`] as [`load`].
pub fn warm_up(opener: u32, machine: Machine, inventory: &[Plates]) -> Result<Vec<WarmUp>, TooFine> {
    let share = |percent: u32| (u64::from(opener) * u64::from(percent) / 100) as u32;
    let shares = LADDER.map(|(percent, reps)| (share(percent), reps));
    let mut sets: Vec<WarmUp> = Vec::with_capacity(LADDER.len() + 1);
    for (target, reps) in [(machine.base, EMPTY_BAR_REPS)].into_iter().chain(shares) {
        let loading = match load(machine, inventory, target)? {
            Answer::Exact(loading) => loading,
            Answer::Nearest { below: Some(near), .. } => near.loading,
            Answer::Nearest { below: None, .. } => continue,
        };
        let heavier = sets.last().is_none_or(|last| last.loading.total < loading.total);
        if heavier && loading.total < u64::from(opener) {
            sets.push(WarmUp { loading, reps });
        }
    }
    Ok(sets)
}
