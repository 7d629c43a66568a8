use chrono::TimeDelta;
use taper_service::prelude::*;

use crate::store;

/// How long the id of a deleted thing is remembered: as long as an event about it may arrive.
const REMEMBERED: TimeDelta = TimeDelta::days(400);
const MAX_FORGOTTEN: i64 = 1000;

/// Forgets what was deleted long ago, some at a time.
pub(crate) async fn forget_tombstones(tx: &mut Tx) -> Handled {
    let before = tx.now() - REMEMBERED;
    store::missions::forget(tx, before, MAX_FORGOTTEN).await?;
    store::stages::forget(tx, before, MAX_FORGOTTEN).await?;
    store::plans::forget(tx, before, MAX_FORGOTTEN).await?;
    store::workouts::forget(tx, before, MAX_FORGOTTEN).await?;
    Ok(())
}
