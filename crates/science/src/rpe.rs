//! Rating of perceived exertion: how many per cent of the one-repetition maximum a set is, by its repetitions and by how
//! many more would have gone. RPE 10 leaves none, RPE 8 leaves two.

use std::borrow::Cow;

use thiserror::Error;

/// The longest chart that an athlete may bring.
pub const MAX_ENTRIES: usize = 64;
/// The least effort that the scale knows.
pub const LOWEST_RPE: f64 = 1.0;
/// Nothing was left.
pub const HIGHEST_RPE: f64 = 10.0;

/// Per cent of the one-repetition maximum, half a repetition apart: the entry at 2·(repetitions − 1) + 2·(10 − RPE).
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    version: u32,
    percents: Cow<'static, [f64]>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ChartError {
    #[error("a chart has between one and {MAX_ENTRIES} entries")]
    Length,
    #[error("a chart begins with 100 %: one repetition with nothing left")]
    Beginning,
    #[error("entry {0} is not above zero and below the one before it")]
    NotFalling(usize),
}

impl Chart {
    /// The chart that everybody has, version 1: the one that Mike Tuchscherer's Reactive Training Systems made usual.
    /// Changed numbers are a new version, so that an old prescription can still be read as it was meant.
    pub const STANDARD: Self = Self {
        version: 1,
        percents: Cow::Borrowed(&[
            100.0, 97.8, 95.5, 93.9, 92.2, 90.7, 89.2, 87.8, 86.3, 85.0, 83.7, 82.4, 81.1, 79.9, 78.6, 77.4, 76.2,
            75.1, 73.9, 72.3, 70.7, 69.4, 68.0, 66.7, 65.3, 64.0, 62.6, 61.3, 59.9,
        ]),
    };

    /// An athlete's own chart under the athlete's own numbering.
    ///
    /// # Errors
    /// If it is empty or too long, does not begin with 100, or does not fall from entry to entry.
    pub fn own(version: u32, percents: Vec<f64>) -> Result<Self, ChartError> {
        if percents.is_empty() || percents.len() > MAX_ENTRIES {
            return Err(ChartError::Length);
        }
        if percents[0] != 100.0 {
            return Err(ChartError::Beginning);
        }
        let falls = |pair: &[f64]| pair[1] > 0.0 && pair[1] < pair[0];
        match percents.windows(2).position(|pair| !falls(pair)) {
            Some(before) => Err(ChartError::NotFalling(before + 1)),
            None => Ok(Self { version, percents: percents.into() }),
        }
    }

    pub fn version(&self) -> u32 {
        self.version
    }

    /// Per cent of the one-repetition maximum of `reps` repetitions at `rpe`. Half steps of RPE are entries of the
    /// chart; between those it is interpolated linearly. None without a repetition, for an RPE outside 1 to 10, and
    /// beyond the chart's end.
    pub fn percent(&self, reps: u32, rpe: f64) -> Option<f64> {
        if !(LOWEST_RPE..=HIGHEST_RPE).contains(&rpe) {
            return None;
        }
        let index = 2.0 * f64::from(reps.checked_sub(1)?) + 2.0 * (HIGHEST_RPE - rpe);
        let before = self.percents.get(index.floor() as usize)?;
        let after = self.percents.get(index.ceil() as usize)?;
        Some(before + (after - before) * index.fract())
    }

    /// How hard `reps` repetitions with `percent` of the one-repetition maximum are: the RPE at which [`Chart::percent`]
    /// gives that share. None without a repetition, for more than anybody could lift so often, and for so little that
    /// the chart has no word for it.
    pub fn rpe(&self, reps: u32, percent: f64) -> Option<f64> {
        let hardest = 2.0 * f64::from(reps.checked_sub(1)?);
        let after = self.percents.iter().position(|entry| *entry <= percent)?;
        let index = match after.checked_sub(1).map(|before| (self.percents[before], self.percents[after])) {
            Some((above, below)) => after as f64 - (percent - below) / (above - below),
            None => 0.0,
        };
        let rpe = HIGHEST_RPE - (index - hardest) / 2.0;
        (percent <= self.percents[0] && (LOWEST_RPE..=HIGHEST_RPE).contains(&rpe)).then_some(rpe)
    }

    /// The one-repetition maximum that a set speaks for, in the unit of `weight`. None as [`Chart::percent`], and for a
    /// weight that is not positive.
    pub fn one_rep_max(&self, weight: f64, reps: u32, rpe: f64) -> Option<f64> {
        Some(positive(weight)? * 100.0 / self.percent(reps, rpe)?)
    }

    /// The weight for a set, in the unit of the one-repetition maximum; not rounded to plates. None as
    /// [`Chart::percent`], and for a maximum that is not positive.
    pub fn weight(&self, one_rep_max: f64, reps: u32, rpe: f64) -> Option<f64> {
        Some(positive(one_rep_max)? * self.percent(reps, rpe)? / 100.0)
    }
}

/// Repetitions in reserve as RPE. None outside 0 to 9, where the scale has no word for it.
pub fn from_reps_in_reserve(reps_in_reserve: f64) -> Option<f64> {
    let rpe = HIGHEST_RPE - reps_in_reserve;
    (LOWEST_RPE..=HIGHEST_RPE).contains(&rpe).then_some(rpe)
}

fn positive(weight: f64) -> Option<f64> {
    (weight.is_finite() && weight > 0.0).then_some(weight)
}
