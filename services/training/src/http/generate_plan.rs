use axum::extract::State;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use taper_events::athlete::{Lift, VolumePreference, Weekday};
use taper_events::training::{Mission, Plan};
use taper_events::{MissionId, TimeZone, Weight, WorkoutId};
use taper_plans::{Brief, Draft, Lifts, Locale, Note, Sport, Template, Unfit, Week, generate};
use taper_science::one_rep_max::{CurrentMax, Source};
use taper_service::prelude::*;
use utoipa::ToSchema;

use crate::domain::simulation;
use crate::store;

/// What a plan is to be made from. What is left open follows from the form of onboarding, and what that leaves open, from
/// nothing: nothing is guessed.
#[derive(Deserialize, ToSchema)]
pub(crate) struct PlanWishes {
    template: Template,
    start_date: NaiveDate,
    comp_date: NaiveDate,
    time_zone: TimeZone,
    #[schema(min_length = 1, max_length = 120)]
    name: Option<String>,
    /// One of the caller's: its unavailable days and its injuries are kept clear of.
    mission_id: Option<MissionId>,
    /// In which words exercises are named.
    #[serde(default)]
    locale: Locale,
    #[schema(minimum = 1, maximum = 7)]
    training_days_per_week: Option<u8>,
    #[schema(minimum = 10, maximum = 600)]
    session_length_minutes: Option<u16>,
    volume_preference: Option<VolumePreference>,
    #[schema(max_items = 7)]
    preferred_days: Option<Vec<Weekday>>,
    #[schema(minimum = 4, maximum = 28)]
    taper_days: Option<u8>,
    /// Of an endurance plan.
    #[serde(default)]
    sport: Sport,
    /// One-repetition maxima, where they are not to be those of the history.
    #[serde(default)]
    maxes: MaxWishes,
}

#[derive(Clone, Copy, Default, Deserialize, ToSchema)]
pub(crate) struct MaxWishes {
    squat: Option<Weight>,
    bench: Option<Weight>,
    deadlift: Option<Weight>,
}

/// A plan that nobody has yet: `program.plan.created` takes it.
#[derive(Serialize, ToSchema)]
pub(crate) struct PlanDraft {
    plan: Plan,
    /// What each calendar week is for.
    #[schema(max_items = 60)]
    weeks: Vec<Week>,
    /// What the athlete should know about how it came about.
    #[schema(max_items = 100)]
    notes: Vec<Note>,
    /// What the weights rest on; absent where nothing is known.
    maxes: MaxViews,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct MaxViews {
    #[serde(skip_serializing_if = "Option::is_none")]
    squat: Option<MaxView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bench: Option<MaxView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deadlift: Option<MaxView>,
}

/// A one-repetition maximum, and what says so.
#[derive(Clone, Copy, Serialize, ToSchema)]
pub(crate) struct MaxView {
    weight: Weight,
    source: MaxSource,
    /// Estimated from so many sets.
    #[serde(skip_serializing_if = "Option::is_none")]
    sets: Option<usize>,
    /// The day of the meet.
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<NaiveDate>,
}

#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MaxSource {
    /// The request says it.
    Wish,
    Sets,
    Meet,
}

impl From<CurrentMax> for MaxView {
    fn from(max: CurrentMax) -> Self {
        let (source, sets, day) = match max.source {
            Source::Sets(count) => (MaxSource::Sets, Some(count), None),
            Source::Meet(day) => (MaxSource::Meet, None, Some(day)),
        };
        Self { weight: Weight::kg(max.weight), source, sets, day }
    }
}

/// Makes a plan from a template and what the athlete has written down. Nothing is kept of it.
#[utoipa::path(post, path = "/plans/generate", operation_id = "generate_plan", tag = "training", security(("bearer" = [])),
    request_body(content = PlanWishes, example = json!({
        "template": "blocks", "start_date": "2027-01-11", "comp_date": "2027-04-03", "time_zone": "Europe/Oslo",
        "training_days_per_week": 4, "maxes": {"squat": {"value": 180, "unit": "kg"}}})),
    responses((status = 200, body = PlanDraft), ReadProblems, WriteProblems))]
