use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A text that is sealed, and what it is sealed for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sealed {
    pub bound_to: String,
    pub text: String,
}

/// What is to be said, as it waits to be sent: nothing in it lets anybody in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "template", rename_all = "snake_case")]
pub(crate) enum Message {
    VerifyEmail { token: Sealed, expires_at: DateTime<Utc> },
    ResetPassword { token: Sealed, expires_at: DateTime<Utc> },
    AlreadyRegistered,
    ConfirmEmail { token: Sealed, expires_at: DateTime<Utc> },
    EmailChanged,
    Welcome { name: Option<String> },
}

impl Message {
    /// The name of its templates' folder; in facts and metrics too.
    pub(crate) fn template(&self) -> &'static str {
        match self {
            Self::VerifyEmail { .. } => "verify_email",
            Self::ResetPassword { .. } => "reset_password",
            Self::AlreadyRegistered => "already_registered",
            Self::ConfirmEmail { .. } => "confirm_email",
            Self::EmailChanged => "email_changed",
            Self::Welcome { .. } => "welcome",
        }
    }
}
