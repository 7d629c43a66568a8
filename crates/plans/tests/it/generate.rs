use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;
use taper_events::Weight;
use taper_events::athlete::{AddPerMonth, EventStyle, Lift, VolumePreference, Weekday, WeeklyHours};
use taper_events::training::{PlannedSet, PlannedWorkout};
use taper_plans::{
    Assumed, Brief, Draft, Ladder, Lifts, Locale, MAX_DAYS, MAX_TAPER_DAYS, NoteCode, Phase, Sport, Template, Unfit,
    generate, lift_of, seconds_of, weekday_of,
};
use taper_science::rpe::Chart;

use crate::{day, drafted, id, plan_of};

const WEEKDAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

fn a_brief() -> Brief {
    Brief {
        maxes: Lifts { squat: Some(180.0), bench: Some(120.0), deadlift: Some(220.0) },
        ..Brief::new(Template::Blocks, (day("2027-01-04"), day("2027-04-24")), 4)
    }
}

fn some<T: Clone + std::fmt::Debug + 'static>(values: &[T]) -> impl Strategy<Value = Option<T>> + use<T> {
    prop::option::of(prop::sample::select(values.to_vec()))
}

fn lift() -> impl Strategy<Value = Option<Lift>> {
    some(&[Lift::Squat, Lift::Bench, Lift::Deadlift])
}

fn rating() -> impl Strategy<Value = Option<u8>> {
    prop::option::of(1_u8..=5)
}

fn max() -> impl Strategy<Value = Option<f64>> {
    prop::option::of((40_u16..=450).prop_map(f64::from))
}

prop_compose! {
    fn lifts_of_an_athlete()(
        squat in max(), bench in max(), deadlift in max(), rs in rating(), rb in rating(), rd in rating(),
        most in lift(), least in lift(), heavy in prop::option::of(any::<bool>()),
        volume in some(&[VolumePreference::Low, VolumePreference::High]),
        add in some(&[AddPerMonth::TwoAndAHalf, AddPerMonth::Five, AddPerMonth::Nothing]),
    ) -> Brief {
        Brief {
            maxes: Lifts { squat, bench, deadlift },
            recovery: Lifts { squat: rs, bench: rb, deadlift: rd },
            most_important: most,
            least_important: least,
            recovers_from_heavy_deads: heavy,
            volume,
            add_per_month: add,
            ..a_brief()
        }
    }
}

prop_compose! {
    /// Anybody who can fill in the form.
    fn any_brief()(
        lifts in lifts_of_an_athlete(),
        template in prop::sample::select(Template::ALL.to_vec()),
        first in 0_u64..400, length in 1_i64..=MAX_DAYS, days_per_week in 1_u8..=7,
        preferred in prop::sample::subsequence(WEEKDAYS.to_vec(), 0..=7),
        unavailable in prop::sample::subsequence(WEEKDAYS.to_vec(), 0..=3),
        out in prop::collection::vec(0_u64..400, 0..10),
        session_minutes in prop::option::of(10_u16..=240),
        injuries in prop::sample::subsequence(vec!["left knee", "Schulter", "lower back", "Hüfte", "elbow", "soul"], 0..=3),
        issues in prop::sample::subsequence(vec!["squat depth", "lockout bench", "off the floor", "Knie fallen ein", "x"], 0..=3),
        taper_days in prop::option::of(0_u8..=60),
        hours in prop::option::of((0.0_f64..10.0, 0.0_f64..20.0)),
        style in some(&[EventStyle::Steady, EventStyle::Breakaway, EventStyle::GeneralClassification]),
        german in any::<bool>(),
    ) -> Brief {
        let start = day("2027-01-01") + Days::new(first);
        Brief {
            template,
            start,
            comp_date: start + Days::new(length as u64),
            days_per_week,
            preferred_days: preferred,
            unavailable_days: unavailable,
            unavailable_dates: out.into_iter().map(|days| start + Days::new(days)).collect(),
            session_minutes,
            injuries: injuries.into_iter().map(str::to_owned).collect(),
            form_issues: issues.into_iter().map(str::to_owned).collect(),
            taper_days,
            weekly_hours: hours.map(|(min, more)| WeeklyHours { min, max: min + more }),
            event_style: style,
            sport: Sport::Ride,
            locale: if german { Locale::De } else { Locale::En },
            ..lifts
        }
    }
}

