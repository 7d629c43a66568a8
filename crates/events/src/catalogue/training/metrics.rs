//! What training comes to, day by day.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Weight;
use crate::athlete::Lift;

/// `training.metrics.updated`: how an athlete stands on the last day that was counted, which is the athlete's today.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MetricsUpdated {
    pub day: NaiveDate,
    /// The first day whose metrics are not what they were; all from there through `day` were counted anew.
    pub since: NaiveDate,
    /// Training stress of the day, of those workouts that say how hard they were.
    pub stress: f64,
    pub workouts: u32,
    /// Of how many of them nothing says how hard they were.
    pub unknown: u32,
    /// Chronic training load at the end of the day, TSS a day.
    pub ctl: f64,
    /// Acute training load at the end of the day, TSS a day.
    pub atl: f64,
    /// Training stress balance in the morning.
    pub tsb: f64,
    /// 0 to 100; absent where nothing is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 100)]
    pub readiness: Option<f64>,
    /// The weight of what was known of readiness.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 1)]
    pub confidence: Option<f64>,
    /// One-repetition maxima of the lifts of the meet, where anything says them.
    #[schema(max_items = 3)]
    pub maxima: Vec<LiftMaximum>,
}

/// A current one-repetition maximum, and what says so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LiftMaximum {
    pub lift: Lift,
    pub weight: Weight,
    pub source: MaximumSource,
    /// Estimated from so many sets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sets: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meet_day: Option<NaiveDate>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MaximumSource {
    Sets,
    Meet,
}
