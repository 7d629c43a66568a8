//! Which days are trained on.

use chrono::{Datelike, Days, NaiveDate};
use taper_events::athlete::Weekday;

use crate::brief::Brief;

pub(crate) const WEEK: u64 = 7;

/// The day of the week, as the form of onboarding names it.
pub fn weekday_of(day: NaiveDate) -> Weekday {
    match day.weekday() {
        chrono::Weekday::Mon => Weekday::Monday,
        chrono::Weekday::Tue => Weekday::Tuesday,
        chrono::Weekday::Wed => Weekday::Wednesday,
        chrono::Weekday::Thu => Weekday::Thursday,
        chrono::Weekday::Fri => Weekday::Friday,
        chrono::Weekday::Sat => Weekday::Saturday,
        chrono::Weekday::Sun => Weekday::Sunday,
    }
}

const ALL: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// The days of the week on which nobody who names none trains, by how many there are: far from each other, and the
/// Sunday last.
const USUAL: [&[usize]; 7] =
    [&[2], &[0, 3], &[0, 2, 4], &[0, 1, 3, 4], &[0, 1, 2, 4, 5], &[0, 1, 2, 3, 4, 5], &[0, 1, 2, 3, 4, 5, 6]];

/// The training days of a week, Monday first: the preferred ones as far as they go, else the usual ones. Days that are
/// not available are never among them, so that there may be fewer than were asked for.
pub(crate) fn training_days(brief: &Brief) -> Vec<Weekday> {
    let wanted = usize::from(brief.days_per_week);
    let is_open = |day: &Weekday| !brief.unavailable_days.contains(day);
    let usual = USUAL[wanted.clamp(1, USUAL.len()) - 1].iter().map(|index| ALL[*index]);
    let mut chosen: Vec<Weekday> = Vec::new();
    for day in brief.preferred_days.iter().copied().chain(usual).chain(ALL) {
        if chosen.len() < wanted && is_open(&day) && !chosen.contains(&day) {
            chosen.push(day);
        }
    }
    ALL.into_iter().filter(|day| chosen.contains(day)).collect()
}

/// Monday of the week.
pub(crate) fn monday_of(day: NaiveDate) -> NaiveDate {
    let since = u64::from(day.weekday().num_days_from_monday());
    day.checked_sub_days(Days::new(since)).unwrap_or(day)
}

/// The Mondays of all weeks that the plan touches.
pub(crate) fn mondays(brief: &Brief) -> Vec<NaiveDate> {
    let mut monday = monday_of(brief.start);
    let mut mondays = Vec::new();
    while monday <= brief.comp_date {
        mondays.push(monday);
        let Some(next) = monday.checked_add_days(Days::new(WEEK)) else { break };
        monday = next;
    }
    mondays
}

/// The days of one week that are trained on, with their place among the week's training days. The competition day and
/// the day before it are not among them, nor what is outside the plan or unavailable. With the competition, the week has
/// no more days than were asked for.
pub(crate) fn sessions(brief: &Brief, training: &[Weekday], monday: NaiveDate) -> Vec<(usize, NaiveDate)> {
    let days = monday.iter_days().take(WEEK as usize);
    let is_open =
        |day: &NaiveDate| *day >= brief.start && brief.days_out(*day) > 1 && !brief.unavailable_dates.contains(day);
    let slot = |day: &NaiveDate| training.iter().position(|weekday| *weekday == weekday_of(*day));
    let open = days.filter(is_open).filter_map(|day| Some((slot(&day)?, day)));
    let holds_competition = monday_of(brief.comp_date) == monday;
    let most = usize::from(brief.days_per_week) - usize::from(holds_competition);
    open.take(most).collect()
}
