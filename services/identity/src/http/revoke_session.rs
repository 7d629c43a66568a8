use http::StatusCode;
use taper_events::SessionId;
use taper_service::prelude::*;

use crate::domain::audit::Action;
use crate::steps::audit;
use crate::steps::sign_out::sign_out;
use crate::steps::visitor::Visitor;

/// Ends one session of the caller. Its device is told on its stream, which ends; an access token that somebody took
/// from it is over within the hour.
#[utoipa::path(delete, path = "/auth/sessions/{session_id}", operation_id = "revoke_session", tag = "identity",
    params(("session_id" = SessionId, Path)), security(("bearer" = [])),
    responses((status = 204, description = "Ended"), ReadProblems, NotFound))]
pub(crate) async fn revoke_session(
    me: Athlete,
    visitor: Visitor,
    write: Write,
    Path(id): Path<SessionId>,
) -> Result<StatusCode, Problem> {
    let mut tx = write.begin(me.id).await?;
    if !sign_out(&mut tx, me.id, id).await? {
        return Err(Problem::not_found());
    }
    let about =
        audit::About { user: Some(me.id), session: Some(id), client: Some(&visitor.client), ..audit::About::default() };
    audit::record(&mut tx, Action::SessionRevoked, about).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
