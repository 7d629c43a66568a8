use http::StatusCode;
use serde::Deserialize;
use taper_events::identity::MessagePurpose;
use taper_service::prelude::*;
use utoipa::ToSchema;

use super::verify::refused;
use crate::domain::audit::Action;
use crate::domain::single_use::{VERIFICATION_LIFETIME, token_hash};
use crate::steps::mail::{self, Recipient};
use crate::steps::visitor::{Visitor, identifier_of};
use crate::steps::{audit, limits};
use crate::store::{password_resets, users, verifications};

#[derive(Deserialize, ToSchema)]
pub(crate) struct ConfirmEmail {
    #[schema(max_length = 128)]
    token: String,
}

/// Confirms a new address by the token that was sent there, and tells the old one.
#[utoipa::path(post, path = "/auth/email/confirm", operation_id = "confirm_email", tag = "identity", security(()),
    request_body = ConfirmEmail,
    responses((status = 204, description = "The new address holds"), WriteProblems))]
pub(crate) async fn confirm_email(
    visitor: Visitor,
    write: Write,
    Json(body): Json<ConfirmEmail>,
) -> Result<StatusCode, Problem> {
    let platform = &write.bus().platform;
    limits::on_tries(platform, &visitor).await?;
    let mut tx = write.begin_unknown().await?;
    let now = tx.now();
    let token = token_hash(&body.token);
    verifications::lock_account(&mut tx, &token).await?;
    let Some(proven) = verifications::spend_change(&mut tx, &token, now).await? else {
        return Err(refused(tx, &visitor).await?);
    };
    let user = users::find_for_update(&mut tx, proven.user).await?.ok_or_else(Problem::internal)?;
    // An account that was only asked for gives way to who reads the mail.
    users::delete_unverified(&mut tx, &proven.email).await?;
    if !users::set_email(&mut tx, user.id, &proven.email).await? {
        // Another account was faster; that is as if the link were too old.
        tx.rollback().await?;
        return Err(refused(write.begin_unknown().await?, &visitor).await?);
    }
    tx.act_as(user.id);
    // Links that went to the old address are worth nothing from now on.
    verifications::spend_all_of(&mut tx, user.id, now).await?;
    password_resets::spend_all_of(&mut tx, user.id, now).await?;
    let to = Recipient { email: &user.email, locale: &user.locale };
    mail::request(&mut tx, &to, MessagePurpose::EmailChanged, None, now + VERIFICATION_LIFETIME)?;
    let identifier = identifier_of(platform, &proven.email)?;
    let about = audit::About {
        user: Some(user.id),
        identifier: Some(&identifier),
        client: Some(&visitor.client),
        ..audit::About::default()
    };
    audit::record(&mut tx, Action::EmailChanged, about).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
