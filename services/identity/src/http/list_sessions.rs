use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Serialize;
use taper_events::SessionId;
use taper_service::prelude::*;
use utoipa::ToSchema;

use crate::store::sessions;

/// A device that is signed in.
#[derive(Serialize, ToSchema)]
pub(crate) struct SessionView {
    id: SessionId,
    #[serde(skip_serializing_if = "Option::is_none")]
    device: Option<String>,
    created_at: DateTime<Utc>,
    last_seen_at: DateTime<Utc>,
    /// The one that asks.
    current: bool,
}

/// The caller's signed-in devices, the one seen last first; there are at most 50.
#[utoipa::path(get, path = "/auth/sessions", operation_id = "list_sessions", tag = "identity", security(("bearer" = [])),
    responses((status = 200, body = Page<SessionView>), ReadProblems))]
pub(crate) async fn list_sessions(
    me: Athlete,
    State(door): State<Door>,
    mut db: Read,
) -> Result<Json<Page<SessionView>>, Problem> {
    let sessions = sessions::list(&mut db, me.id, door.platform.now()).await?;
    let items = sessions.into_iter().map(|session| SessionView {
        current: session.id == me.session_id,
        id: session.id,
        device: session.device,
        created_at: session.created_at,
        last_seen_at: session.last_seen_at,
    });
    Ok(Json(Page { items: items.collect(), next_cursor: None }))
}
