//! When they trained, and for what day.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc, Weekday};
use taper_events::TimeZone;

use crate::WEEKS_BACK;
use crate::chance::Chance;

pub(crate) const WEEKS_OF_A_PLAN: i64 = 16;
/// From one meet to the next.
const WEEKS_BETWEEN_MEETS: i64 = 35;

/// The first Saturday that is four weeks away, or more.
pub(crate) fn meet_after(today: NaiveDate) -> NaiveDate {
    let mut day = today + Days::new(28);
    while day.weekday() != Weekday::Sat {
        day = day + Days::new(1);
    }
    day
}

/// A day of training, and the week of the block that it is in.
#[derive(Clone, Copy)]
pub(crate) struct Day {
    pub date: NaiveDate,
    /// Of [`WEEKS_OF_A_PLAN`], from 0; none between plans.
    pub week: Option<i64>,
    /// Which of the week's days of training, from 0.
    pub number: usize,
}

/// Sixteen weeks up to a day that matters, or the weeks between.
pub(crate) struct Block {
    pub meet: Option<NaiveDate>,
    pub start: NaiveDate,
    pub days: Vec<Day>,
}

/// What two years consist of, oldest first. `weekdays`: which days of the week are for training.
pub(crate) fn blocks(today: NaiveDate, meet: NaiveDate, weekdays: &[Weekday]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut from = monday_of(today - chrono::Duration::weeks(WEEKS_BACK));
    for back in [2, 1, 0] {
        let meet = meet - chrono::Duration::weeks(WEEKS_BETWEEN_MEETS * back);
        let start = monday_of(meet) - chrono::Duration::weeks(WEEKS_OF_A_PLAN - 1);
        if start > from {
            blocks.push(Block { meet: None, start: from, days: days(from, start, weekdays, false) });
        }
        if start >= from {
            blocks.push(Block { meet: Some(meet), start, days: days(start, meet, weekdays, true) });
        }
        // The week after a meet is free.
        from = monday_of(meet) + chrono::Duration::weeks(2);
    }
    blocks
}

fn days(from: NaiveDate, to: NaiveDate, weekdays: &[Weekday], is_planned: bool) -> Vec<Day> {
    from.iter_days()
        .take_while(|date| *date < to)
        .filter_map(|date| {
            let number = weekdays.iter().position(|day| *day == date.weekday())?;
            let week = is_planned.then(|| (date - from).num_weeks());
            Some(Day { date, week, number })
        })
        .collect()
}

fn monday_of(date: NaiveDate) -> NaiveDate {
    date - Days::new(date.weekday().num_days_from_monday().into())
}

/// Some time after work.
pub(crate) fn evening(date: NaiveDate, zone: TimeZone, chance: &mut Chance) -> DateTime<Utc> {
    let minutes = u32::try_from(chance.between(17 * 60, 19 * 60)).unwrap_or(18 * 60);
    let time = NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).unwrap_or(NaiveTime::MIN);
    let local = date.and_time(time).and_local_timezone(zone.0);
    // No zone changes its clocks in the evening; if one does, the hour is of no account here.
    local.latest().map_or_else(|| date.and_time(time).and_utc(), |local| local.with_timezone(&Utc))
}
