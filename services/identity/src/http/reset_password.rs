use axum::Extension;
use http::StatusCode;
use serde::Deserialize;
use taper_events::identity::PasswordReset;
use taper_service::prelude::*;
use utoipa::ToSchema;

use super::verify::refused;
use crate::domain::audit::Action;
use crate::domain::password::Password;
use crate::domain::single_use::token_hash;
use crate::steps::passwords::Passwords;
use crate::steps::sign_out::sign_out_everywhere;
use crate::steps::visitor::{Visitor, identifier_of};
use crate::steps::{audit, limits};
use crate::store::{lockouts, password_resets, users};

#[derive(Deserialize, ToSchema)]
pub(crate) struct ResetPassword {
    #[schema(max_length = 128)]
    token: String,
    #[schema(value_type = String, format = Password, min_length = 10, max_length = 128)]
    new_password: Password,
}

/// Chooses a new password by a link's token. Every session is over, and so is a lock.
#[utoipa::path(post, path = "/auth/password/reset", operation_id = "reset_password", tag = "identity", security(()),
    request_body = ResetPassword,
    responses((status = 204, description = "The new password holds"), WriteProblems))]
pub(crate) async fn reset_password(
    visitor: Visitor,
    write: Write,
    Extension(passwords): Extension<Passwords>,
    Json(body): Json<ResetPassword>,
) -> Result<StatusCode, Problem> {
    let platform = &write.bus().platform;
    limits::on_tries(platform, &visitor).await?;
    let hash = token_hash(&body.token);
    // Nothing is hashed for who has no token; and the transaction ends before what takes long.
    let mut tx = write.begin_unknown().await?;
    let now = tx.now();
    let Some(id) = password_resets::user_of(&mut tx, &hash, now).await? else {
        return Err(refused(tx, &visitor).await?);
    };
    let user = users::find(&mut tx, id).await?.ok_or_else(Problem::internal)?;
    tx.rollback().await?;
    let context = [Some(user.email.clone()), user.display_name].into_iter().flatten().collect();
    let password_hash = passwords.queue()?.choose(platform, body.new_password, "/new_password", context).await?;

    let mut tx = write.begin_unknown().await?;
    let now = tx.now();
    // Before the token: whoever spends one spends all of the account's.
    users::find_for_update(&mut tx, id).await?;
    if password_resets::spend(&mut tx, &hash, now).await?.is_none() {
        return Err(refused(tx, &visitor).await?);
    }
    tx.act_as(id);
    users::set_password(&mut tx, id, &password_hash).await?;
    password_resets::spend_all_of(&mut tx, id, now).await?;
    sign_out_everywhere(&mut tx, id).await?;
    let identifier = identifier_of(platform, &user.email)?;
    lockouts::forget(&mut tx, &identifier).await?;
    let about = audit::About {
        user: Some(id),
        identifier: Some(&identifier),
        client: Some(&visitor.client),
        ..audit::About::default()
    };
    audit::record(&mut tx, Action::PasswordReset, about).await?;
    tx.answer(&PasswordReset { user_id: id })?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
