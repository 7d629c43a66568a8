use taper_events::training::MissionDeleted;
use taper_service::prelude::*;

use super::{change_of, refuse_mission};
use crate::steps;

/// Removes a mission with its stages; their ids are remembered. Plans for it stay.
pub(crate) async fn mission_deleted(tx: &mut Tx, event: &Event<MissionDeleted>) -> Handled {
    let change = change_of(tx, event);
    match steps::missions::delete(tx, &event.data, &change).await? {
        Ok(_) => Ok(()),
        Err(refused) => refuse_mission(tx, event.data.mission_id, refused, &change).await,
    }
}
