//! The attempts of one lift: what was lifted, and what may come next.

use thiserror::Error;

/// Attempts of each lift.
pub const ATTEMPTS: usize = 3;
/// What attempts are multiples of.
pub const STEP_GRAMS: u32 = 2_500;
/// What attempts at a record are multiples of.
pub const RECORD_STEP_GRAMS: u32 = 500;
/// A lifter has this long to declare the next attempt, from the lights of the last.
pub const DECLARATION_SECONDS: u32 = 60;
/// No declaration is heavier: a tonne is a slip of the pen.
pub const HEAVIEST_GRAMS: u32 = 1_000_000;

/// An attempt that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt {
    pub grams: u32,
    pub good: bool,
}

impl Attempt {
    /// As results are written: kilograms, negative if it was missed.
    pub fn signed_kg(self) -> f64 {
        let kg = f64::from(self.grams) / 1000.0;
        if self.good { kg } else { -kg }
    }

    /// Reads [`Attempt::signed_kg`], to the gram. None of zero, of no number, and of more than [`HEAVIEST_GRAMS`]:
    /// no attempt was taken.
    pub fn from_signed_kg(kg: f64) -> Option<Self> {
        let grams = (kg.abs() * 1000.0).round();
        let taken = grams >= 1.0 && grams <= f64::from(HEAVIEST_GRAMS);
        taken.then_some(Self { grams: grams as u32, good: kg > 0.0 })
    }
}

/// What an attempt is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Total,
    /// A record may be broken by less than a step.
    Record,
}

impl Purpose {
    fn step(self) -> u32 {
        match self {
            Self::Total => STEP_GRAMS,
            Self::Record => RECORD_STEP_GRAMS,
        }
    }
}

/// Why a weight is not taken as the next attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    #[error("all three attempts are taken")]
    NoneLeft,
    #[error("attempts are multiples of {0} g")]
    NotAStep(u32),
    #[error("the weight of a missed attempt is not lowered")]
    Lowered,
    #[error("after a good lift the next is heavier")]
    NotHeavier,
    #[error("no attempt is heavier than a tonne")]
    TooHeavy,
}

/// The attempts of one lift, in the order they were taken: at most three.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attempts {
    taken: [Option<Attempt>; ATTEMPTS],
}

impl Attempts {
    /// One more attempt, as it was lifted. What results say is not judged here, only counted.
    ///
    /// # Errors
    /// If all three are taken.
    pub fn with(mut self, attempt: Attempt) -> Result<Self, Refusal> {
        let free = self.taken.iter_mut().find(|place| place.is_none()).ok_or(Refusal::NoneLeft)?;
        *free = Some(attempt);
        Ok(self)
    }

    pub fn taken(&self) -> impl Iterator<Item = Attempt> {
        self.taken.iter().flatten().copied()
    }

    /// The heaviest good attempt, in grams. None without one.
    pub fn best(&self) -> Option<u32> {
        self.taken().filter(|attempt| attempt.good).map(|attempt| attempt.grams).max()
    }

    /// Whether the lift is lost: three attempts and none of them good.
    pub fn is_lost(&self) -> bool {
        self.taken().count() == ATTEMPTS && self.best().is_none()
    }

    /// The next attempt, if `grams` may be it. A missed weight may be tried again whatever it is a multiple of; a good
    /// lift is followed by a heavier one.
    ///
    /// # Errors
    /// The first rule that it breaks.
    pub fn declare(&self, grams: u32, purpose: Purpose) -> Result<u32, Refusal> {
        if self.taken().count() == ATTEMPTS {
            return Err(Refusal::NoneLeft);
        }
        let last = self.taken().last();
        let again = last.is_some_and(|last| !last.good && last.grams == grams);
        let step = purpose.step();
        match last {
            _ if grams > HEAVIEST_GRAMS => Err(Refusal::TooHeavy),
            _ if grams == 0 || (!grams.is_multiple_of(step) && !again) => Err(Refusal::NotAStep(step)),
            Some(last) if !last.good && grams < last.grams => Err(Refusal::Lowered),
            Some(last) if last.good && grams <= last.grams => Err(Refusal::NotHeavier),
            _ => Ok(grams),
        }
    }

    /// The next attempt, in grams, of a lifter who has not declared within [`DECLARATION_SECONDS`]: the same weight
    /// after a miss, 2.5 kg more after a good lift. After a good record attempt between two steps it is the next step.
    /// None for the first attempt, which is declared at the weigh-in, and after the third.
    pub fn undeclared(&self) -> Option<u32> {
        if self.taken().count() == ATTEMPTS {
            return None;
        }
        let last = self.taken().last()?;
        Some(if last.good { next_step(last.grams) } else { last.grams })
    }
}

/// The lowest multiple of a step above a weight.
pub(super) fn next_step(grams: u32) -> u32 {
    (grams / STEP_GRAMS).saturating_add(1).saturating_mul(STEP_GRAMS)
}

/// The lowest multiple of a step that is not below a weight.
pub(super) fn step_from(grams: u32) -> u32 {
    grams.div_ceil(STEP_GRAMS).saturating_mul(STEP_GRAMS)
}