pub(crate) async fn generate_plan(
    me: Athlete,
    mut db: Read,
    State(door): State<Door>,
    Json(wishes): Json<PlanWishes>,
) -> Result<Json<PlanDraft>, Problem> {
    let today = door.platform.clock.today_in(wishes.time_zone);
    if wishes.comp_date < today {
        return Err(unfit("/comp_date", "in_the_past", "The competition day is over already."));
    }
    let known = store::known::athlete(&mut db, me.id, wishes.time_zone, today).await?;
    let mission = match wishes.mission_id {
        Some(id) => {
            let found = store::missions::find_own(&mut db, me.id, id).await?;
            let none = || unfit("/mission_id", "mission_unknown", "No mission of yours has this id.");
            Some(found.ok_or_else(none)?.body)
        }
        None => None,
    };
    let maxes = maxes(&wishes, &known);
    let brief = brief(&wishes, &known, mission.as_ref().map(|standing| &standing.mission), maxes)?;
    let mut next_id = || WorkoutId(door.platform.id());
    let draft = generate(&brief, &mut next_id).map_err(refusal)?;
    metrics::counter!("plans_generated_total", "template" => name_of(wishes.template)).increment(1);
    Ok(Json(answer(wishes, &brief, draft, maxes)))
}

fn maxes(wishes: &PlanWishes, known: &simulation::Athlete) -> Lifts<Option<MaxView>> {
    let of = |wished: Option<Weight>, lift: Lift| {
        let wished = wished.filter(|weight| weight.value > 0.0);
        let wished = wished.map(|weight| MaxView { weight, source: MaxSource::Wish, sets: None, day: None });
        wished.or_else(|| known.maxima.of_lift(lift).map(Into::into))
    };
    let MaxWishes { squat, bench, deadlift } = wishes.maxes;
    Lifts { squat: of(squat, Lift::Squat), bench: of(bench, Lift::Bench), deadlift: of(deadlift, Lift::Deadlift) }
}

fn brief(
    wishes: &PlanWishes,
    known: &simulation::Athlete,
    mission: Option<&Mission>,
    maxes: Lifts<Option<MaxView>>,
) -> Result<Brief, Problem> {
    let settings = known.settings.as_ref();
    let days = wishes.training_days_per_week.or(settings.map(|settings| settings.training_days_per_week));
    let missing = || unfit("/training_days_per_week", "missing", "Say on how many days a week you train.");
    let days = days.ok_or_else(missing)?;
    let new = Brief::new(wishes.template, (wishes.start_date, wishes.comp_date), days);
    let mut brief = match settings {
        Some(settings) => new.about(settings),
        None => new,
    };
    brief.days_per_week = days;
    brief.session_minutes = wishes.session_length_minutes.or(brief.session_minutes);
    brief.volume = wishes.volume_preference.or(brief.volume);
    brief.preferred_days = wishes.preferred_days.clone().unwrap_or(brief.preferred_days);
    brief.taper_days = wishes.taper_days;
    brief.sport = wishes.sport;
    brief.locale = wishes.locale;
    let kg = |max: Option<MaxView>| max.map(|max| max.weight.in_kg());
    brief.maxes = Lifts { squat: kg(maxes.squat), bench: kg(maxes.bench), deadlift: kg(maxes.deadlift) };
    if let Some(mission) = mission {
        brief.unavailable_days = mission.constraints.unavailable_days.clone();
        brief.unavailable_dates = mission.constraints.unavailable_dates.clone();
        brief.injuries.extend(mission.constraints.injuries.iter().cloned());
    }
    Ok(brief)
}

fn answer(wishes: PlanWishes, brief: &Brief, draft: Draft, maxes: Lifts<Option<MaxView>>) -> PlanDraft {
    let Draft { workouts, progressions, weeks, notes } = draft;
    let plan = Plan {
        mission_id: wishes.mission_id.map(|id| id.0),
        name: wishes.name,
        start_date: wishes.start_date,
        comp_date: wishes.comp_date,
        time_zone: wishes.time_zone,
        training_days_per_week: brief.days_per_week,
        workouts,
        reminders: Vec::new(),
        progressions,
    };
    let Lifts { squat, bench, deadlift } = maxes;
    PlanDraft { plan, weeks, notes, maxes: MaxViews { squat, bench, deadlift } }
}

fn refusal(why: Unfit) -> Problem {
    match why {
        Unfit::NoTime => unfit("/comp_date", "before_start", "The competition day is not after the first day."),
        Unfit::TooLong => unfit("/comp_date", "too_long", "A plan is at most a year long."),
        Unfit::DaysPerWeek => unfit("/training_days_per_week", "invalid", "There are one to seven days a week."),
        Unfit::NoDayLeft => unfit("/mission_id", "no_day_left", "The mission leaves no day of the week to train on."),
    }
}

fn unfit(pointer: &str, code: &str, message: &str) -> Problem {
    Problem::invalid(vec![FieldError::new(pointer, code, message)])
}

fn name_of(template: Template) -> &'static str {
    match template {
        Template::Linear => "linear",
        Template::Waves => "waves",
        Template::Blocks => "blocks",
        Template::Polarised => "polarised",
    }
}
