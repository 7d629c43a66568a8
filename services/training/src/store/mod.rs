pub(crate) mod athletes;
pub(crate) mod daily_metrics;
pub(crate) mod done_exercises;
pub(crate) mod known;
pub(crate) mod metrics_due;
pub(crate) mod mission_history;
pub(crate) mod missions;
pub(crate) mod planned_workouts;
pub(crate) mod plans;
pub(crate) mod stages;
pub(crate) mod workouts;

use taper_events::TimeZone;

/// Zones are written by their names; one that the time zone database dropped since is read as UTC.
fn zone(name: &str) -> TimeZone {
    name.parse().unwrap_or(TimeZone::UTC)
}
