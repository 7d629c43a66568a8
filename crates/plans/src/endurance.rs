//! Sessions of the polarised template: much easy, little hard, nothing between.

use chrono::NaiveDate;
use taper_events::WorkoutId;
use taper_events::athlete::EventStyle;
use taper_events::training::{Endurance, Zone};

use crate::attempts;
use crate::brief::{Brief, Locale};
use crate::calendar::{mondays, sessions, training_days};
use crate::draft::{Draft, Note, NoteCode, Week};
use crate::lifting::{blank, phase_of};
use crate::scheme::Phase;
use crate::stress::of_zones;

/// Who names no hours gets sessions of this length, minutes.
const USUAL_MINUTES: u32 = 60;
/// The first week's share of the last one's hours, if only one number is known.
const FIRST_SHARE: f64 = 0.7;
/// Every fourth week is easy.
const CYCLE: usize = 4;
const EASY_WEEK: f64 = 0.6;
/// Volume in the taper's first half and in its second; intensity stays (Bosquet and others, MSSE 39(8), 2007).
const TAPER: [f64; 2] = [0.6, 0.4];
/// The long session's share of the week.
const LONG_SHARE: f64 = 0.35;
/// Hard sessions: one of five, and never more than two.
const HARD_OF: usize = 5;
const MAX_HARD: usize = 2;
const MIN_MINUTES: u32 = 20;
const MINUTE: u32 = 60;
/// Of a hard session, how much is hard.
const HARD_SHARE: f64 = 0.35;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Easy,
    Long,
    Hard,
}

pub(crate) fn draft(brief: &Brief, next_id: &mut dyn FnMut() -> WorkoutId) -> Draft {
    let training = training_days(brief);
    let kinds = kinds(training.len());
    let mondays = mondays(brief);
    let weeks = mondays.iter().filter(|m| brief.days_out((**m).max(brief.start)) >= brief.taper()).count();
    let (first, last) = hours(brief);
    let mut draft = Draft::default();
    let mut too_short = false;
    for (week, monday) in mondays.iter().enumerate() {
        let through = if weeks > 1 { (week as f64 / (weeks - 1) as f64).min(1.0) } else { 1.0 };
        let is_easy = week % CYCLE == CYCLE - 1 && week + 1 < weeks;
        let build = match through {
            _ if is_easy => Phase::Deload,
            t if t < 0.45 => Phase::Base,
            t if t < 0.8 => Phase::Build,
            _ => Phase::Peak,
        };
        draft.weeks.push(Week { monday: *monday, phase: phase_of(brief, *monday, build) });
        let hours = (first + (last - first) * through) * if is_easy { EASY_WEEK } else { 1.0 };
        for (slot, day) in sessions(brief, &training, *monday) {
            let kind = kinds[slot];
            let wished = hours * 60.0 * share(kind, &kinds) * tapered(brief, day);
            let minutes = whole_minutes(wished).max(MIN_MINUTES);
            let longest = brief.session_minutes.map_or(u32::MAX, u32::from);
            too_short |= minutes > longest;
            let mut workout = blank(next_id(), day, Some(title(kind, brief.locale).to_owned()));
            workout.endurance = Some(session(brief, kind, minutes.min(longest)));
            draft.workouts.push(workout);
        }
    }
    if too_short {
        draft.notes.push(Note::of(NoteCode::HoursDoNotFit));
    }
    if brief.weekly_hours.is_none() {
        draft.notes.push(Note::of(NoteCode::HoursUnknown));
    }
    draft.workouts.push(blank(next_id(), brief.comp_date, Some(attempts::title(brief.locale, false).to_owned())));
    draft
}

/// Hours of the first and of the last week before the taper; rising.
fn hours(brief: &Brief) -> (f64, f64) {
    let days = f64::from(brief.days_per_week);
    match brief.weekly_hours {
        Some(hours) if hours.max > 0.0 => (hours.min.clamp(0.0, hours.max), hours.max),
        _ => {
            let minutes = brief.session_minutes.map_or(USUAL_MINUTES, u32::from);
            let last = days * f64::from(minutes) / 60.0;
            (FIRST_SHARE * last, last)
        }
    }
}

/// What each training day is for: the last one long, hard ones apart from it and from each other.
fn kinds(days: usize) -> Vec<Kind> {
    let mut kinds = vec![Kind::Easy; days];
    if days > 1 {
        kinds[days - 1] = Kind::Long;
    }
    let hard = (days / HARD_OF + usize::from(days > 2)).min(MAX_HARD);
    for nth in 0..hard {
        kinds[nth * 3.min(days - 1)] = Kind::Hard;
    }
    kinds
}

fn share(kind: Kind, kinds: &[Kind]) -> f64 {
    if kinds.len() <= 1 {
        return 1.0;
    }
    match kind {
        Kind::Long => LONG_SHARE,
        _ => (1.0 - LONG_SHARE) / (kinds.len() - 1) as f64,
    }
}

fn tapered(brief: &Brief, day: NaiveDate) -> f64 {
    let (out, taper) = (brief.days_out(day), brief.taper());
    match out {
        out if out >= taper => 1.0,
        out if 2 * out >= taper => TAPER[0],
        _ => TAPER[1],
    }
}

/// To five minutes: nobody rides 47.
fn whole_minutes(minutes: f64) -> u32 {
    const STEP: f64 = 5.0;
    ((minutes / STEP).round() * STEP).max(0.0) as u32
}

fn session(brief: &Brief, kind: Kind, minutes: u32) -> Endurance {
    let seconds = minutes * MINUTE;
    let hard = f64::from(seconds) * HARD_SHARE;
    // To the whole minute.
    let hard = (hard as u32 / MINUTE) * MINUTE;
    let zones = match kind {
        Kind::Hard if hard > 0 => {
            vec![Zone { zone: 1, seconds: seconds - hard }, Zone { zone: hard_zone(brief), seconds: hard }]
        }
        Kind::Long => vec![Zone { zone: 2, seconds }],
        _ => vec![Zone { zone: 1, seconds: seconds / 2 }, Zone { zone: 2, seconds: seconds - seconds / 2 }],
    };
    let target_tss = of_zones(&zones).map(f64::round);
    Endurance { sport: brief.sport.name().to_owned(), duration_seconds: seconds, zones, target_tss }
}

/// Attacks are made above the maximal uptake, climbs and steady efforts at the threshold.
fn hard_zone(brief: &Brief) -> u8 {
    match brief.event_style {
        Some(EventStyle::Steady) => 4,
        Some(EventStyle::Breakaway) => 6,
        Some(EventStyle::GeneralClassification) | None => 5,
    }
}

fn title(kind: Kind, locale: Locale) -> &'static str {
    match (kind, locale) {
        (Kind::Easy, Locale::En) => "Easy",
        (Kind::Easy, Locale::De) => "Locker",
        (Kind::Long, Locale::En) => "Long",
        (Kind::Long, Locale::De) => "Lang",
        (Kind::Hard, Locale::En) => "Intervals",
        (Kind::Hard, Locale::De) => "Intervalle",
    }
}
