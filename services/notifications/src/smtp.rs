//! The way of mail to an SMTP server.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use uuid::Uuid;

use crate::domain::templates::Mail;

/// Longest that one delivery may take, from connecting to the server's last word. The library bounds
/// the connecting only.
const SEND_TIMEOUT: Duration = Duration::from_secs(30);
/// Answers about our credentials: the operator can mend them, and the mail is none the worse.
const AUTHENTICATION_CODES: [u16; 4] = [530, 534, 535, 538];

/// An SMTP server and who writes.
#[derive(Clone)]
pub struct Smtp {
    transport: Arc<AsyncSmtpTransport<Tokio1Executor>>,
    from: Mailbox,
    send_timeout: Duration,
}

#[derive(Debug, thiserror::Error)]
pub enum SmtpConfigError {
    // The library's own words could repeat the password.
    #[error(
        "expected smtps://user:password@host, smtp://user:password@host?tls=required, or smtp://host in a trusted network"
    )]
    Url,
    #[error("expected an address, or a name and an address: Taper <taper@example.org>")]
    From,
}

/// Why a mail was not taken; without addresses, for it is kept and shown.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Another try may work.
    ForNow(String),
    /// None will.
    ForGood(String),
}

impl Smtp {
    /// # Errors
    /// Which of the two is not usable. Nothing is connected yet.
    pub fn new(url: &str, from: &str) -> Result<Self, SmtpConfigError> {
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|_| SmtpConfigError::Url)?;
        let transport = Arc::new(builder.timeout(Some(SEND_TIMEOUT)).build());
        let from = from.parse().map_err(|_| SmtpConfigError::From)?;
        Ok(Self { transport, from, send_timeout: SEND_TIMEOUT })
    }

    /// Waits less for a server that says nothing.
    #[must_use]
    pub fn patience(mut self, send_timeout: Duration) -> Self {
        self.send_timeout = send_timeout;
        self
    }

    /// Connects, signs in if that is configured, and sends nothing.
    ///
    /// # Errors
    /// Why no mail would be taken just now.
    pub async fn check(&self) -> Result<(), String> {
        match tokio::time::timeout(self.send_timeout, self.transport.test_connection()).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err("the mail server does not answer as one".into()),
            Ok(Err(error)) => match refusal(&error) {
                Refusal::ForNow(reason) | Refusal::ForGood(reason) => Err(reason),
            },
            Err(_) => Err("the mail server did not answer in time".into()),
        }
    }

    /// Hands a mail over. The same `id` gives the same Message-ID: a mail that was taken while its
    /// answer was lost is sent again, and the receiver can tell.
    pub(crate) async fn send(&self, id: Uuid, at: DateTime<Utc>, to: Address, mail: Mail) -> Result<(), Refusal> {
        let message =
            self.message(id, at, to, mail).map_err(|_| Refusal::ForGood("the mail cannot be written".into()))?;
        match tokio::time::timeout(self.send_timeout, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(refusal(&error)),
            Err(_) => Err(Refusal::ForNow("the mail server did not answer in time".into())),
        }
    }

    fn message(&self, id: Uuid, at: DateTime<Utc>, to: Address, mail: Mail) -> Result<Message, lettre::error::Error> {
        Message::builder()
            .message_id(Some(format!("<{id}@{}>", self.from.email.domain())))
            .date(SystemTime::from(at))
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(mail.subject)
            .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".into()))
            .multipart(MultiPart::alternative_plain_html(mail.text, mail.html))
    }
}

fn refusal(error: &lettre::transport::smtp::Error) -> Refusal {
    let Some(code) = error.status() else {
        let what = if error.is_tls() {
            "no safe connection to the mail server"
        } else if error.is_timeout() {
            "the mail server did not answer in time"
        } else if error.is_response() {
            "the mail server does not speak SMTP"
        } else {
            "no connection to the mail server, or it broke off"
        };
        return Refusal::ForNow(what.into());
    };
    let code = u16::from(code);
    let reason = format!("the mail server answered {code}{}", enhanced_status(&error.to_string()));
    if error.is_permanent() && !AUTHENTICATION_CODES.contains(&code) {
        Refusal::ForGood(reason)
    } else {
        Refusal::ForNow(reason)
    }
}

/// The enhanced status (RFC 3463) in an answer, such as ` 5.1.1`. The rest of it may name an address.
fn enhanced_status(answer: &str) -> String {
    let is_status = |word: &&str| {
        let parts: Vec<&str> = word.split('.').collect();
        parts.len() == 3
            && parts.iter().all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
    };
    answer.split_whitespace().find(is_status).map(|status| format!(" {status}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_status_of_an_answer_is_kept() {
        assert_eq!(enhanced_status("permanent error (550): 5.1.1 <anna@example.org>: no such user"), " 5.1.1");
        assert_eq!(enhanced_status("permanent error (550): <anna@10.0.0.1> rejected"), "");
    }

    #[test]
    fn a_wrong_configuration_is_told_without_its_password() {
        for url in ["http://u:secret@host", "smtp://u:secret@host?tls=no", "secret"] {
            let error = Smtp::new(url, "taper@example.org").err().expect("a refusal");
            assert!(!format!("{error} {error:?}").contains("secret"));
        }
        assert!(matches!(Smtp::new("smtps://u:p@host", "nobody"), Err(SmtpConfigError::From)));
        assert!(Smtp::new("smtps://u:p@host", "Taper <taper@example.org>").is_ok());
    }
}
