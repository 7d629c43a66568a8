//! Exercises that templates use, by their names in the app's languages.

use taper_events::athlete::Lift;

use crate::brief::Locale;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exercise {
    Main(Lift),
    PauseSquat,
    TempoSquat,
    BeltSquat,
    SplitSquat,
    PauseBench,
    CloseGripBench,
    BarbellRow,
    SupportedRow,
    OverheadPress,
    PullUp,
    PauseDeadlift,
    BlockPull,
    RomanianDeadlift,
    BackExtension,
    AbWheel,
}

impl Exercise {
    pub(crate) fn name(self, locale: Locale) -> &'static str {
        let (english, german) = match self {
            Self::Main(Lift::Squat) => ("Squat", "Kniebeuge"),
            Self::Main(Lift::Bench) => ("Bench press", "Bankdrücken"),
            Self::Main(Lift::Deadlift) => ("Deadlift", "Kreuzheben"),
            Self::PauseSquat => ("Pause squat", "Kniebeuge mit Pause"),
            Self::TempoSquat => ("Tempo squat", "Tempo-Kniebeuge"),
            Self::BeltSquat => ("Belt squat", "Gürtelkniebeuge"),
            Self::SplitSquat => ("Split squat", "Split Squat"),
            Self::PauseBench => ("Pause bench", "Bankdrücken mit Pause"),
            Self::CloseGripBench => ("Close-grip bench", "Enges Bankdrücken"),
            Self::BarbellRow => ("Barbell row", "Langhantelrudern"),
            Self::SupportedRow => ("Chest-supported row", "Rudern mit Bruststütze"),
            Self::OverheadPress => ("Overhead press", "Schulterdrücken"),
            Self::PullUp => ("Pull-up", "Klimmzug"),
            Self::PauseDeadlift => ("Pause deadlift", "Kreuzheben mit Pause"),
            Self::BlockPull => ("Block pull", "Kreuzheben vom Block"),
            Self::RomanianDeadlift => ("Romanian deadlift", "Rumänisches Kreuzheben"),
            Self::BackExtension => ("Back extension", "Rückenstrecker"),
            Self::AbWheel => ("Ab wheel", "Ab Wheel"),
        };
        match locale {
            Locale::En => english,
            Locale::De => german,
        }
    }
}

/// Other names that athletes give the lifts of the meet, folded.
const OTHER_NAMES: [(&str, Lift); 14] = [
    ("back squat", Lift::Squat),
    ("barbell squat", Lift::Squat),
    ("low bar squat", Lift::Squat),
    ("high bar squat", Lift::Squat),
    ("competition squat", Lift::Squat),
    ("kniebeugen", Lift::Squat),
    ("bench", Lift::Bench),
    ("benchpress", Lift::Bench),
    ("barbell bench press", Lift::Bench),
    ("competition bench", Lift::Bench),
    ("sumo deadlift", Lift::Deadlift),
    ("conventional deadlift", Lift::Deadlift),
    ("competition deadlift", Lift::Deadlift),
    ("barbell deadlift", Lift::Deadlift),
];

/// Which lift of the meet an exercise is, by its name; variations are not it.
pub fn lift_of(name: &str) -> Option<Lift> {
    let name = name.trim().to_lowercase().replace('-', " ");
    let is_main = |lift: &Lift| {
        [Locale::En, Locale::De].iter().any(|locale| Exercise::Main(*lift).name(*locale).to_lowercase() == name)
    };
    let main = [Lift::Squat, Lift::Bench, Lift::Deadlift].into_iter().find(is_main);
    main.or_else(|| OTHER_NAMES.iter().find(|(other, _)| *other == name).map(|(_, lift)| *lift))
}
