use std::time::Duration;

use serde::{Deserialize, Serialize};
use taper_events::TimeZone;
use taper_events::identity::MessagePurpose;
use taper_service::prelude::*;

use crate::domain::single_use::{VERIFICATION_LIFETIME, token_hash};
use crate::domain::user::User;
use crate::steps::mail::{self, Recipient};
use crate::steps::tokens;
use crate::store::verifications::NewVerification;
use crate::store::{users, verifications};

/// Creates the account that somebody asked for, or tells the address that it has one.
/// A job, so that the answer to the asking depends on neither.
#[derive(Serialize, Deserialize)]
pub(crate) struct RegisterAccount {
    email: String,
    /// Sealed: an operator may look at jobs.
    password_hash: String,
    display_name: Option<String>,
    locale: String,
    time_zone: TimeZone,
}

impl RegisterAccount {
    /// # Errors
    /// The instance has no keys.
    pub(crate) fn of(
        platform: &Platform,
        (email, password_hash): (String, &str),
        display_name: Option<String>,
        locale: String,
        time_zone: TimeZone,
    ) -> Result<Self, Fault> {
        let password_hash = platform.keys.seal(&platform.random, &bound_to(&email), password_hash.as_bytes())?;
        Ok(Self { email, password_hash, display_name, locale, time_zone })
    }
}

fn bound_to(email: &str) -> String {
    format!("identity.register_account|{email}")
}

impl Job for RegisterAccount {
    const KIND: &'static str = "register_account";
    const LADDER: &'static [Duration] = super::LADDER;
}

pub(crate) async fn register_account(run: &JobRun, job: &RegisterAccount) -> JobResult {
    let mut tx = run.begin().await?;
    let (now, platform) = (tx.now(), run.bus().platform.clone());
    let password_hash = platform.keys.unseal_text(&bound_to(&job.email), &job.password_hash)?;
    let id = UserId(tx.id());
    let asked = User {
        id,
        email: job.email.clone(),
        password_hash: password_hash.clone(),
        display_name: job.display_name.clone(),
        locale: job.locale.clone(),
        time_zone: job.time_zone,
        roles: Vec::new(),
        store_key: tokens::new_store_key(&platform, id)?,
        is_verified: false,
        version: 1,
        created_at: now,
    };
    let to = Recipient { email: &job.email, locale: &job.locale };
    let expires_at = now + VERIFICATION_LIFETIME;
    let Some(user) = users::put_unverified(&mut tx, &asked).await? else {
        if let Some(known) = users::find_by_email(&mut tx, &job.email).await? {
            tx.act_as(known.id);
            let to = Recipient { email: &known.email, locale: &known.locale };
            mail::request(&mut tx, &to, MessagePurpose::AlreadyRegistered, None, expires_at)?;
        }
        return Ok(tx);
    };
    tx.act_as(user);
    let token = tokens::random_token(&platform);
    let new = NewVerification {
        id: tx.id(),
        user,
        email: &job.email,
        token_hash: &token_hash(&token),
        created_at: now,
        expires_at,
    };
    verifications::insert_registration(&mut tx, &new, &password_hash).await?;
    mail::request(&mut tx, &to, MessagePurpose::VerifyEmail, Some(&token), expires_at)?;
    Ok(tx)
}
