//! Training volume: how much was lifted.

/// Repetitions with one weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WorkSet {
    pub weight: f64,
    pub reps: u32,
}

/// What sets add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Volume {
    pub sets: u32,
    pub reps: u32,
    /// Weight times repetitions, in the unit of the weights ("volume load", "tonnage"). What was lifted beside the bar,
    /// such as the lifter, is not in it.
    pub load: f64,
}

/// The volume of sets of one unit. A set without a repetition was not done; one with a weight that is negative or no
/// number is passed over; one without weight (a pull-up) has repetitions and no load.
pub fn volume(sets: impl IntoIterator<Item = WorkSet>) -> Volume {
    let done = |set: &WorkSet| set.reps > 0 && set.weight.is_finite() && set.weight >= 0.0;
    sets.into_iter().filter(done).fold(Volume::default(), |sum, set| Volume {
        sets: sum.sets.saturating_add(1),
        reps: sum.reps.saturating_add(set.reps),
        load: sum.load + set.weight * f64::from(set.reps),
    })
}
