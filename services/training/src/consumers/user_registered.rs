use taper_events::identity::UserRegistered;
use taper_service::prelude::*;

use crate::store;

/// Keeps whose days an athlete's are. A zone that nobody knows is none.
pub(crate) async fn user_registered(tx: &mut Tx, event: &Event<UserRegistered>) -> Handled {
    if let Ok(zone) = event.data.time_zone.parse() {
        store::athletes::keep_zone(tx, event.data.user_id, zone).await?;
    }
    Ok(())
}
