use std::time::Duration;

use chrono::{DateTime, Utc};
use futures::FutureExt;
use futures::future::BoxFuture;
use lettre::Address;
use serde::{Deserialize, Serialize};
use taper_events::notifications::{NotificationFailed, NotificationSent};
use taper_service::prelude::*;

use crate::domain::letter::Letter;
use crate::domain::locale::Locale;
use crate::domain::message::{Message, Sealed};
use crate::domain::templates::{self, Mail};
use crate::smtp::{Refusal, Smtp};
use crate::{Config, store};

const CHANNEL: &str = "email";

/// A mail to be sent. Its job's id is the notification's, and stands in the Message-ID.
#[derive(Serialize, Deserialize)]
pub(crate) struct SendMail {
    pub locale: Locale,
    pub address: Sealed,
    pub message: Message,
}

impl Job for SendMail {
    const KIND: &'static str = "send_mail";
    const LADDER: &'static [Duration] = &[
        Duration::from_secs(10),
        Duration::from_secs(30),
        Duration::from_secs(120),
        Duration::from_secs(600),
        Duration::from_secs(1800),
        Duration::from_secs(2 * 3600),
        Duration::from_secs(6 * 3600),
    ];

    fn died(&self, tx: &mut Tx, reason: &str) -> Handled {
        metrics::counter!("notification_failures_total", "channel" => CHANNEL).increment(1);
        tx.emit(&NotificationFailed {
            notification_id: tx.cause().id,
            template: self.message.template().to_owned(),
            channel: CHANNEL.to_owned(),
            reason: reason.to_owned(),
        })
    }
}

/// Where this instance's mail goes.
pub(crate) enum Post {
    Smtp(Smtp),
    LocalMailbox,
}

impl From<&Config> for Post {
    fn from(config: &Config) -> Self {
        match config {
            Config::Smtp(smtp) => Self::Smtp(smtp.clone()),
            Config::LocalMailbox { .. } => Self::LocalMailbox,
        }
    }
}

impl<'a> JobFn<'a, SendMail> for Post {
    fn call(&self, run: &'a JobRun, job: &'a SendMail) -> BoxFuture<'a, JobResult> {
        match self {
            Self::Smtp(smtp) => send(smtp.clone(), run, job).boxed(),
            Self::LocalMailbox => keep(run, job).boxed(),
        }
    }
}

async fn send(smtp: Smtp, run: &JobRun, job: &SendMail) -> JobResult {
    let now = run.bus().clock().now();
    let (address, mail) = opened(&run.bus().platform, now, job)?;
    smtp.send(run.id, now, address, mail).await.map_err(|refusal| match refusal {
        Refusal::ForNow(reason) => JobFault::Retry(reason),
        Refusal::ForGood(reason) => JobFault::GiveUp(reason),
    })?;
    let mut tx = run.begin().await?;
    sent(&mut tx, job)?;
    Ok(tx)
}

async fn keep(run: &JobRun, job: &SendMail) -> JobResult {
    let mut tx = run.begin().await?;
    let now = tx.now();
    let (address, mail) = opened(&run.bus().platform, now, job)?;
    store::mailbox::put(&mut tx, run.id, address.as_ref(), &mail, now).await?;
    sent(&mut tx, job)?;
    Ok(tx)
}

fn sent(tx: &mut Tx, job: &SendMail) -> Handled {
    tx.emit(&NotificationSent {
        notification_id: tx.cause().id,
        template: job.message.template().to_owned(),
        channel: CHANNEL.to_owned(),
    })
}

/// The mail in clear, at the last moment.
fn opened(platform: &Platform, now: DateTime<Utc>, job: &SendMail) -> Result<(Address, Mail), JobFault> {
    let open = |sealed: &Sealed| platform.keys.unseal_text(&sealed.bound_to, &sealed.text).map_err(JobFault::from);
    let url = platform.public_url.as_str();
    let left = |expires_at: DateTime<Utc>| {
        let left = Some(expires_at - now).filter(|left| *left > chrono::TimeDelta::zero());
        let left = left.ok_or_else(|| JobFault::GiveUp("expired before it could be sent".to_owned()))?;
        Ok::<_, JobFault>(job.locale.duration(left))
    };
    // Tokens stand behind the #, where no server and no proxy logs them.
    let letter = match &job.message {
        Message::VerifyEmail { token, expires_at } => {
            Letter::VerifyEmail { link: format!("{url}/verify#token={}", open(token)?), valid_for: left(*expires_at)? }
        }
        Message::ResetPassword { token, expires_at } => {
            Letter::ResetPassword { link: format!("{url}/reset#token={}", open(token)?), valid_for: left(*expires_at)? }
        }
        Message::AlreadyRegistered => {
            Letter::AlreadyRegistered { sign_in_link: format!("{url}/sign-in"), forgot_link: format!("{url}/forgot") }
        }
        Message::ConfirmEmail { token, expires_at } => {
            let link = format!("{url}/confirm-email#token={}", open(token)?);
            Letter::ConfirmEmail { link, valid_for: left(*expires_at)? }
        }
        Message::EmailChanged => Letter::EmailChanged {},
        Message::Welcome { name } => Letter::Welcome { name: name.clone(), app_link: format!("{url}/") },
    };
    let address = open(&job.address)?.parse().map_err(|_| JobFault::GiveUp("no address to write to".to_owned()))?;
    let mail = templates::write(job.message.template(), &letter, job.locale, url)
        .map_err(|error| JobFault::GiveUp(format!("the template cannot be written: {error}")))?;
    Ok((address, mail))
}
