use taper_events::training::WorkoutDeleted;
use taper_service::prelude::*;

use super::{change_of, refuse_workout};
use crate::domain::record::existing;
use crate::{steps, store};

/// Removes a workout from the history; its id is remembered.
pub(crate) async fn workout_deleted(tx: &mut Tx, event: &Event<WorkoutDeleted>) -> Handled {
    let WorkoutDeleted { workout_id, based_on } = event.data;
    let change = change_of(tx, event);
    let found = store::workouts::find(tx, workout_id).await?;
    match existing(found.as_ref(), &change).and_then(|workout| workout.removed(&based_on, &change)) {
        Ok(gone) => {
            store::workouts::bury(tx, &gone).await?;
            steps::history::forget(tx, &gone).await?;
            tx.answer(&gone.persisted())
        }
        Err(refusal) => refuse_workout(tx, workout_id, refusal, found, &change),
    }
}
