use chrono::TimeDelta;
use taper_service::prelude::*;

use crate::store;

/// Days that a stream can be resumed.
const STREAM_DAYS: i32 = 7;
/// Days that keys and outcomes are kept; longer than the oldest event that is taken.
const KEY_DAYS: i64 = 400;

/// Makes the coming days' partitions and forgets what is past keeping.
pub(crate) async fn clean_up(tx: &mut Tx) -> Handled {
    let now = tx.now();
    store::stream::keep_partitions(tx, now.date_naive(), STREAM_DAYS).await?;
    let before = now - TimeDelta::days(KEY_DAYS);
    store::outcomes::forget(tx, before).await?;
    taper_bus::forget_keys(tx, before).await?;
    Ok(())
}