fn any_lifter() -> impl Strategy<Value = Brief> {
    let templates = vec![Template::Linear, Template::Waves, Template::Blocks];
    (any_brief(), prop::sample::select(templates)).prop_map(|(brief, template)| Brief { template, ..brief })
}

fn monday(date: NaiveDate) -> NaiveDate {
    date - Days::new(u64::from(date.weekday().num_days_from_monday()))
}

fn is_lifting(brief: &Brief) -> bool {
    brief.template != Template::Polarised
}

fn sessions<'a>(brief: &Brief, draft: &'a Draft) -> impl Iterator<Item = &'a PlannedWorkout> + use<'a> {
    let comp = brief.comp_date;
    draft.workouts.iter().filter(move |workout| workout.date != comp)
}

fn weekly<T>(sessions: impl Iterator<Item = (NaiveDate, T)>) -> BTreeMap<NaiveDate, Vec<T>> {
    let mut weeks: BTreeMap<NaiveDate, Vec<T>> = BTreeMap::new();
    for (date, one) in sessions {
        weeks.entry(monday(date)).or_default().push(one);
    }
    weeks
}

/// What share of the maximum a set is as hard as.
fn intensity(set: &PlannedSet, max: Option<f64>) -> f64 {
    let lifted = set.weight.zip(max).map(|(weight, max)| weight.in_kg() / max * 100.0);
    let felt = || Chart::STANDARD.percent(u32::from(set.reps), set.rpe?);
    set.percent_1rm.or(lifted).or_else(felt).unwrap_or_default()
}

