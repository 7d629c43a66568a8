use serde::Deserialize;
use taper_events::identity::{UserRegistered, UserRolesChanged};
use taper_service::prelude::*;
use utoipa::ToSchema;

use crate::domain::audit::Action;
use crate::domain::single_use::token_hash;
use crate::domain::user::{ROLES_OF_VERIFIED, User};
use crate::steps::sign_in::{Delivery, Granted, SignIn, Tokens, sign_in};
use crate::steps::visitor::Visitor;
use crate::steps::{audit, limits, mail};
use crate::store;

#[derive(Deserialize, ToSchema)]
pub(crate) struct Verification {
    #[schema(max_length = 128)]
    token: String,
    #[serde(default)]
    stay_signed_in: bool,
    #[serde(default)]
    delivery: Delivery,
}

/// Opens the account whose address the token proves, and signs in.
#[utoipa::path(post, path = "/auth/verify", operation_id = "verify", tag = "identity", security(()),
    request_body = Verification,
    responses((status = 200, body = Tokens), WriteProblems))]
pub(crate) async fn verify(visitor: Visitor, write: Write, Json(body): Json<Verification>) -> Result<Granted, Problem> {
    limits::on_tries(&write.bus().platform, &visitor).await?;
    let mut tx = write.begin_unknown().await?;
    let now = tx.now();
    let token = token_hash(&body.token);
    store::verifications::lock_account(&mut tx, &token).await?;
    let Some(proven) = store::verifications::spend_registration(&mut tx, &token, now).await? else {
        return Err(refused(tx, &visitor).await?);
    };
    let (id, roles) = (proven.user, &ROLES_OF_VERIFIED);
    let Some(user) = store::users::activate(&mut tx, id, &proven.password_hash, roles, now).await? else {
        return Err(refused(tx, &visitor).await?);
    };
    store::verifications::spend_all_of(&mut tx, id, now).await?;
    tx.act_as(id);
    let about = audit::About { user: Some(id), client: Some(&visitor.client), ..audit::About::default() };
    audit::record(&mut tx, Action::EmailVerified, about).await?;
    say_registered(&mut tx, &user)?;
    let how = SignIn {
        method: "verification",
        device: None,
        stay_signed_in: body.stay_signed_in,
        delivery: body.delivery,
        visitor: &visitor,
    };
    let granted = sign_in(&mut tx, &user, how).await?;
    tx.commit().await?;
    Ok(granted)
}

/// The facts of a new account; the transaction's cause names its user.
pub(crate) fn say_registered(tx: &mut Tx, user: &User) -> Handled {
    let address = mail::sealed::<UserRegistered>(tx, "/address", &user.email)?;
    // To services only: no stream carries the address.
    tx.emit(&UserRegistered {
        user_id: user.id,
        display_name: user.display_name.clone(),
        locale: user.locale.clone(),
        time_zone: user.time_zone.to_string(),
        created_at: user.created_at,
        address,
    })?;
    tx.answer(&UserRolesChanged { user_id: user.id, roles: user.roles.clone() })
}

/// 400 `token_invalid`, recorded: spent, unknown and expired are not told apart.
pub(crate) async fn refused(mut tx: Tx, visitor: &Visitor) -> Result<Problem, Problem> {
    let about = audit::About { client: Some(&visitor.client), ..audit::About::default() };
    audit::record(&mut tx, Action::TokenRefused, about).await?;
    tx.commit().await?;
    Ok(Problem::bad_request("token_invalid", "This link was used already, or is too old."))
}
