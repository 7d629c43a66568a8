//! How a mission moves from preparation to its end: step by step, by its dates or by hand.

use chrono::{DateTime, Days, Utc};
use taper_events::training::{Mission, MissionState, MissionStateChanged};
use taper_events::{MissionId, UserId};

use crate::domain::day::beginning_of;

/// A step of the state, as the history keeps it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Move {
    /// Of the mission, that the step made.
    pub version: i64,
    pub from: MissionState,
    pub to: MissionState,
    pub actor: UserId,
    pub reason: Option<String>,
    pub at: DateTime<Utc>,
}

impl Move {
    pub(crate) fn changed(&self, id: MissionId) -> MissionStateChanged {
        MissionStateChanged {
            id,
            mission_id: id,
            version: self.version,
            from: self.from,
            to: self.to,
            reason: self.reason.clone(),
            changed_at: self.at,
        }
    }
}

/// The state behind this one.
pub(crate) fn next(state: MissionState) -> Option<MissionState> {
    match state {
        MissionState::Prep => Some(MissionState::Training),
        MissionState::Training => Some(MissionState::EventActive),
        MissionState::EventActive => Some(MissionState::MissionComplete),
        MissionState::MissionComplete => None,
    }
}

/// When a mission in this state moves on, by its dates in its own time zone.
pub(crate) fn due(state: MissionState, mission: &Mission) -> Option<DateTime<Utc>> {
    let day = match state {
        MissionState::Prep => mission.prep_start,
        MissionState::Training => mission.event_start,
        MissionState::EventActive => mission.event_end.checked_add_days(Days::new(1))?,
        MissionState::MissionComplete => return None,
    };
    beginning_of(day, mission.time_zone)
}

/// Why its dates moved a mission on from this state.
pub(crate) fn reason_of_dates(from: MissionState) -> &'static str {
    match from {
        MissionState::Prep => "prep_start has come",
        MissionState::Training => "event_start has come",
        MissionState::EventActive | MissionState::MissionComplete => "event_end is over",
    }
}