fn build_weeks(draft: &Draft) -> Vec<NaiveDate> {
    let builds = [Phase::Base, Phase::Build, Phase::Peak];
    draft.weeks.iter().filter(|week| builds.contains(&week.phase)).map(|week| week.monday).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn the_same_brief_is_the_same_draft(brief in any_brief()) {
        prop_assert_eq!(drafted(&brief), drafted(&brief));
    }

    #[test]
    fn nothing_is_before_the_start_or_after_the_day_and_the_day_is_the_last(brief in any_brief()) {
        let draft = drafted(&brief);
        prop_assert!(draft.workouts.iter().all(|one| one.date >= brief.start && one.date <= brief.comp_date));
        prop_assert!(draft.workouts.is_sorted_by_key(|one| one.date));
        prop_assert_eq!(draft.workouts.last().unwrap().date, brief.comp_date);
        let dates: BTreeSet<NaiveDate> = draft.workouts.iter().map(|one| one.date).collect();
        prop_assert_eq!(dates.len(), draft.workouts.len());
    }

    #[test]
    fn days_per_week_and_days_off_are_kept(brief in any_brief()) {
        let draft = drafted(&brief);
        let weeks = weekly(draft.workouts.iter().map(|one| (one.date, ())));
        prop_assert!(weeks.values().all(|days| days.len() <= usize::from(brief.days_per_week)));
        for session in sessions(&brief, &draft) {
            prop_assert!(!brief.unavailable_dates.contains(&session.date));
            prop_assert!(!brief.unavailable_days.contains(&weekday_of(session.date)));
        }
        let open = usize::from(brief.days_per_week).min(7 - brief.unavailable_days.len());
        if brief.unavailable_dates.is_empty() {
            for (monday, days) in weeks {
                let sunday = monday + Days::new(6);
                let is_whole = monday >= brief.start && sunday < brief.comp_date - Days::new(u64::from(MAX_TAPER_DAYS));
                prop_assert!(!is_whole || days.len() == open, "{} has {}", monday, days.len());
            }
        }
    }

    #[test]
    fn sessions_are_no_longer_than_wished(brief in any_brief()) {
        let Some(minutes) = brief.session_minutes else { return Ok(()) };
        for session in sessions(&brief, &drafted(&brief)) {
            let seconds = seconds_of(session);
            prop_assert!(seconds <= u32::from(minutes) * 60, "{seconds} s of {minutes} min");
            prop_assert!(seconds > 0);
        }
    }

    #[test]
    fn before_the_day_training_gets_less(brief in any_brief()) {
        let draft = drafted(&brief);
        let out = |one: &PlannedWorkout| (brief.comp_date - one.date).num_days();
        prop_assert!(sessions(&brief, &draft).all(|one| out(one) > 1), "a day of rest before the day");
        let tapered = sessions(&brief, &draft).filter(|one| is_lifting(&brief) && out(one) <= 4);
        for set in tapered.flat_map(|one| &one.exercises).flat_map(|exercise| &exercise.sets) {
            prop_assert!(set.percent_1rm.unwrap_or_default() <= 70.0 && set.rpe.unwrap_or_default() <= 7.0);
        }
        let minutes = |monday: &NaiveDate| -> u32 {
            let in_week = sessions(&brief, &draft).filter(|one| super::generate::monday(one.date) == *monday);
            in_week.map(seconds_of).sum()
        };
        let whole = |monday: &&NaiveDate| **monday >= brief.start;
        let longest = build_weeks(&draft).iter().filter(whole).map(minutes).max();
        let last = minutes(&monday(brief.comp_date));
        // One who trains on a single, preferred day may have no session left in the last week.
        if let Some(longest) = longest.filter(|_| brief.unavailable_dates.is_empty()) {
            prop_assert!(last <= longest, "{last} s in the last week, {longest} s before");
        }
    }

    /// Linear and block plans get harder from one heavy week to the next; waves do from crest to crest.
    #[test]
    fn heavy_sets_never_get_lighter(brief in any_lifter()) {
        // Nothing between that takes a heavy day away.
        let brief = Brief { injuries: Vec::new(), unavailable_dates: Vec::new(), session_minutes: None, ..brief };
        let draft = drafted(&brief);
        let builds = build_weeks(&draft);
        let cycle = if brief.template == Template::Waves { 4 } else { 1 };
        for lift in [Lift::Squat, Lift::Bench, Lift::Deadlift] {
            let max = brief.maxes.of(lift);
            let mut tops: Vec<(usize, f64)> = Vec::new();
            for (week, info) in draft.weeks.iter().enumerate().filter(|(_, week)| builds.contains(&week.monday)) {
                let in_week = sessions(&brief, &draft).filter(|one| monday(one.date) == info.monday);
                let exercises = in_week.flat_map(|one| &one.exercises).filter(|one| lift_of(&one.name) == Some(lift));
                let top = exercises.flat_map(|one| &one.sets).map(|set| intensity(set, max)).fold(0.0, f64::max);
                tops.push((week, top));
            }
            for phase in 0..cycle {
                // Every other heavy week of a spared deadlift is a lighter one; a partial first week may have no heavy day;
                // near the day the deadlift comes to rest before the others.
                let is_heavy = |(week, _): &&(usize, f64)| week % cycle == phase && (lift != Lift::Deadlift || week % 2 == 0);
                let rising: Vec<f64> = tops.iter().filter(is_heavy).skip(1).map(|(_, top)| *top).collect();
                // The taper may begin in the middle of the last week.
                let rising = &rising[..rising.len().saturating_sub(1)];
                // Weights are to 2.5 kg and efforts to half a point: so much may be lost in rounding.
                let rounding = match max {
                    Some(max) => 2.5 / max * 100.0 + 0.5,
                    None => 4.0,
                };
                prop_assert!(rising.is_sorted_by(|a, b| *b >= *a - rounding), "{lift:?} {phase} {tops:?}");
            }
        }
    }

    #[test]
    fn every_weight_can_be_loaded(brief in any_brief()) {
        let draft = drafted(&brief);
        let plan = plan_of(&brief, draft);
        let ladder = Ladder::climb(&plan, |_| None, Assumed::Made);
        for workout in &plan.workouts {
            for exercise in &workout.exercises {
                for set in &exercise.sets {
                    let standing = ladder.before(workout.workout_id, &exercise.name);
                    let prescribed = standing.and_then(|standing| standing.prescribed(set));
                    for kg in [set.weight, prescribed].into_iter().flatten().map(Weight::in_kg) {
                        prop_assert!(kg >= 20.0 && kg % 2.5 == 0.0, "{kg} kg");
                    }
                }
            }
        }
    }

    #[test]
    fn a_set_says_load_and_effort_each_in_one_way_and_within_the_schema(brief in any_brief()) {
        let draft = drafted(&brief);
        let size = serde_json::to_string(&plan_of(&brief, draft.clone())).unwrap().len();
        prop_assert!(draft.workouts.len() <= 800 && size < 500 * 1024, "{size} bytes");
        for exercise in draft.workouts.iter().flat_map(|one| &one.exercises) {
            prop_assert!(!exercise.sets.is_empty() && exercise.sets.len() <= 40);
            for set in &exercise.sets {
                prop_assert!(set.weight.is_none() || set.percent_1rm.is_none());
                prop_assert!(set.rpe.is_none() || set.rir.is_none());
                prop_assert!(set.weight.is_some() || set.percent_1rm.is_some() || set.rpe.is_some() || set.rir.is_some());
                prop_assert!((1..=200).contains(&set.reps));
                prop_assert!(set.percent_1rm.is_none_or(|percent| (1.0..=100.0).contains(&percent)));
            }
        }
        for one in draft.workouts.iter().filter_map(|one| one.endurance.as_ref()) {
            prop_assert_eq!(one.zones.iter().map(|zone| zone.seconds).sum::<u32>(), one.duration_seconds);
        }
    }

    #[test]
    fn attempts_rise_and_are_in_reach(brief in any_lifter()) {
        let draft = drafted(&brief);
        let day = draft.workouts.last().unwrap();
        prop_assert_eq!(day.exercises.len(), 3);
        for exercise in &day.exercises {
            let kg: Vec<f64> = exercise.sets.iter().filter_map(|set| Some(set.weight?.in_kg())).collect();
            prop_assert!(kg.is_empty() || kg.len() == 3 && kg.is_sorted_by(|a, b| a < b), "{kg:?}");
            let max = brief.maxes.of(lift_of(&exercise.name).unwrap());
            prop_assert_eq!(max.is_some(), !kg.is_empty());
        }
    }

    #[test]
    fn easy_is_most_of_endurance(brief in any_brief()) {
        let brief = Brief { template: Template::Polarised, ..brief };
        let draft = drafted(&brief);
        let zones: Vec<_> = draft.workouts.iter().filter_map(|one| one.endurance.as_ref()).flat_map(|one| &one.zones).collect();
        let seconds = |is_it: &dyn Fn(u8) -> bool| zones.iter().filter(|zone| is_it(zone.zone)).map(|zone| zone.seconds).sum::<u32>();
        let (easy, hard) = (seconds(&|zone| zone <= 2), seconds(&|zone| zone > 3));
        prop_assert!(seconds(&|zone| zone == 3) == 0);
        prop_assert!(f64::from(easy) >= 0.65 * f64::from(easy + hard), "{easy} s easy, {hard} s hard");
    }
}

