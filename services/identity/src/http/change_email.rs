use axum::Extension;
use http::StatusCode;
use serde::Deserialize;
use taper_service::prelude::*;
use utoipa::ToSchema;

use super::login::LockedOut;
use crate::domain::audit::Action;
use crate::domain::password::Password;
use crate::jobs::request_email_change::RequestEmailChange;
use crate::steps::passwords::Passwords;
use crate::steps::tries::begin_try;
use crate::steps::visitor::{Visitor, identifier_of};
use crate::steps::{audit, limits};
use crate::store;

#[derive(Deserialize, ToSchema)]
pub(crate) struct ChangeEmail {
    #[schema(format = Email, max_length = 254)]
    email: String,
    /// The account's: whoever finds a device signed in must not be able to take the account over.
    #[schema(value_type = String, format = Password, max_length = 128)]
    password: Password,
}

/// Asks for another address. It holds once it is confirmed by the link that is sent there; the
/// answer is the same whether or not another account has it. A wrong password is 403 `password_wrong`,
/// and counts as a failed sign-in.
#[utoipa::path(post, path = "/auth/email/change", operation_id = "change_email", tag = "identity",
    security(("bearer" = [])), request_body = ChangeEmail,
    responses((status = 202, description = "A mail is on its way to the new address"), ReadProblems, WriteProblems, LockedOut,
        (status = 403, body = ProblemBody, content_type = "application/problem+json", description = "`password_wrong`")))]
pub(crate) async fn change_email(
    me: Athlete,
    visitor: Visitor,
    write: Write,
    Extension(passwords): Extension<Passwords>,
    Json(body): Json<ChangeEmail>,
) -> Result<StatusCode, Problem> {
    let platform = &write.bus().platform;
    let wanted = identifier_of(platform, &body.email)?;
    limits::on_tries(platform, &visitor).await?;
    let mut tx = write.begin(me.id).await?;
    let known = store::users::find(&mut tx, me.id).await?.ok_or_else(Problem::not_found)?;
    tx.rollback().await?;
    let identifier = identifier_of(platform, &known.email)?;
    let place = passwords.queue()?;
    let (_, lockout) = begin_try(&write, &known.email, &identifier).await?;
    let is_right = place.matches(body.password, Some(known.password_hash.clone())).await?;
    let about = audit::About {
        user: Some(me.id),
        session: Some(me.session_id),
        identifier: Some(&identifier),
        client: Some(&visitor.client),
    };
    let mut tx = write.begin(me.id).await?;
    // It may have changed while the password was hashed.
    let now_known = store::users::find_for_update(&mut tx, me.id).await?;
    let is_right = is_right && now_known.is_some_and(|user| user.password_hash == known.password_hash);
    if !is_right {
        audit::record(&mut tx, Action::SignInFailed, about).await?;
        if lockout.locks() {
            audit::record(&mut tx, Action::LockedOut, about).await?;
        }
        tx.commit().await?;
        return Err(Problem::forbidden("password_wrong", "This is not the account's password."));
    }
    store::lockouts::forget(&mut tx, &identifier).await?;
    if let Err(too_many) = limits::on_messages(platform, &visitor, &wanted).await {
        // The password was right all the same.
        tx.commit().await?;
        return Err(too_many);
    }
    tx.enqueue(&RequestEmailChange { user: me.id, session: me.session_id, email: body.email }).await?;
    let about = audit::About { identifier: Some(&wanted), ..about };
    audit::record(&mut tx, Action::EmailChangeRequested, about).await?;
    tx.commit().await?;
    Ok(StatusCode::ACCEPTED)
}
