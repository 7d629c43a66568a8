use axum::response::{AppendHeaders, IntoResponse};
use http::StatusCode;
use http::header::SET_COOKIE;
use serde::Deserialize;
use taper_service::prelude::*;
use utoipa::ToSchema;

use super::refresh::Csrf;
use crate::domain::audit::Action;
use crate::domain::single_use::token_hash;
use crate::steps::audit;
use crate::steps::cookie::{self, RefreshCookie};
use crate::steps::sign_out::sign_out;
use crate::steps::visitor::Visitor;
use crate::store::sessions;

#[derive(Default, Deserialize, ToSchema)]
pub(crate) struct Logout {
    /// Instead of the cookie.
    #[schema(max_length = 128)]
    refresh_token: Option<String>,
}

/// Ends the session of a refresh token, spent or not. One that is over already is as good.
#[utoipa::path(post, path = "/auth/logout", operation_id = "logout", tag = "identity", security(()),
    request_body = Option<Logout>,
    responses((status = 204, description = "Signed out"), ReadProblems, WriteProblems, Csrf))]
pub(crate) async fn logout(
    visitor: Visitor,
    cookie: RefreshCookie,
    write: Write,
    body: Option<Json<Logout>>,
) -> Result<impl IntoResponse, Problem> {
    let token = match body.and_then(|Json(body)| body.refresh_token) {
        Some(token) => Some(token),
        None => cookie.used()?,
    };
    let token = token.ok_or_else(|| Problem::unauthorized("refresh_invalid", "There is no session to end."))?;
    let mut tx = write.begin_unknown().await?;
    if let Some(family) = sessions::lock_by_token(&mut tx, &token_hash(&token)).await? {
        tx.act_as(family.user);
        if sign_out(&mut tx, family.user, family.id).await? {
            let about = audit::About {
                user: Some(family.user),
                session: Some(family.id),
                client: Some(&visitor.client),
                ..audit::About::default()
            };
            audit::record(&mut tx, Action::SignedOut, about).await?;
        }
    }
    tx.commit().await?;
    let forget = cookie::forget(&write.bus().platform).map(|cookie| (SET_COOKIE, cookie));
    Ok((StatusCode::NO_CONTENT, AppendHeaders(forget)))
}
