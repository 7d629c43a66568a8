use taper_events::training::WorkoutCompleted;
use taper_service::prelude::*;

use super::{WORKOUT_ID, change_of, keep_workout, refuse_workout};
use crate::domain::record::existing_or_new;
use crate::domain::workout::completed;
use crate::store;

/// Notes what was done, once. Without a plan or a start it is an unplanned workout.
pub(crate) async fn workout_completed(tx: &mut Tx, event: &Event<WorkoutCompleted>) -> Handled {
    let WorkoutCompleted { workout_id, done } = &event.data;
    let change = change_of(tx, event);
    let found = store::workouts::find(tx, *workout_id).await?;
    let standing = existing_or_new(found.as_ref(), &change, WORKOUT_ID);
    match standing.and_then(|standing| completed(standing, *workout_id, done, &change)) {
        Ok(next) => keep_workout(tx, &next, found.as_ref(), &change).await,
        Err(refusal) => refuse_workout(tx, *workout_id, refusal, found, &change),
    }
}
