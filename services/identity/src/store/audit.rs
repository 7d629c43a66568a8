use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use taper_events::{SessionId, UserId};
use uuid::Uuid;

use crate::domain::audit::Action;

/// A line of the audit table. Addresses are pseudonyms.
pub(crate) struct Line<'a> {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub action: Action,
    pub user: Option<UserId>,
    pub session: Option<SessionId>,
    pub identifier: Option<&'a str>,
    pub client: Option<&'a str>,
}

pub(crate) async fn insert(db: &mut PgConnection, line: &Line<'_>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into identity.audit_log (id, at, action, user_id, session_id, identifier, client)
         values ($1, $2, $3, $4, $5, $6, $7)",
        line.id,
        line.at,
        line.action.name(),
        line.user.map(|user| user.0),
        line.session.map(|session| session.0),
        line.identifier,
        line.client
    )
    .execute(db)
    .await?;
    Ok(())
}
