use axum::response::IntoResponse;
use chrono::{DateTime, Utc};
use http::header::CACHE_CONTROL;
use serde::{Deserialize, Serialize};
use taper_service::prelude::*;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::mailbox_reader::MailboxReader;
use crate::store;
use crate::store::mailbox::KeptMail;

/// Most messages that are shown at once; older ones are not reachable.
const MAX_SHOWN: i64 = 100;
const MAX_ADDRESS_CHARS: usize = 320;

#[derive(Deserialize, IntoParams)]
pub(crate) struct MailboxQuery {
    /// Only messages to this address.
    #[param(max_length = 320)]
    to: Option<String>,
}

/// Messages of the local mailbox, newest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct MailboxMessages {
    #[schema(max_items = 100)]
    items: Vec<MailboxMessage>,
}

/// What would have been mailed.
#[derive(Serialize, ToSchema)]
pub(crate) struct MailboxMessage {
    id: Uuid,
    to: String,
    subject: String,
    text: String,
    html: String,
    created_at: DateTime<Utc>,
}

impl From<KeptMail> for MailboxMessage {
    fn from(mail: KeptMail) -> Self {
        Self {
            id: mail.id,
            to: mail.recipient,
            subject: mail.subject,
            text: mail.body_text,
            html: mail.body_html,
            created_at: mail.created_at,
        }
    }
}

/// What this instance would have mailed, for whoever sits at the machine or has the code printed at
/// start-up (header `X-Taper-Mailbox-Code`). To everybody else, and once SMTP is configured, it is not there.
#[utoipa::path(get, path = "/mailbox/messages", operation_id = "list_mailbox_messages", tag = "notifications",
    params(MailboxQuery, ("x-taper-mailbox-code" = Option<String>, Header)), security(()),
    responses((status = 200, body = MailboxMessages), NotFound,
        (status = 400, description = "Unreadable parameters", body = ProblemBody, content_type = "application/problem+json"),
        (status = 429, description = "Too many requests", body = ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "The database cannot be reached", body = ProblemBody, content_type = "application/problem+json")))]
pub(crate) async fn list_mailbox_messages(
    _: MailboxReader,
    Query(query): Query<MailboxQuery>,
    mut db: Read,
) -> Result<impl IntoResponse, Problem> {
    if query.to.as_ref().is_some_and(|to| to.chars().count() > MAX_ADDRESS_CHARS) {
        return Err(Problem::bad_request("query_invalid", "to: no address is so long."));
    }
    let mails = match query.to {
        Some(to) => store::mailbox::newest_to(&mut db, &to, MAX_SHOWN).await?,
        None => store::mailbox::newest(&mut db, MAX_SHOWN).await?,
    };
    let items = mails.into_iter().map(Into::into).collect();
    Ok(([(CACHE_CONTROL, "no-store")], Json(MailboxMessages { items })))
}
