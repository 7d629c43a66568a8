//! Missions and their stages.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::points::{BonusPaid, MissionProgress, PointsSchema, RideMode, StageType, is_default};
use crate::athlete::Weekday;
use crate::{BasedOn, FieldError, MissionId, StageId, TimeZone};

/// What one trains for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, sqlx::Type)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum MissionType {
    PowerliftingMeet,
    RoadRace,
    GranFondo,
    GravelUltra,
    StageRace,
    TimeTrial,
    Other,
}

/// How far a mission is, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, sqlx::Type)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[sqlx(type_name = "text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MissionState {
    Prep,
    Training,
    EventActive,
    MissionComplete,
}

impl MissionState {
    /// As it is sent.
    pub fn name(self) -> &'static str {
        match self {
            Self::Prep => "PREP",
            Self::Training => "TRAINING",
            Self::EventActive => "EVENT_ACTIVE",
            Self::MissionComplete => "MISSION_COMPLETE",
        }
    }
}

/// A goal event with its dates, which are days of its own time zone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Mission {
    #[schema(min_length = 1, max_length = 120)]
    pub name: String,
    pub mission_type: MissionType,
    /// First day of training for it.
    pub prep_start: NaiveDate,
    pub event_start: NaiveDate,
    /// Last day of the event.
    pub event_end: NaiveDate,
    #[serde(rename = "timezone")]
    pub time_zone: TimeZone,
    /// Without it no stage pays anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points_schema: Option<PointsSchema>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub constraints: MissionConstraints,
    #[serde(default, skip_serializing_if = "is_default")]
    pub notification_preferences: MissionNotifications,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 4000)]
    pub notes: Option<String>,
}

/// What no advice for this mission may break.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MissionConstraints {
    /// Of 100; below it nothing hard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 100)]
    pub min_readiness: Option<u8>,
    /// Training stress balance that the load may not push below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = -300, maximum = 300)]
    pub min_tsb: Option<f64>,
    /// Days of every week.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 7)]
    pub unavailable_days: Vec<Weekday>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 400)]
    pub unavailable_dates: Vec<NaiveDate>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 50)]
    pub unavailable_windows: Vec<TimeWindow>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(schema_with = crate::catalogue::tag_list)]
    pub injuries: Vec<String>,
}

/// Some hours of a day, in the mission's time zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TimeWindow {
    /// Of every week; every day if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Weekday>,
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    pub from: String,
    /// After `from`.
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    pub to: String,
}

/// How a mission's news reach its athlete; what is absent is as the athlete's own preferences say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MissionNotifications {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 4)]
    pub channels: Vec<Channel>,
    /// When each day's run is made, in the mission's time zone; 05:00 if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    pub daily_run_time: Option<String>,
}

/// A way to reach a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    Email,
    Sms,
    Push,
    InApp,
}

/// A stage of a mission's event: planned, and completed once it says when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Stage {
    /// Each of a mission has its own.
    #[schema(minimum = 1, maximum = 100)]
    pub stage_number: u16,
    pub stage_type: StageType,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ride_mode: Option<RideMode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completed_at: Option<DateTime<Utc>>,
    /// The imported activity that it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity_id: Option<Uuid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 2000)]
    pub notes: Option<String>,
}

/// `mission.submitted`: a new mission, or the whole of one that replaces what it is based on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MissionSubmitted {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mission_id: Option<MissionId>,
    #[serde(flatten)]
    pub based_on: BasedOn,
    #[serde(flatten)]
    pub mission: Mission,
}

/// `mission.deleted`: an intent, answered by `mission.persisted` that says `deleted`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MissionDeleted {
    pub mission_id: MissionId,
    #[serde(flatten)]
    pub based_on: BasedOn,
}

/// A mission as it now stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MissionPersisted {
    pub id: MissionId,
    pub mission_id: MissionId,
    /// One more with each edit and each move of the state. An edit may be based on any version since the last edit.
    #[schema(minimum = 1)]
    pub version: i64,
    /// `client_generated_id` of the last edit.
    pub last_change: Uuid,
    pub updated_at: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deleted: bool,
    pub state: MissionState,
    #[serde(flatten)]
    pub mission: Mission,
    pub progress: MissionProgress,
}

/// Why an intent on a mission was refused, and for a conflict what stands instead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MissionFailed {
    pub id: MissionId,
    #[schema(max_items = 100)]
    pub errors: Vec<FieldError>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theirs: Option<Box<MissionPersisted>>,
}

/// A mission moved on, or back. Who did it is the event's `user_id`: the system's, where its dates did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MissionStateChanged {
    pub id: MissionId,
    pub mission_id: MissionId,
    /// That the move made.
    #[schema(minimum = 1)]
    pub version: i64,
    pub from: MissionState,
    pub to: MissionState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 500)]
    pub reason: Option<String>,
    pub changed_at: DateTime<Utc>,
}

/// `mission.stage.submitted`: a new stage, or the whole of one that replaces what it is based on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StageSubmitted {
    pub mission_id: MissionId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage_id: Option<StageId>,
    #[serde(flatten)]
    pub based_on: BasedOn,
    #[serde(flatten)]
    pub stage: Stage,
}

/// `mission.stage.deleted`: an intent, answered by `mission.stage.persisted` that says `deleted`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StageDeleted {
    pub mission_id: MissionId,
    pub stage_id: StageId,
    #[serde(flatten)]
    pub based_on: BasedOn,
}

/// A stage as it now stands, what it pays, and what its mission has come to with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StagePersisted {
    pub id: StageId,
    pub stage_id: StageId,
    pub mission_id: MissionId,
    #[schema(minimum = 1)]
    pub version: i64,
    /// `client_generated_id` of the change that made this version.
    pub last_change: Uuid,
    pub updated_at: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deleted: bool,
    #[serde(flatten)]
    pub stage: Stage,
    pub points: u32,
    /// Those that this stage completed.
    #[schema(max_items = 20)]
    pub bonuses: Vec<BonusPaid>,
    pub progress: MissionProgress,
}

/// Why an intent on a stage was refused, and for a conflict what stands instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StageFailed {
    pub id: StageId,
    pub mission_id: MissionId,
    #[schema(max_items = 100)]
    pub errors: Vec<FieldError>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theirs: Option<Box<StagePersisted>>,
}
