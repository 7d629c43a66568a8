use taper_events::training::WorkoutEdited;
use taper_service::prelude::*;

use super::{change_of, keep_workout, refuse_workout};
use crate::domain::record::existing;
use crate::store;

/// Replaces what was done if the edit knew the newest version; otherwise tells what stands.
pub(crate) async fn workout_edited(tx: &mut Tx, event: &Event<WorkoutEdited>) -> Handled {
    let edit = &event.data;
    let change = change_of(tx, event);
    let found = store::workouts::find(tx, edit.workout_id).await?;
    match existing(found.as_ref(), &change).and_then(|workout| workout.edited(edit, &change)) {
        Ok(next) => keep_workout(tx, &next, found.as_ref(), &change).await,
        Err(refusal) => refuse_workout(tx, edit.workout_id, refusal, found, &change),
    }
}
