//! Accounts and what happens to them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::events;
use crate::{Aggregate, Secret, SessionId, UserId};

/// `auth.user.logged_in`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UserLoggedIn {
    pub session_id: SessionId,
    /// `password`, `verification`
    #[schema(max_length = 32)]
    pub method: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200)]
    pub device: Option<String>,
}

/// `auth.session.ended`: a device was signed out, by its person, by a reset, or because its token was used twice.
/// On the person's stream, so that the device hears it before its access token runs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SessionEnded {
    pub session_id: SessionId,
}

/// `user.registered`: the account's address is confirmed and it may be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UserRegistered {
    pub user_id: UserId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 50)]
    pub display_name: Option<String>,
    /// BCP 47, such as `en`.
    #[schema(max_length = 16)]
    pub locale: String,
    #[schema(max_length = 64)]
    pub time_zone: String,
    pub created_at: DateTime<Utc>,
    /// The address to write to, sealed for `{user_id}|user.registered|/address`.
    pub address: Secret,
}

/// `user.roles.changed`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UserRolesChanged {
    pub user_id: UserId,
    #[schema(max_items = 8)]
    pub roles: Vec<Role>,
}

/// What a person may do. There are no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Athlete,
    Coach,
    Admin,
    /// May have a public feed.
    VideoPublic,
}

impl Role {
    pub const ALL: [Self; 4] = [Self::Athlete, Self::Coach, Self::Admin, Self::VideoPublic];

    pub fn name(self) -> &'static str {
        match self {
            Self::Athlete => "athlete",
            Self::Coach => "coach",
            Self::Admin => "admin",
            Self::VideoPublic => "video_public",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// `auth.password_reset`: a password was changed by a reset; every session is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PasswordReset {
    pub user_id: UserId,
}

/// `auth.message.requested`: a message that carries a link or code. Only notifications reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MessageRequested {
    pub purpose: MessagePurpose,
    pub channel: MessageChannel,
    #[schema(max_length = 16)]
    pub locale: String,
    /// Where to, sealed for `{user_id}|auth.message.requested|/address`.
    pub address: Secret,
    /// The token of the link, or the code, sealed for `{user_id}|auth.message.requested|/token`; absent where
    /// the message carries none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<Secret>,
    pub expires_at: DateTime<Utc>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MessagePurpose {
    VerifyEmail,
    ResetPassword,
    /// Somebody registered an address that already has an account.
    AlreadyRegistered,
    /// To the address that an account is to have from now on.
    ConfirmEmail,
    /// To the address that an account had until now; carries nothing.
    EmailChanged,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MessageChannel {
    Email,
}

events! {
    UserLoggedIn: Fact "auth.user.logged_in" (1, 0) of "identity" by Aggregate::Subject;
    SessionEnded: Fact "auth.session.ended" (1, 0) of "identity" by Aggregate::Subject;
    UserRegistered: Fact "user.registered" (1, 0) of "identity" by Aggregate::Subject;
    UserRolesChanged: Fact "user.roles.changed" (1, 0) of "identity" by Aggregate::Subject;
    PasswordReset: Fact "auth.password_reset" (1, 0) of "identity" by Aggregate::Subject;
    MessageRequested: Fact "auth.message.requested" (1, 0) of "identity" by Aggregate::Subject;
}
