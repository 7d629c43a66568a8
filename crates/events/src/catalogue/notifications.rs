//! What became of messages to people.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::events;
use crate::Aggregate;

/// `notification.sent`: the provider took it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NotificationSent {
    pub notification_id: Uuid,
    /// `verify_email`, `reset_password`, `already_registered`, `confirm_email`, `email_changed`, `welcome`
    #[schema(max_length = 64)]
    pub template: String,
    #[schema(max_length = 16)]
    pub channel: String,
}

/// `notification.failed`: given up; it stands among the dead letters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NotificationFailed {
    pub notification_id: Uuid,
    #[schema(max_length = 64)]
    pub template: String,
    #[schema(max_length = 16)]
    pub channel: String,
    /// What the provider said, without addresses.
    #[schema(max_length = 500)]
    pub reason: String,
}

events! {
    NotificationSent: Fact "notification.sent" (1, 0) of "notifications" by Aggregate::Subject;
    NotificationFailed: Fact "notification.failed" (1, 0) of "notifications" by Aggregate::Subject;
}
