use chrono::TimeDelta;
use taper_service::prelude::*;

use crate::store;

/// Days that a stream can be resumed.
const STREAM_DAYS: i32 = 7;
/// Days that outcomes are kept; as long as the keys of the events that they answer.
const OUTCOME_DAYS: i64 = 400;
/// Most statements of one run; an hour later the next one goes on.
const MAX_BATCHES: usize = 100;

/// Makes the coming days' partitions and forgets what is past keeping.
pub(crate) async fn clean_up(tx: &mut Tx) -> Handled {
    let now = tx.now();
    store::stream::keep_partitions(tx, now.date_naive(), STREAM_DAYS).await?;
    for _ in 0..MAX_BATCHES {
        if store::outcomes::forget(tx, now - TimeDelta::days(OUTCOME_DAYS)).await? == 0 {
            break;
        }
    }
    Ok(())
}