#[test]
fn what_cannot_be_planned_is_refused() {
    let mut next = || id(1);
    let mut made = |brief: &Brief| generate(brief, &mut next).map(drop);
    let same_day = Brief { comp_date: a_brief().start, ..a_brief() };
    assert_eq!(made(&same_day), Err(Unfit::NoTime));
    let long = Brief { comp_date: a_brief().start + Days::new(MAX_DAYS as u64 + 1), ..a_brief() };
    assert_eq!(made(&long), Err(Unfit::TooLong));
    assert_eq!(made(&Brief { days_per_week: 0, ..a_brief() }), Err(Unfit::DaysPerWeek));
    assert_eq!(made(&Brief { unavailable_days: WEEKDAYS.to_vec(), ..a_brief() }), Err(Unfit::NoDayLeft));
}

#[test]
fn an_injury_takes_away_what_loads_it_and_caps_the_rest() {
    let brief =
        Brief { injuries: vec!["linke Schulter".to_owned()], volume: Some(VolumePreference::High), ..a_brief() };
    let draft = drafted(&brief);
    let exercises: Vec<_> = sessions(&brief, &draft).flat_map(|one| &one.exercises).collect();
    assert!(exercises.iter().all(|one| one.name != "Overhead press"));
    let bench = exercises.iter().filter(|one| one.name == "Bench press").flat_map(|one| &one.sets);
    assert!(bench.clone().count() > 0 && bench.clone().all(|set| set.rpe == Some(7.0)));
    let squat = exercises.iter().filter(|one| one.name == "Squat").flat_map(|one| &one.sets);
    assert!(squat.clone().all(|set| set.rpe.is_none()));
}

