use axum::Extension;
use serde::Deserialize;
use taper_service::prelude::*;
use utoipa::ToSchema;

use crate::domain::audit::Action;
use crate::domain::password::Password;
use crate::steps::passwords::Passwords;
use crate::steps::sign_in::{Delivery, Granted, SignIn, Tokens, sign_in};
use crate::steps::tries::begin_try;
use crate::steps::visitor::{Visitor, identifier_of};
use crate::steps::{audit, limits};
use crate::store;

#[derive(Deserialize, ToSchema)]
pub(crate) struct Login {
    #[schema(max_length = 254)]
    email: String,
    #[schema(value_type = String, format = Password, max_length = 128)]
    password: Password,
    #[serde(default)]
    stay_signed_in: bool,
    /// What the person calls the device.
    #[schema(min_length = 1, max_length = 200)]
    device: Option<String>,
    #[serde(default)]
    delivery: Delivery,
}

/// Locked after too many failures
#[derive(utoipa::IntoResponses)]
#[response(status = 423, content_type = "application/problem+json")]
#[expect(dead_code, reason = "describes an answer; never built")]
pub(crate) struct LockedOut(ProblemBody);

/// Signs in. The answer to an address without an account is that to a wrong password, and as quick.
#[utoipa::path(post, path = "/auth/login", operation_id = "login", tag = "identity", security(()),
    request_body = Login,
    responses((status = 200, body = Tokens), ReadProblems, WriteProblems, LockedOut))]
pub(crate) async fn login(
    visitor: Visitor,
    write: Write,
    Extension(passwords): Extension<Passwords>,
    Json(body): Json<Login>,
) -> Result<Granted, Problem> {
    let platform = &write.bus().platform;
    limits::on_tries(platform, &visitor).await?;
    let identifier = identifier_of(platform, &body.email)?;
    let place = passwords.queue()?;
    let (account, lockout) = begin_try(&write, &body.email, &identifier).await?;
    let hash = account.as_ref().map(|user| user.password_hash.clone());
    let is_right = place.matches(body.password, hash).await?;

    let mut tx = write.begin_unknown().await?;
    // It may have changed while the password was hashed.
    let user = match account.filter(|_| is_right) {
        Some(seen) => store::users::find_for_update(&mut tx, seen.id)
            .await?
            .filter(|user| user.password_hash == seen.password_hash),
        None => None,
    };
    let about = audit::About {
        user: user.as_ref().map(|user| user.id),
        identifier: Some(&identifier),
        client: Some(&visitor.client),
        ..audit::About::default()
    };
    let Some(user) = user else {
        audit::record(&mut tx, Action::SignInFailed, about).await?;
        if lockout.locks() {
            audit::record(&mut tx, Action::LockedOut, about).await?;
        }
        tx.commit().await?;
        return Err(Problem::unauthorized("invalid_credentials", "This address and password do not belong together."));
    };
    store::lockouts::forget(&mut tx, &identifier).await?;
    if !user.is_verified {
        audit::record(&mut tx, Action::SignInUnverified, about).await?;
        tx.commit().await?;
        return Err(Problem::unauthorized("email_unverified", "Open the link in the mail that we sent first."));
    }
    tx.act_as(user.id);
    let how = SignIn {
        method: "password",
        device: body.device,
        stay_signed_in: body.stay_signed_in,
        delivery: body.delivery,
        visitor: &visitor,
    };
    let granted = sign_in(&mut tx, &user, how).await?;
    tx.commit().await?;
    Ok(granted)
}
