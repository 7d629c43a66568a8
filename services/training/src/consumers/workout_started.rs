use taper_events::training::WorkoutStarted;
use taper_service::prelude::*;

use super::{WORKOUT_ID, change_of, keep_workout, refuse_workout};
use crate::domain::record::existing_or_new;
use crate::domain::workout::started;
use crate::store;

/// Notes that a workout was begun, before or after its completion arrived.
pub(crate) async fn workout_started(tx: &mut Tx, event: &Event<WorkoutStarted>) -> Handled {
    let id = event.data.workout_id;
    let change = change_of(tx, event);
    let found = store::workouts::find(tx, id).await?;
    let standing = existing_or_new(found.as_ref(), &change, WORKOUT_ID);
    match standing.map(|standing| started(standing, &event.data, &change)) {
        Ok(next) => keep_workout(tx, &next, found.as_ref(), &change).await,
        Err(refusal) => refuse_workout(tx, id, refusal, found, &change),
    }
}
