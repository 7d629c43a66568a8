use axum::response::{AppendHeaders, IntoResponse};
use http::StatusCode;
use http::header::SET_COOKIE;
use taper_service::prelude::*;

use crate::domain::audit::Action;
use crate::steps::sign_out::sign_out_everywhere;
use crate::steps::visitor::Visitor;
use crate::steps::{audit, cookie};

/// Ends all sessions of the caller, this one included.
#[utoipa::path(post, path = "/auth/logout-all", operation_id = "logout_all", tag = "identity", security(("bearer" = [])),
    responses((status = 204, description = "Signed out everywhere"), ReadProblems))]
pub(crate) async fn logout_all(me: Athlete, visitor: Visitor, write: Write) -> Result<impl IntoResponse, Problem> {
    let mut tx = write.begin(me.id).await?;
    sign_out_everywhere(&mut tx, me.id).await?;
    let about = audit::About {
        user: Some(me.id),
        session: Some(me.session_id),
        client: Some(&visitor.client),
        ..audit::About::default()
    };
    audit::record(&mut tx, Action::SignedOutEverywhere, about).await?;
    tx.commit().await?;
    let forget = cookie::forget(&write.bus().platform).map(|cookie| (SET_COOKIE, cookie));
    Ok((StatusCode::NO_CONTENT, AppendHeaders(forget)))
}