#[test]
fn words_that_nobody_understands_are_told_and_change_nothing() {
    let brief = Brief { injuries: vec!["soul".to_owned()], form_issues: vec!["style".to_owned()], ..a_brief() };
    let draft = drafted(&brief);
    let told = draft.notes.iter().filter(|note| note.code == NoteCode::WordsNotUnderstood);
    assert_eq!(told.map(|note| note.words.clone().unwrap()).collect::<Vec<_>>(), ["soul", "style"]);
    assert_eq!(draft.workouts, drafted(&a_brief()).workouts);
}

#[test]
fn a_form_issue_gets_its_variation_by_effort() {
    let brief = Brief { form_issues: vec!["squat depth".to_owned()], ..a_brief() };
    let draft = drafted(&brief);
    let paused = sessions(&brief, &draft).flat_map(|one| &one.exercises).find(|one| one.name == "Pause squat").unwrap();
    assert!(paused.sets.iter().all(|set| set.rpe.is_some() && set.percent_1rm.is_none()));
}

#[test]
fn who_does_not_recover_from_heavy_deadlifts_has_fewer_and_stops_earlier() {
    let count = |heavy: Option<bool>| {
        let brief = Brief { recovers_from_heavy_deads: heavy, ..a_brief() };
        let draft = drafted(&brief);
        let deadlifts =
            sessions(&brief, &draft).flat_map(|one| one.exercises.iter().map(move |exercise| (one.date, exercise)));
        let heavy = deadlifts
            .filter(|(_, one)| one.name == "Deadlift" && one.sets.iter().any(|set| intensity(set, None) >= 77.0));
        let days: Vec<i64> = heavy.map(|(date, _)| (brief.comp_date - date).num_days()).collect();
        (days.len(), days.into_iter().min().unwrap())
    };
    let (usual, spared) = (count(None), count(Some(false)));
    assert!(spared.0 < usual.0 && spared.1 >= 14, "{usual:?} {spared:?}");
}

#[test]
fn what_matters_most_is_trained_most() {
    let sets = |most: Option<Lift>| {
        let brief = Brief { most_important: most, ..a_brief() };
        let draft = drafted(&brief);
        let bench = sessions(&brief, &draft).flat_map(|one| &one.exercises).filter(|one| one.name == "Bench press");
        bench.map(|one| one.sets.len()).sum::<usize>()
    };
    assert!(sets(Some(Lift::Bench)) > sets(None));
}

#[test]
fn a_maximum_that_is_not_known_is_never_guessed() {
    let brief =
        Brief { maxes: Lifts { squat: None, ..a_brief().maxes }, add_per_month: Some(AddPerMonth::Five), ..a_brief() };
    let draft = drafted(&brief);
    let squats = draft.workouts.iter().flat_map(|one| &one.exercises).filter(|one| one.name == "Squat");
    let sets: Vec<_> = squats.clone().flat_map(|one| &one.sets).collect();
    assert!(sets.iter().all(|set| set.weight.is_none() && set.percent_1rm.is_none() && set.rpe.is_some()));
    assert!(squats.clone().all(|one| !one.advances) && draft.progressions.len() == 2);
    assert!(draft.notes.iter().any(|note| note.code == NoteCode::MaxUnknown && note.lift == Some(Lift::Squat)));
}
