use std::time::Duration;

use serde::{Deserialize, Serialize};
use taper_events::SessionId;
use taper_events::identity::MessagePurpose;
use taper_service::prelude::*;

use crate::domain::single_use::{VERIFICATION_LIFETIME, token_hash};
use crate::steps::mail::{self, Recipient};
use crate::steps::tokens;
use crate::store::verifications::NewVerification;
use crate::store::{sessions, users, verifications};

/// Sends a link to the address that somebody wants to have from now on; if another account has it,
/// its owner is told instead. Nothing happens once the session it was asked for in is over.
#[derive(Serialize, Deserialize)]
pub(crate) struct RequestEmailChange {
    pub user: UserId,
    pub session: SessionId,
    pub email: String,
}

impl Job for RequestEmailChange {
    const KIND: &'static str = "request_email_change";
    const LADDER: &'static [Duration] = super::LADDER;
}

pub(crate) async fn request_email_change(run: &JobRun, job: &RequestEmailChange) -> JobResult {
    let mut tx = run.begin().await?;
    let now = tx.now();
    let expires_at = now + VERIFICATION_LIFETIME;
    if !sessions::goes_on(&mut tx, job.user, job.session, now).await? {
        return Ok(tx);
    }
    let Some(user) = users::find(&mut tx, job.user).await? else { return Ok(tx) };
    let owner = users::find_by_email(&mut tx, &job.email).await?.filter(|owner| owner.id != user.id);
    if let Some(owner) = owner.filter(|owner| owner.is_verified) {
        tx.act_as(owner.id);
        let to = Recipient { email: &owner.email, locale: &owner.locale };
        mail::request(&mut tx, &to, MessagePurpose::AlreadyRegistered, None, expires_at)?;
        return Ok(tx);
    }
    tx.act_as(user.id);
    let token = tokens::random_token(&run.bus().platform);
    let new = NewVerification {
        id: tx.id(),
        user: user.id,
        email: &job.email,
        token_hash: &token_hash(&token),
        created_at: now,
        expires_at,
    };
    verifications::insert_change(&mut tx, &new).await?;
    let to = Recipient { email: &job.email, locale: &user.locale };
    mail::request(&mut tx, &to, MessagePurpose::ConfirmEmail, Some(&token), expires_at)?;
    Ok(tx)
}
