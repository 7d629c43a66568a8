//! Fitness, fatigue and form from day to day: chronic and acute training load, and their balance.
//!
//! Banister's impulse-response idea in Coggan's form (the "performance manager"): both loads are exponentially weighted
//! means of daily training stress, x += (TSS − x)·(1 − e^(−1/τ)), with τ of 42 and 7 days. What was done gives [`Actual`]
//! days; what is planned continues the same curves as [`Projected`] days, which are another type so that no page can
//! draw a hope as a fact.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

/// Time constant of the chronic load, in days.
pub const CHRONIC_DAYS: f64 = 42.0;
/// Time constant of the acute load, in days.
pub const ACUTE_DAYS: f64 = 7.0;
/// The longest curve: twenty years. Of stress that is older, less than one part in 10⁷⁵ is left.
pub const MAX_DAYS: u64 = 20 * 366;

/// How an athlete stands on a day, in TSS per day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Form {
    pub day: NaiveDate,
    /// Chronic training load at the end of the day ("fitness").
    pub ctl: f64,
    /// Acute training load at the end of the day ("fatigue").
    pub atl: f64,
    /// Training stress balance of the day's morning ("form"): the CTL less the ATL of the day before, so that today's
    /// training does not tire who has not yet done it.
    pub tsb: f64,
}

impl Form {
    /// The day before anything was done.
    pub fn before(first: NaiveDate) -> Self {
        Self { day: first.checked_sub_days(Days::new(1)).unwrap_or(NaiveDate::MIN), ctl: 0.0, atl: 0.0, tsb: 0.0 }
    }

    /// The next day, with its stress. Stress that is negative or no number counts as a day of rest.
    pub fn next(self, tss: f64) -> Self {
        let tss = if tss.is_finite() { tss.max(0.0) } else { 0.0 };
        Self {
            day: self.day.succ_opt().unwrap_or(NaiveDate::MAX),
            ctl: towards(self.ctl, tss, CHRONIC_DAYS),
            atl: towards(self.atl, tss, ACUTE_DAYS),
            tsb: self.ctl - self.atl,
        }
    }
}

fn towards(load: f64, tss: f64, days: f64) -> f64 {
    // 1 − e^(−1/τ) without the loss of digits.
    load + (tss - load) * -(-1.0 / days).exp_m1()
}

/// A day that was lived.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Actual(pub Form);

/// A day as it will be if the plan is kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projected(pub Form);

/// Training stress by day; the days between are rest. A day's activities are summed before.
pub type DailyStress = BTreeMap<NaiveDate, f64>;

/// Every day from the first with stress through `today`, however long ago training stopped. Later days count for
/// nothing; if there are more than [`MAX_DAYS`], the first of them are left out.
pub fn actual(done: &DailyStress, today: NaiveDate) -> Vec<Actual> {
    let earliest = today.checked_sub_days(Days::new(MAX_DAYS - 1)).unwrap_or(NaiveDate::MIN);
    match done.keys().next() {
        Some(first) if *first <= today => days(Form::before(earliest.max(*first)), done, today).map(Actual).collect(),
        _ => Vec::new(),
    }
}

/// Every day after `standing` through `until`, at most [`MAX_DAYS`], if the plan is kept. Planned stress of `standing`'s
/// day and before counts for nothing. Who has no history stands on [`Form::before`] the plan's first day.
pub fn projected(standing: Form, planned: &DailyStress, until: NaiveDate) -> Vec<Projected> {
    days(standing, planned, until).take(MAX_DAYS as usize).map(Projected).collect()
}

fn days(standing: Form, stress: &DailyStress, through: NaiveDate) -> impl Iterator<Item = Form> {
    let mut form = standing;
    std::iter::from_fn(move || {
        let day = form.day.succ_opt().filter(|day| *day <= through)?;
        form = form.next(stress.get(&day).copied().unwrap_or_default());
        Some(form)
    })
}
