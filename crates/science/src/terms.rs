//! Words of the sport that several formulas share.

/// The table of a formula that has one for men and one for women.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    Male,
    Female,
}

/// What a lifter wears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Equipment {
    /// IPF "classic": belt, sleeves, wrist wraps.
    Raw,
    /// Suits, shirts, knee wraps.
    Equipped,
}

/// Which lifts a meet is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    FullPower,
    BenchOnly,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lift {
    Squat,
    Bench,
    Deadlift,
}

impl Event {
    /// In the order of the day.
    pub fn lifts(self) -> &'static [Lift] {
        match self {
            Self::FullPower => &[Lift::Squat, Lift::Bench, Lift::Deadlift],
            Self::BenchOnly => &[Lift::Bench],
        }
    }
}
