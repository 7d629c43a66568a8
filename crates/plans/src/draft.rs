//! A plan before it is anybody's.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use taper_events::WorkoutId;
use taper_events::athlete::Lift;
use taper_events::training::{PlannedWorkout, Progression};
use utoipa::ToSchema;

use crate::body::{regions, variation};
use crate::brief::{Brief, Unfit};
use crate::calendar::training_days;
use crate::scheme::Phase;
use crate::template::TemplateKind;
use crate::{endurance, lifting};

/// What a brief leads to. The same brief leads to the same draft, but for the ids.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// By their days; the last is the competition.
    pub workouts: Vec<PlannedWorkout>,
    pub progressions: Vec<Progression>,
    pub weeks: Vec<Week>,
    pub notes: Vec<Note>,
}

/// What a calendar week is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Week {
    pub monday: NaiveDate,
    pub phase: Phase,
}

/// What the athlete should know about how the plan came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Note {
    pub code: NoteCode,
    /// The lift it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lift: Option<Lift>,
    /// The athlete's own words that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// How many it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoteCode {
    /// No maximum is known: the lift is prescribed by effort.
    MaxUnknown,
    /// Sessions were made shorter to fit their length.
    SessionsShortened,
    /// There are fewer days to train on than were asked for.
    DaysMissing,
    /// The weekly hours do not fit into sessions of that length.
    HoursDoNotFit,
    /// No weekly hours were given: they follow from days and session length.
    HoursUnknown,
    /// The words name no part of the body or fault that is known: nothing was changed for them.
    WordsNotUnderstood,
    /// What loads the injured part is limited to RPE 7, and exercises for it are left out.
    InjurySpared,
    /// It is too little time for more than the taper.
    ShortOfTime,
}

impl Note {
    pub(crate) fn of(code: NoteCode) -> Self {
        Self { code, lift: None, words: None, count: None }
    }

    pub(crate) fn counted(code: NoteCode, count: usize) -> Self {
        Self { count: Some(count), ..Self::of(code) }
    }

    fn on(code: NoteCode, words: &str) -> Self {
        Self { words: Some(words.to_owned()), ..Self::of(code) }
    }
}

/// Fewer days than this are mostly taper.
const SHORT_DAYS: i64 = 21;
const LIFTS: [Lift; 3] = [Lift::Squat, Lift::Bench, Lift::Deadlift];

/// A plan for a brief. `next_id` names its workouts, in their order.
///
/// # Errors
/// Why there can be none.
pub fn generate(brief: &Brief, next_id: &mut dyn FnMut() -> WorkoutId) -> Result<Draft, Unfit> {
    brief.check()?;
    let days = training_days(brief).len();
    if days == 0 {
        return Err(Unfit::NoDayLeft);
    }
    let kind = brief.template.kind();
    let mut draft = match kind {
        TemplateKind::Lifting => lifting::draft(brief, next_id),
        TemplateKind::Endurance => endurance::draft(brief, next_id),
    };
    if days < usize::from(brief.days_per_week) {
        draft.notes.push(Note::counted(NoteCode::DaysMissing, usize::from(brief.days_per_week) - days));
    }
    if brief.days_out(brief.start) < SHORT_DAYS {
        draft.notes.push(Note::of(NoteCode::ShortOfTime));
    }
    if kind == TemplateKind::Lifting {
        draft.notes.extend(notes_on_lifts(brief));
    }
    Ok(draft)
}

fn notes_on_lifts(brief: &Brief) -> Vec<Note> {
    let unknown = LIFTS.into_iter().filter(|lift| brief.maxes.of(*lift).is_none());
    let unknown = unknown.map(|lift| Note { lift: Some(lift), ..Note::of(NoteCode::MaxUnknown) });
    let injuries = brief.injuries.iter().map(|words| match regions(words).is_empty() {
        true => Note::on(NoteCode::WordsNotUnderstood, words),
        false => Note::on(NoteCode::InjurySpared, words),
    });
    let issues = brief.form_issues.iter().filter(|issue| variation(issue).is_none());
    let issues = issues.map(|words| Note::on(NoteCode::WordsNotUnderstood, words));
    unknown.chain(injuries).chain(issues).collect()
}
