//! Sessions of the lifting templates.

use chrono::NaiveDate;
use taper_events::Weight;
use taper_events::WorkoutId;
use taper_events::athlete::{Lift, VolumePreference};
use taper_events::training::{Deload, PlannedExercise, PlannedSet, PlannedWorkout, Progression};
use taper_science::rpe::Chart;

use crate::attempts;
use crate::body::{Region, variation};
use crate::brief::{Brief, Locale};
use crate::calendar::{mondays, sessions, training_days};
use crate::draft::{Draft, Note, NoteCode, Week};
use crate::exercises::Exercise;
use crate::exposures::{Exposure, injured, of_week};
use crate::progression::loadable;
use crate::scheme::{Phase, Scheme, Sets, scheme, tapered};
use crate::session_time::trim;
use crate::template::Template;

/// The last heavy deadlift is so many days before the competition; more where they cost more.
const DEADLIFT_CUT_DAYS: i64 = 10;
const SPARED_DEADLIFT_CUT_DAYS: i64 = 14;
/// However short the taper: in the last days nothing is heavy.
const LIGHT_DAYS: i64 = 6;
/// What loads an injured part is never harder than this.
const INJURED_RPE: f64 = 7.0;
/// Efforts of main lifts that are prescribed.
const LOWEST_RPE: f64 = 5.5;
const HIGHEST_RPE: f64 = 9.5;
const MAX_SETS: u8 = 8;
const ASSISTANCE_RIR: f64 = 3.0;
const ASSISTANCE_REPS: u16 = 10;
const ASSISTANCE_REST_SECONDS: u16 = 90;
/// Twice missed, a tenth off.
const DELOAD: Deload = Deload { after_misses: 2, percent: 10.0 };
const LIFTS: [Lift; 3] = [Lift::Squat, Lift::Bench, Lift::Deadlift];

/// What all sessions of a plan share.
struct Program<'a> {
    brief: &'a Brief,
    injured: Vec<Region>,
    variations: Vec<(Lift, Exercise)>,
    /// Training days of a week.
    days: usize,
}

/// The sessions up to the competition, and the day itself.
pub(crate) fn draft(brief: &Brief, next_id: &mut dyn FnMut() -> WorkoutId) -> Draft {
    let training = training_days(brief);
    let variations = brief.form_issues.iter().filter_map(|issue| variation(issue)).collect();
    let program = Program { brief, injured: injured(brief), variations, days: training.len() };
    let exposures = of_week(brief, program.days);
    let mondays = mondays(brief);
    let before_taper = |monday: &NaiveDate| brief.days_out((*monday).max(brief.start)) >= brief.taper();
    let weeks = mondays.iter().filter(|monday| before_taper(monday)).count();
    let mut draft = Draft::default();
    let mut trimmed = 0_usize;
    for (week, monday) in mondays.iter().enumerate() {
        let scheme = scheme(brief.template, week.min(weeks.saturating_sub(1)), weeks);
        draft.weeks.push(Week { monday: *monday, phase: phase_of(brief, *monday, scheme.phase) });
        for (slot, day) in sessions(brief, &training, *monday) {
            let Some(exercises) = program.session(&exposures[slot], week, &scheme, day) else { continue };
            let title = Some(title(&exposures[slot], brief.locale));
            let mut workout = blank(next_id(), day, title);
            workout.exercises = exercises;
            if let Some(minutes) = brief.session_minutes {
                trimmed += usize::from(trim(&mut workout, u32::from(minutes) * 60));
            }
            draft.workouts.push(workout);
        }
    }
    draft.progressions = program.progressions();
    if trimmed > 0 {
        draft.notes.push(Note::counted(NoteCode::SessionsShortened, trimmed));
    }
    let mut day = blank(next_id(), brief.comp_date, Some(attempts::title(brief.locale, true).to_owned()));
    day.exercises = attempts::exercises(brief, |lift| program.expected(lift, &draft.workouts));
    draft.workouts.push(day);
    draft
}

pub(crate) fn blank(workout_id: WorkoutId, date: NaiveDate, title: Option<String>) -> PlannedWorkout {
    PlannedWorkout { workout_id, date, original_date: None, title, notes: None, exercises: Vec::new(), endurance: None }
}

/// What most of a week is for.
pub(crate) fn phase_of(brief: &Brief, monday: NaiveDate, build: Phase) -> Phase {
    match brief.days_out(monday) {
        ..=6 => Phase::Competition,
        days if days - 3 < brief.taper() => Phase::Taper,
        _ => build,
    }
}

