use taper_events::MissionId;
use taper_events::training::MissionSubmitted;
use taper_service::prelude::*;

use super::{change_of, refuse_mission};
use crate::steps;

/// Keeps a new mission under the id that its athlete chose, or replaces one if the edit knew what stands.
pub(crate) async fn mission_submitted(tx: &mut Tx, event: &Event<MissionSubmitted>) -> Handled {
    let id = event.data.mission_id.unwrap_or(MissionId(event.client_generated_id()));
    let change = change_of(tx, event);
    match steps::missions::submit(tx, id, &event.data, &change).await? {
        Ok(_) => Ok(()),
        Err(refused) => refuse_mission(tx, id, refused, &change).await,
    }
}
