use chrono::TimeDelta;
use taper_service::prelude::*;

use crate::store;

/// How long the local mailbox keeps a message.
const KEPT: TimeDelta = TimeDelta::days(7);
/// Most messages that the local mailbox keeps.
const MAX_KEPT: i64 = 1000;

/// Bounds the local mailbox in age and number; also what an instance kept before it had SMTP.
pub(crate) async fn clean_up(tx: &mut Tx) -> Handled {
    let before = tx.now() - KEPT;
    store::mailbox::delete_older(tx, before).await?;
    store::mailbox::delete_beyond(tx, MAX_KEPT).await?;
    Ok(())
}
