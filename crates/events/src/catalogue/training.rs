//! Missions, plans and workouts.

mod metrics;
mod missions;
mod points;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::events;
pub use metrics::{LiftMaximum, MaximumSource, MetricsUpdated};
pub use missions::{
    Channel, Mission, MissionConstraints, MissionDeleted, MissionFailed, MissionNotifications, MissionPersisted,
    MissionState, MissionStateChanged, MissionSubmitted, MissionType, Stage, StageDeleted, StageFailed, StagePersisted,
    StageSubmitted, TimeWindow,
};
pub use points::{Bonus, BonusName, BonusPaid, MissionProgress, ModePoints, PointsSchema, RideMode, StageType};

use crate::{Aggregate, BasedOn, FieldError, PlanId, TimeZone, Weight, WorkoutId};

/// The dated workouts up to a competition day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Plan {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mission_id: Option<Uuid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 120)]
    pub name: Option<String>,
    pub start_date: NaiveDate,
    pub comp_date: NaiveDate,
    pub time_zone: TimeZone,
    #[schema(minimum = 1, maximum = 7)]
    pub training_days_per_week: u8,
    #[schema(max_items = 800)]
    pub workouts: Vec<PlannedWorkout>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 50)]
    pub reminders: Vec<Reminder>,
    /// By which rules weights rise and fall as workouts are done; at most one for each exercise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 30)]
    pub progressions: Vec<Progression>,
}

/// How the weights of one exercise follow what was done. Its maximum begins at `base` and takes one `step` up for each
/// workout in which an exercise that `advances` was done as prescribed; shares of the maximum (`percent_1rm`) are of it, and
/// prescribed weights move by as many kilograms or pounds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Progression {
    /// The name that the plan's exercises have.
    #[schema(min_length = 1, max_length = 80)]
    pub exercise: String,
    pub base: Weight,
    pub step: Weight,
    /// Takes weight off; without it nothing is ever taken off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deload: Option<Deload>,
}

/// After so many misses in a row, of workouts that would have advanced, the maximum falls by a share.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Deload {
    #[schema(minimum = 1, maximum = 10)]
    pub after_misses: u8,
    #[schema(minimum = 1, maximum = 50)]
    pub percent: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlannedWorkout {
    pub workout_id: WorkoutId,
    pub date: NaiveDate,
    /// Where it stood before it was moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_date: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 120)]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 2000)]
    pub notes: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 30)]
    pub exercises: Vec<PlannedExercise>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endurance: Option<Endurance>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlannedExercise {
    #[schema(min_length = 1, max_length = 80)]
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 500)]
    pub notes: Option<String>,
    /// Exercises with the same number are done in turn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 30)]
    pub superset: Option<u8>,
    /// Done as prescribed, it takes the progression of its exercise one step up.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub advances: bool,
    #[schema(max_items = 40)]
    pub sets: Vec<PlannedSet>,
}

/// Prescribed absolutely, as a share of the one-repetition maximum, or by effort. The load is given
/// in at most one way (`weight`, `percent_1rm`), and so is the effort (`rpe`, `rir`); load and effort
/// may stand together, and a set may have neither.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlannedSet {
    #[schema(minimum = 1, maximum = 200)]
    pub reps: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Weight>,
    /// Percent: of the maximum of the exercise's progression if the plan has one, else of the current e1RM.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 150)]
    pub percent_1rm: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 10)]
    pub rpe: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 10)]
    pub rir: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 3600)]
    pub rest_seconds: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 500)]
    pub notes: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Endurance {
    #[schema(min_length = 1, max_length = 32)]
    pub sport: String,
    #[schema(minimum = 1, maximum = 172_800)]
    pub duration_seconds: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 50)]
    pub zones: Vec<Zone>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 1000)]
    pub target_tss: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Zone {
    #[schema(minimum = 1, maximum = 7)]
    pub zone: u8,
    #[schema(minimum = 1, maximum = 172_800)]
    pub seconds: u32,
}

/// When to say something; exactly one of `cron` and `offset`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Reminder {
    /// Five fields, in the plan's time zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 100)]
    pub cron: Option<String>,
    /// ISO 8601 duration before a workout or the competition day, such as `-P7D`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 32)]
    pub offset: Option<String>,
    #[schema(min_length = 1, max_length = 16)]
    pub channel: String,
}

/// `program.plan.created`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlanCreated {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_id: Option<PlanId>,
    #[serde(flatten)]
    pub plan: Plan,
}

/// `program.plan.updated`: a whole plan, not a patch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlanUpdated {
    pub plan_id: PlanId,
    #[serde(flatten)]
    pub based_on: BasedOn,
    #[serde(flatten)]
    pub plan: Plan,
}

/// `program.plan.deleted`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlanDeleted {
    pub plan_id: PlanId,
    #[serde(flatten)]
    pub based_on: BasedOn,
}

/// A plan as it now stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlanPersisted {
    pub id: PlanId,
    pub plan_id: PlanId,
    #[schema(minimum = 1)]
    pub version: i64,
    /// `client_generated_id` of the change that made this version.
    pub last_change: Uuid,
    pub updated_at: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deleted: bool,
    #[serde(flatten)]
    pub plan: Plan,
}

