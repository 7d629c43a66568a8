use chrono::{DateTime, Utc};
use taper_service::prelude::*;

use crate::domain::exercise::exercises;
use crate::domain::workout::WorkoutRecord;
use crate::store;

/// Writes anew what statistics and metrics take from a workout that was done, beside its own row. `before`: where it stood in the
/// history until now.
pub(crate) async fn derive(tx: &mut Tx, workout: &WorkoutRecord, before: Option<DateTime<Utc>>) -> Handled {
    let Some(completion) = &workout.body.completion else { return Ok(()) };
    let performed_at = workout.body.performed_at().unwrap_or(completion.at);
    store::done_exercises::replace(tx, workout, performed_at, &exercises(&completion.done)).await?;
    let from = before.map_or(performed_at, |before| before.min(performed_at));
    let now = tx.now();
    Ok(store::metrics_due::add(tx, workout.owner, from, now).await?)
}

/// Takes it away again.
pub(crate) async fn forget(tx: &mut Tx, workout: &WorkoutRecord) -> Handled {
    let Some(from) = workout.body.performed_at() else { return Ok(()) };
    store::done_exercises::clear(tx, workout.id).await?;
    let now = tx.now();
    Ok(store::metrics_due::add(tx, workout.owner, from, now).await?)
}
