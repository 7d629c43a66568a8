use chrono::{DateTime, Days, NaiveDate, Utc};
use taper_science::one_rep_max::LiftedSet;
use taper_service::prelude::*;

use crate::domain::day::beginning_of;
use crate::domain::maxima::meet_results;
use crate::domain::metrics::{DayMetrics, History};
use crate::store;
use crate::store::known;

/// Everything that counts metrics of one athlete stands in line here.
const KIND: &str = "metrics";
/// Days of rest after which nothing is counted any more until something is done: little of any load is left.
const MAX_REST_DAYS: i64 = 180;

pub(crate) fn key(athlete: UserId) -> OrderKey {
    OrderKey::object(athlete.0, KIND, athlete.0)
}

/// Counts the metrics of every day from that of an instant through today anew, keeps them, and tells how today stands.
/// The athlete's [`key`] is locked before.
pub(crate) async fn refresh(tx: &mut Tx, owner: UserId, from: DateTime<Utc>) -> Handled {
    let zone = known::zone(tx, owner).await?;
    let today = zone.day_of(tx.now());
    let oldest = today.checked_sub_days(Days::new(taper_science::load::MAX_DAYS)).unwrap_or(today);
    let first = zone.day_of(from).clamp(oldest, today);
    let history = history(tx, owner, first, zone).await?;
    let days = history.metrics(first, today);
    let stood = store::daily_metrics::replace(tx, owner, first, &days).await?;
    let last = history.days.keys().next_back().copied();
    let trains = last.is_some_and(|last| (today - last).num_days() <= MAX_REST_DAYS);
    let tomorrow = today.succ_opt().filter(|_| trains).and_then(|day| beginning_of(day, zone));
    let now = tx.now();
    store::metrics_due::clear_later(tx, owner, now).await?;
    if let Some(tomorrow) = tomorrow {
        store::metrics_due::add(tx, owner, tomorrow, tomorrow).await?;
    }
    if days.is_empty() && !stood {
        // Such as of somebody who filled in the form and has not trained yet.
        return Ok(());
    }
    let todays = days.last().cloned().unwrap_or_else(|| DayMetrics::nothing(today));
    tx.act_upon(owner);
    tx.emit_to(&[owner], &todays.updated(first))
}

async fn history(tx: &mut Tx, owner: UserId, first: NaiveDate, zone: taper_events::TimeZone) -> Result<History, Fault> {
    let mut history = History::default();
    for (at, stress) in store::workouts::stresses(tx, owner, known::load_since(first, zone)).await? {
        history.add(zone.day_of(at), stress);
    }
    for (lift, at, sets) in store::done_exercises::meet_lifts(tx, owner, known::sets_since(first, zone)).await? {
        let day = zone.day_of(at);
        history
            .sets
            .extend(sets.into_iter().map(|set| (lift, LiftedSet { day, weight: set.kg, reps: u32::from(set.reps) })));
    }
    let about = store::athletes::about(tx, owner).await?;
    history.meets = about.settings.as_ref().map(meet_results).unwrap_or_default();
    Ok(history)
}