/// Why an intent on a plan was refused, and for a conflict what stands instead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlanFailed {
    pub id: PlanId,
    #[schema(max_items = 100)]
    pub errors: Vec<FieldError>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theirs: Option<Box<PlanPersisted>>,
}

/// `workout.started`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WorkoutStarted {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_id: Option<PlanId>,
    pub workout_id: WorkoutId,
    pub start_timestamp: DateTime<Utc>,
}

/// What was done: the weights themselves, not an aggregate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WorkoutDone {
    /// What it is called: as its plan called it when it was begun, so that it keeps its name when the plan goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 120)]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_id: Option<PlanId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_timestamp: Option<DateTime<Utc>>,
    #[schema(minimum = 0, maximum = 172_800)]
    pub duration_seconds: u32,
    #[schema(max_items = 40)]
    pub exercises_summary: Vec<DoneExercise>,
    /// Effort of the whole session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 10)]
    pub rpe_summary: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 2000)]
    pub notes: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DoneExercise {
    #[schema(min_length = 1, max_length = 80)]
    pub name: String,
    #[schema(max_items = 60)]
    pub sets: Vec<DoneSet>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DoneSet {
    #[schema(minimum = 0, maximum = 200)]
    pub reps: u16,
    pub weight: Weight,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 10)]
    pub rpe: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 10)]
    pub rir: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completed_at: Option<DateTime<Utc>>,
}

/// `workout.completed`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WorkoutCompleted {
    pub workout_id: WorkoutId,
    #[serde(flatten)]
    pub done: WorkoutDone,
}

/// `workout.edited`: the whole completed workout.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WorkoutEdited {
    pub workout_id: WorkoutId,
    #[serde(flatten)]
    pub based_on: BasedOn,
    #[serde(flatten)]
    pub done: WorkoutDone,
}

/// `workout.deleted`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WorkoutDeleted {
    pub workout_id: WorkoutId,
    #[serde(flatten)]
    pub based_on: BasedOn,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WorkoutState {
    Started,
    Completed,
}

/// A workout as it now stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WorkoutPersisted {
    pub id: WorkoutId,
    pub workout_id: WorkoutId,
    #[schema(minimum = 1)]
    pub version: i64,
    /// `client_generated_id` of the change that made this version.
    pub last_change: Uuid,
    pub updated_at: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deleted: bool,
    pub state: WorkoutState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_id: Option<PlanId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_timestamp: Option<DateTime<Utc>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completed_at: Option<DateTime<Utc>>,
    /// Absent until the workout is completed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<WorkoutDone>,
}

/// Why an intent on a workout was refused, and what stands instead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WorkoutFailed {
    pub id: WorkoutId,
    #[schema(max_items = 100)]
    pub errors: Vec<FieldError>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theirs: Option<Box<WorkoutPersisted>>,
}

const fn plan(field: &'static str) -> Aggregate {
    Aggregate::Object { kind: "plan", field }
}

const fn workout(field: &'static str) -> Aggregate {
    Aggregate::Object { kind: "workout", field }
}

/// Stages stand in line with their mission.
const fn mission(field: &'static str) -> Aggregate {
    Aggregate::Object { kind: "mission", field }
}

events! {
    MissionSubmitted: Intent "mission.submitted" (1, 0) of "training" by mission("mission_id");
    MissionDeleted: Intent "mission.deleted" (1, 0) of "training" by mission("mission_id");
    MissionPersisted: Persisted "mission.persisted" (1, 0) of "training" by mission("id");
    MissionFailed: Failed "mission.failed" (1, 0) of "training" by mission("id");
    MissionStateChanged: Fact "mission.state.changed" (1, 0) of "training" by mission("id");
    StageSubmitted: Intent "mission.stage.submitted" (1, 0) of "training" by mission("mission_id");
    StageDeleted: Intent "mission.stage.deleted" (1, 0) of "training" by mission("mission_id");
    StagePersisted: Persisted "mission.stage.persisted" (1, 0) of "training" by mission("mission_id");
    StageFailed: Failed "mission.stage.failed" (1, 0) of "training" by mission("mission_id");
    PlanCreated: Intent "program.plan.created" (1, 2) of "training" by plan("plan_id");
    PlanUpdated: Intent "program.plan.updated" (1, 2) of "training" by plan("plan_id");
    PlanDeleted: Intent "program.plan.deleted" (1, 1) of "training" by plan("plan_id");
    PlanPersisted: Persisted "program.plan.persisted" (1, 2) of "training" by plan("id");
    PlanFailed: Failed "program.plan.failed" (1, 2) of "training" by plan("id");
    WorkoutStarted: Intent "workout.started" (1, 0) of "training" by workout("workout_id");
    WorkoutCompleted: Intent "workout.completed" (1, 1) of "training" by workout("workout_id");
    WorkoutEdited: Intent "workout.edited" (1, 1) of "training" by workout("workout_id");
    WorkoutDeleted: Intent "workout.deleted" (1, 1) of "training" by workout("workout_id");
    WorkoutPersisted: Persisted "workout.persisted" (1, 1) of "training" by workout("id");
    WorkoutFailed: Failed "workout.failed" (1, 1) of "training" by workout("id");
    MetricsUpdated: Fact "training.metrics.updated" (1, 0) of "training" by Aggregate::Subject;
}
