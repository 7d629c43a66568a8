use std::time::Duration;

use serde::{Deserialize, Serialize};
use taper_events::identity::MessagePurpose;
use taper_service::prelude::*;

use crate::domain::single_use::{RESET_LIFETIME, token_hash};
use crate::steps::mail::{self, Recipient};
use crate::steps::tokens;
use crate::store::{password_resets, users};

/// Sends a link to choose a new password, if the address has an account. An account whose address
/// was never proven has none to lose: whoever registered it can register again.
#[derive(Serialize, Deserialize)]
pub(crate) struct RequestPasswordReset {
    pub email: String,
}

impl Job for RequestPasswordReset {
    const KIND: &'static str = "request_password_reset";
    const LADDER: &'static [Duration] = super::LADDER;
}

pub(crate) async fn request_password_reset(run: &JobRun, job: &RequestPasswordReset) -> JobResult {
    let mut tx = run.begin().await?;
    let now = tx.now();
    let user = users::find_by_email(&mut tx, &job.email).await?;
    let Some(user) = user.filter(|user| user.is_verified) else { return Ok(tx) };
    tx.act_as(user.id);
    let token = tokens::random_token(&run.bus().platform);
    let (id, expires_at) = (tx.id(), now + RESET_LIFETIME);
    password_resets::insert(&mut tx, id, user.id, &token_hash(&token), now, expires_at).await?;
    let to = Recipient { email: &user.email, locale: &user.locale };
    mail::request(&mut tx, &to, MessagePurpose::ResetPassword, Some(&token), expires_at)?;
    Ok(tx)
}
