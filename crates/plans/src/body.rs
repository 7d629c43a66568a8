//! What injuries and form issues, which athletes write down in their own words, change.

use taper_events::athlete::Lift;

use crate::exercises::Exercise;

/// Parts of the body that lifts load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Region {
    Knee,
    Hip,
    Back,
    Shoulder,
    Arm,
}

/// Beginnings of words that name a region, in English and German.
const REGIONS: [(&str, Region); 21] = [
    ("knee", Region::Knee),
    ("knie", Region::Knee),
    ("patell", Region::Knee),
    ("quad", Region::Knee),
    ("menis", Region::Knee),
    ("hip", Region::Hip),
    ("hüft", Region::Hip),
    ("adduct", Region::Hip),
    ("adduk", Region::Hip),
    ("back", Region::Back),
    ("rücken", Region::Back),
    ("disc", Region::Back),
    ("bandscheib", Region::Back),
    ("spine", Region::Back),
    ("lumbar", Region::Back),
    ("shoulder", Region::Shoulder),
    ("schulter", Region::Shoulder),
    ("rotator", Region::Shoulder),
    ("elbow", Region::Arm),
    ("ellbogen", Region::Arm),
    ("wrist", Region::Arm),
];

/// The regions that an athlete's words name. A word that names none changes nothing and is told.
pub(crate) fn regions(words: &str) -> Vec<Region> {
    let words = words.to_lowercase();
    let parts: Vec<&str> = words.split(|c: char| !c.is_alphabetic()).collect();
    let is_named = |beginning: &str| parts.iter().any(|part| part.starts_with(beginning));
    let mut named: Vec<Region> = Vec::new();
    for (beginning, region) in REGIONS {
        if is_named(beginning) && !named.contains(&region) {
            named.push(region);
        }
    }
    named
}

impl Region {
    pub(crate) fn is_loaded_by(self, exercise: Exercise) -> bool {
        use Exercise as E;
        match self {
            Self::Knee => {
                matches!(exercise, E::Main(Lift::Squat) | E::PauseSquat | E::TempoSquat | E::BeltSquat | E::SplitSquat)
            }
            Self::Hip => matches!(
                exercise,
                E::Main(Lift::Squat | Lift::Deadlift) | E::PauseSquat | E::TempoSquat | E::SplitSquat | E::BlockPull
            ),
            Self::Back => matches!(
                exercise,
                E::Main(Lift::Deadlift)
                    | E::BarbellRow
                    | E::RomanianDeadlift
                    | E::PauseDeadlift
                    | E::BlockPull
                    | E::BackExtension
            ),
            Self::Shoulder => matches!(
                exercise,
                E::Main(Lift::Bench) | E::PauseBench | E::CloseGripBench | E::OverheadPress | E::AbWheel
            ),
            Self::Arm => matches!(exercise, E::Main(Lift::Bench) | E::CloseGripBench | E::PullUp | E::OverheadPress),
        }
    }
}

/// Words of a form issue, the lift they speak of, and the variation that trains it away.
const VARIATIONS: [(&str, Lift, Exercise); 17] = [
    ("depth", Lift::Squat, Exercise::PauseSquat),
    ("tiefe", Lift::Squat, Exercise::PauseSquat),
    ("hole", Lift::Squat, Exercise::PauseSquat),
    ("lean", Lift::Squat, Exercise::TempoSquat),
    ("good morning", Lift::Squat, Exercise::TempoSquat),
    ("vorlage", Lift::Squat, Exercise::TempoSquat),
    ("knees", Lift::Squat, Exercise::TempoSquat),
    ("knie", Lift::Squat, Exercise::TempoSquat),
    ("chest", Lift::Bench, Exercise::PauseBench),
    ("brust", Lift::Bench, Exercise::PauseBench),
    ("pause", Lift::Bench, Exercise::PauseBench),
    ("lockout", Lift::Bench, Exercise::CloseGripBench),
    ("triceps", Lift::Bench, Exercise::CloseGripBench),
    ("trizeps", Lift::Bench, Exercise::CloseGripBench),
    ("floor", Lift::Deadlift, Exercise::PauseDeadlift),
    ("boden", Lift::Deadlift, Exercise::PauseDeadlift),
    ("round", Lift::Deadlift, Exercise::PauseDeadlift),
];

/// Words for the lift itself, where an issue such as a lockout may be of several.
const LIFT_WORDS: [(&str, Lift); 8] = [
    ("squat", Lift::Squat),
    ("kniebeuge", Lift::Squat),
    ("bench", Lift::Bench),
    ("bank", Lift::Bench),
    ("deadlift", Lift::Deadlift),
    ("kreuzheben", Lift::Deadlift),
    ("press", Lift::Bench),
    ("pull", Lift::Deadlift),
];

/// The variation that an issue asks for in the lighter sessions of a lift, and whether the words were understood.
pub(crate) fn variation(issue: &str) -> Option<(Lift, Exercise)> {
    let issue = issue.to_lowercase();
    let named = LIFT_WORDS.iter().find(|(word, _)| issue.contains(word)).map(|(_, lift)| *lift);
    if named == Some(Lift::Deadlift) && (issue.contains("lockout") || issue.contains("knee")) {
        return Some((Lift::Deadlift, Exercise::BlockPull));
    }
    // "Kniebeuge" is the lift, no knee.
    let words = issue.replace("kniebeuge", "");
    let fits = |lift: Lift| named.is_none_or(|named| named == lift);
    VARIATIONS.iter().find(|(word, lift, _)| words.contains(word) && fits(*lift)).map(|(_, lift, one)| (*lift, *one))
}