impl Program<'_> {
    /// None: nothing is lifted on this day any more.
    fn session(
        &self,
        exposures: &[Exposure],
        week: usize,
        scheme: &Scheme,
        day: NaiveDate,
    ) -> Option<Vec<PlannedExercise>> {
        let out = self.brief.days_out(day);
        let is_taper = out < self.taper();
        let mut exercises = Vec::new();
        for exposure in exposures {
            exercises.push(self.main(*exposure, week, scheme, out)?);
        }
        if !is_taper {
            exercises.extend(self.assistance(exposures, scheme));
        }
        (!exercises.is_empty()).then_some(exercises)
    }

    fn main(&self, exposure: Exposure, week: usize, scheme: &Scheme, out: i64) -> Option<PlannedExercise> {
        let Exposure { lift, is_heavy } = exposure;
        let is_deadlift = lift == Lift::Deadlift;
        let spared = is_deadlift && self.brief.spares_deadlifts();
        let cut = if spared { SPARED_DEADLIFT_CUT_DAYS } else { DEADLIFT_CUT_DAYS };
        let is_rested = is_deadlift && out < cut;
        if out < self.taper() || is_rested {
            let sets = tapered(out, is_rested || !is_heavy)?;
            return Some(self.exercise(Exercise::Main(lift), &sets, false));
        }
        // Who does not recover from heavy deadlifts has them every other week.
        if is_heavy && !(spared && week % 2 == 1) {
            let sets: Vec<Sets> = scheme.heavy.iter().map(|sets| self.adjusted(*sets, lift)).collect();
            return Some(self.exercise(Exercise::Main(lift), &sets, scheme.advances));
        }
        let fits = |one: &&(Lift, Exercise)| one.0 == lift && !self.is_injured(one.1);
        let variation = self.variations.iter().find(fits).map_or(Exercise::Main(lift), |(_, variation)| *variation);
        Some(self.exercise(variation, &[self.adjusted(scheme.volume, lift)], false))
    }

    fn taper(&self) -> i64 {
        self.brief.taper().max(LIGHT_DAYS)
    }

    /// More or fewer sets, by what the athlete bears and wants. Single sets of a wave stay.
    fn adjusted(&self, sets: Sets, lift: Lift) -> Sets {
        let brief = self.brief;
        if sets.count <= 1 {
            return sets;
        }
        let volume = match brief.volume {
            Some(VolumePreference::High) => 1,
            Some(VolumePreference::Low) => -1,
            None => 0,
        };
        let recovery = i32::from(brief.is_fast(lift)) - i32::from(brief.is_slow(lift));
        let importance = i32::from(brief.most_important == Some(lift)) - i32::from(brief.least_important == Some(lift));
        let injury = -i32::from(self.is_injured(Exercise::Main(lift)));
        let count = i32::from(sets.count) + volume + recovery + importance + injury;
        Sets { count: count.clamp(1, i32::from(MAX_SETS)) as u8, ..sets }
    }

    fn exercise(&self, exercise: Exercise, sets: &[Sets], advances: bool) -> PlannedExercise {
        let max = match exercise {
            Exercise::Main(lift) => self.brief.maxes.of(lift),
            _ => None,
        };
        let one = |sets: &Sets| {
            let set = self.prescribed(exercise, max, *sets);
            std::iter::repeat_n(set, usize::from(sets.count))
        };
        PlannedExercise {
            name: exercise.name(self.brief.locale).to_owned(),
            notes: None,
            superset: None,
            advances: advances && max.is_some() && self.brief.kg_per_month().is_some(),
            sets: sets.iter().flat_map(one).collect(),
        }
    }

    /// In kilograms or per cent where the maximum is known, else by effort.
    fn prescribed(&self, exercise: Exercise, max: Option<f64>, sets: Sets) -> PlannedSet {
        let rest = match sets.share {
            share if share >= 0.85 => 240,
            share if share >= 0.70 => 180,
            _ => 120,
        };
        let percent = sets.share * 100.0;
        let mut set = PlannedSet {
            reps: sets.reps,
            weight: None,
            percent_1rm: None,
            rpe: None,
            rir: None,
            rest_seconds: Some(rest),
            notes: None,
        };
        match max {
            Some(max) if self.brief.template == Template::Linear => {
                set.weight = Some(loadable(Weight::kg(sets.share * max)));
            }
            Some(_) => set.percent_1rm = Some(half(percent)),
            None => {
                let rpe = Chart::STANDARD.rpe(u32::from(sets.reps), percent).unwrap_or(LOWEST_RPE);
                set.rpe = Some(half(rpe.clamp(LOWEST_RPE, HIGHEST_RPE)));
            }
        }
        if self.is_injured(exercise) {
            set.rpe = Some(set.rpe.map_or(INJURED_RPE, |rpe| rpe.min(INJURED_RPE)));
        }
        set
    }

    fn is_injured(&self, exercise: Exercise) -> bool {
        self.injured.iter().any(|region| region.is_loaded_by(exercise))
    }

    /// What supports the day's lifts and loads nothing that is injured.
    fn assistance(&self, exposures: &[Exposure], scheme: &Scheme) -> Vec<PlannedExercise> {
        use Exercise as E;
        let lists: Vec<&[Exercise]> = match exposures {
            [] => vec![&[E::PullUp, E::SupportedRow, E::SplitSquat, E::BackExtension, E::AbWheel]],
            some => some
                .iter()
                .map(|exposure| match exposure.lift {
                    Lift::Squat => [E::BeltSquat, E::SplitSquat, E::AbWheel].as_slice(),
                    Lift::Bench => &[E::BarbellRow, E::SupportedRow, E::PullUp, E::OverheadPress],
                    Lift::Deadlift => &[E::RomanianDeadlift, E::BackExtension, E::AbWheel],
                })
                .collect(),
        };
        let wanted = match self.brief.volume {
            Some(VolumePreference::Low) => 1,
            None => 2,
            Some(VolumePreference::High) => 3,
        };
        let wanted = if exposures.is_empty() { wanted + 2 } else { wanted };
        let longest = lists.iter().map(|list| list.len()).max().unwrap_or_default();
        let mut chosen: Vec<Exercise> = Vec::new();
        for candidate in (0..longest).flat_map(|nth| lists.iter().filter_map(move |list| list.get(nth))) {
            let is_row = |one: &Exercise| matches!(one, E::BarbellRow | E::SupportedRow);
            let has_row = is_row(candidate) && chosen.iter().any(is_row);
            if chosen.len() < wanted && !chosen.contains(candidate) && !self.is_injured(*candidate) && !has_row {
                chosen.push(*candidate);
            }
        }
        let set = PlannedSet {
            reps: ASSISTANCE_REPS,
            weight: None,
            percent_1rm: None,
            rpe: None,
            rir: Some(ASSISTANCE_RIR),
            rest_seconds: Some(ASSISTANCE_REST_SECONDS),
            notes: None,
        };
        let exercise = |exercise: Exercise| PlannedExercise {
            name: exercise.name(self.brief.locale).to_owned(),
            notes: None,
            superset: None,
            advances: false,
            sets: vec![set.clone(); usize::from(scheme.assistance)],
        };
        chosen.into_iter().map(exercise).collect()
    }

    fn progressions(&self) -> Vec<Progression> {
        let Some(step) = self.brief.kg_per_month() else { return Vec::new() };
        let of = |lift: Lift| {
            Some(Progression {
                exercise: Exercise::Main(lift).name(self.brief.locale).to_owned(),
                base: Weight::kg(half(self.brief.maxes.of(lift)?)),
                step: Weight::kg(step),
                deload: Some(DELOAD),
            })
        };
        LIFTS.into_iter().filter_map(of).collect()
    }

    /// The maximum on the day if every step is taken, kg.
    fn expected(&self, lift: Lift, workouts: &[PlannedWorkout]) -> Option<f64> {
        let name = Exercise::Main(lift).name(self.brief.locale);
        let exercises = workouts.iter().flat_map(|workout| &workout.exercises);
        let steps = exercises.filter(|exercise| exercise.advances && exercise.name == name).count();
        Some(self.brief.maxes.of(lift)? + self.brief.kg_per_month().unwrap_or_default() * steps as f64)
    }
}

fn half(value: f64) -> f64 {
    (value * 2.0).round() / 2.0
}

fn title(exposures: &[Exposure], locale: Locale) -> String {
    let name = |exposure: &Exposure| Exercise::Main(exposure.lift).name(locale);
    match (exposures, locale) {
        ([], Locale::En) => "Assistance".to_owned(),
        ([], Locale::De) => "Zusatzübungen".to_owned(),
        (some, _) => some.iter().map(name).collect::<Vec<_>>().join(" · "),
    }
}
