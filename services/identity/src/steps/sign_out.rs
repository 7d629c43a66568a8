use taper_events::SessionId;
use taper_events::identity::SessionEnded;
use taper_service::prelude::*;

use crate::store::{sessions, verifications};

/// Ends a session of a person. False if there is no such one that lives.
pub(crate) async fn sign_out(tx: &mut Tx, user: UserId, session: SessionId) -> Result<bool, Fault> {
    let now = tx.now();
    let ended = sessions::revoke(tx, user, session, now).await?;
    if ended {
        tell(tx, user, &[session])?;
    }
    Ok(ended)
}

/// Ends all sessions of a person, and what was asked for in them: an address that somebody else wants the account to have.
pub(crate) async fn sign_out_everywhere(tx: &mut Tx, user: UserId) -> Handled {
    let now = tx.now();
    let ended = sessions::revoke_all_of(tx, user, now).await?;
    verifications::spend_all_of(tx, user, now).await?;
    tell(tx, user, &ended)
}

/// Ends the sessions seen longest ago, so that `kept` are left.
pub(crate) async fn sign_out_beyond(tx: &mut Tx, user: UserId, kept: i64) -> Handled {
    let now = tx.now();
    let ended = sessions::revoke_beyond(tx, user, kept, now).await?;
    tell(tx, user, &ended)
}

/// Their devices hear it: an access token alone would go on for up to an hour.
fn tell(tx: &mut Tx, user: UserId, ended: &[SessionId]) -> Handled {
    ended.iter().try_for_each(|&session_id| tx.emit_to(&[user], &SessionEnded { session_id }))
}
