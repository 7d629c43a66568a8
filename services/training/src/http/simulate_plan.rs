use axum::extract::State;
use chrono::NaiveDate;
use serde::Serialize;
use taper_events::training::{Plan, PlanCreated};
use taper_events::{MissionId, PlanId, Weight, WorkoutId};
use taper_plans::Warning;
use taper_science::load::Form;
use taper_service::prelude::*;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{change_at, refused};
use crate::domain::plan::{added, simulated};
use crate::domain::simulation::{Outlook, outlook};
use crate::store;

/// As large as an event that would create the plan.
const MAX_BODY_BYTES: usize = 512 * 1024;

/// What would come of a plan, or of a change of one, if it were kept. Nothing is written.
#[derive(Serialize, ToSchema)]
pub(crate) struct Simulation {
    /// As it would stand: workouts that were moved say where they first stood.
    plan: Plan,
    /// Of each workout, in the plan's order.
    #[schema(max_items = 800)]
    sessions: Vec<SessionView>,
    /// How the athlete stands today, by what was done.
    standing: FormView,
    /// From tomorrow through the competition day: a projection, if the plan is kept, and nothing that was done.
    #[schema(max_items = 1200)]
    projected: Vec<FormView>,
    #[schema(max_items = 100)]
    warnings: Vec<Warning>,
    /// Where progressions would stand on the day, every step taken.
    #[schema(max_items = 30)]
    progressions: Vec<ProgressionOutlook>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct SessionView {
    workout_id: WorkoutId,
    /// An estimate.
    duration_seconds: u32,
    /// Training stress; absent where nothing says how hard it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    stress: Option<f64>,
}

/// Loads of a day, in TSS a day.
#[derive(Serialize, ToSchema)]
pub(crate) struct FormView {
    day: NaiveDate,
    ctl: f64,
    atl: f64,
    /// In the morning.
    tsb: f64,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct ProgressionOutlook {
    exercise: String,
    max: Weight,
    steps: u32,
}

impl From<Form> for FormView {
    fn from(form: Form) -> Self {
        Self { day: form.day, ctl: tenths(form.ctl), atl: tenths(form.atl), tsb: tenths(form.tsb) }
    }
}

fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// Longest plan that is simulated, days.
const MAX_DAYS: i64 = 3 * 366;

/// Says what a plan would lead to before it is kept. With the id of a plan that stands, it is a change of that one, and
/// refused once its competition day is over.
#[utoipa::path(post, path = "/plans/simulate", operation_id = "simulate_plan", tag = "training", security(("bearer" = [])),
    request_body(content = PlanCreated, example = json!({
        "start_date": "2027-01-11", "comp_date": "2027-04-03", "time_zone": "Europe/Oslo", "training_days_per_week": 3,
        "workouts": [{"workout_id": "0193b3a4-7c2e-7b60-9c6f-2a8d1e4f5a6b", "date": "2027-01-12"}]})),
    responses((status = 200, body = Simulation), ReadProblems, WriteProblems, NotFound, Conflict))]
pub(crate) async fn simulate_plan(
    me: Athlete,
    mut db: Read,
    State(door): State<Door>,
    body: RawJson<MAX_BODY_BYTES>,
) -> Result<Json<Simulation>, Problem> {
    let PlanCreated { plan_id, plan } = body.checked::<PlanCreated>()?;
    let change = change_at(&me, door.platform.id(), door.platform.now());
    if (plan.comp_date - plan.start_date).num_days() > MAX_DAYS {
        let fault = FieldError::new("/comp_date", "too_long", "A plan of more than three years is not simulated.");
        return Err(Problem::invalid(vec![fault]));
    }
    let found = match plan_id {
        Some(id) => store::plans::find(&mut db, id).await?,
        None => None,
    };
    let standing = found.filter(|plan| plan.owner == me.id && !plan.deleted);
    let workouts = standing.as_ref().map(|plan| plan.body.workouts.as_slice()).unwrap_or_default();
    let added = added(&plan.workouts, workouts);
    let of_plan = plan_id.unwrap_or(PlanId(Uuid::nil()));
    let taken = store::planned_workouts::taken(&mut db, me.id, of_plan, &added).await?;
    let plan = match (plan_id, &standing) {
        (Some(_), None) => return Err(Problem::not_found()),
        (_, Some(standing)) => standing.simulated(&plan, &taken, &change),
        (None, None) => simulated(&plan, &taken, &change),
    };
    let plan = plan.map_err(refused)?;
    let today = door.platform.clock.today_in(plan.time_zone);
    let known = store::known::athlete(&mut db, me.id, plan.time_zone, today).await?;
    let mission = match plan.mission_id.map(MissionId) {
        Some(id) => store::missions::find_own(&mut db, me.id, id).await?,
        None => None,
    };
    let constraints = mission.as_ref().map(|mission| &mission.body.mission.constraints);
    let outlook = outlook(&plan, &known, constraints);
    Ok(Json(answer(plan, known.standing, outlook)))
}

fn answer(plan: Plan, standing: Form, outlook: Outlook) -> Simulation {
    let Outlook { sessions, projected, warnings, ladder } = outlook;
    let session = |(workout, (duration_seconds, stress)): (&_, (u32, Option<f64>))| {
        let workout: &taper_events::training::PlannedWorkout = workout;
        SessionView { workout_id: workout.workout_id, duration_seconds, stress: stress.map(tenths) }
    };
    let progressions = ladder.now().iter().map(|standing| ProgressionOutlook {
        exercise: standing.rule.exercise.clone(),
        max: standing.max(),
        steps: standing.steps,
    });
    Simulation {
        sessions: plan.workouts.iter().zip(sessions).map(session).collect(),
        standing: standing.into(),
        projected: projected.into_iter().map(Into::into).collect(),
        warnings,
        progressions: progressions.collect(),
        plan,
    }
}
