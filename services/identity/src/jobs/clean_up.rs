use chrono::TimeDelta;
use taper_service::prelude::*;

use crate::domain::lockout;
use crate::store::clean_up as store;

/// How long what is over is kept, for support to look at.
const KEPT_AFTER_END: TimeDelta = TimeDelta::days(7);
const AUDIT_KEPT: TimeDelta = TimeDelta::days(400);

/// Deletes what nobody can use any more.
pub(crate) async fn clean_up(tx: &mut Tx) -> Handled {
    let now = tx.now();
    let ended = now - KEPT_AFTER_END;
    store::verifications(tx, ended).await?;
    store::password_resets(tx, ended).await?;
    store::unverified_users(tx, ended).await?;
    store::sessions(tx, ended).await?;
    store::refresh_tokens(tx, ended).await?;
    store::lockouts(tx, now - lockout::FORGOTTEN_AFTER).await?;
    store::audit_log(tx, now - AUDIT_KEPT).await?;
    Ok(())
}
