use serde_json::json;
use taper_bus::Cause;
use taper_events::TimeZone;
use taper_events::identity::{Role, UserRolesChanged};
use taper_platform::Checker;
use taper_service::prelude::*;

use crate::NAME;
use crate::domain::audit::Action;
use crate::domain::password::Password;
use crate::domain::user::{ROLES_OF_VERIFIED, User};
use crate::http::verify::say_registered;
use crate::steps::passwords::Passwords;
use crate::steps::visitor::identifier_of;
use crate::steps::{audit, tokens};
use crate::store::users;

/// What became of [`create_admin`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CreatedAdmin {
    pub user_id: UserId,
    /// The account was there, proven; it has the role now, and the password that it had.
    pub had_account: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum CreateAdminError {
    #[error("the password cannot be taken: {0}")]
    Password(String),
    #[error("this is no e-mail address")]
    Email,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Makes an administrator, for whoever has the machine: the address needs no proof.
///
/// # Errors
/// The address or the password will not do, or the database cannot be reached.
pub async fn create_admin(bus: &Bus, email: &str, password: &str) -> Result<CreatedAdmin, CreateAdminError> {
    let platform = &bus.platform;
    if !is_address(email) {
        return Err(CreateAdminError::Email);
    }
    let refused = |problem: Problem| {
        let reason = problem.errors.first().map_or(problem.detail.clone(), |error| error.message.clone());
        CreateAdminError::Password(reason)
    };
    let place = Passwords::default().queue().map_err(refused)?;
    let context = vec![email.to_owned()];
    let password_hash = place.choose(platform, Password::new(password), "/password", context).await.map_err(refused)?;
    let cause = Cause::request(platform.id(), taper_events::SYSTEM_USER);
    let mut tx = Tx::begin(bus, NAME, &bus.db(NAME).jobs, cause).await.map_err(Fault::from)?;
    let created = promote(&mut tx, email, &password_hash).await?;
    tx.commit().await.map_err(Fault::from)?;
    Ok(created)
}

/// By the rule that `POST /auth/register` has.
fn is_address(email: &str) -> bool {
    let schema = json!({"type": "string", "format": "email", "maxLength": 254});
    Checker::new(&schema).is_ok_and(|checker| checker.check(&email.into()).is_empty())
}

async fn promote(tx: &mut Tx, email: &str, password_hash: &str) -> Result<CreatedAdmin, Fault> {
    let (now, id) = (tx.now(), UserId(tx.id()));
    let asked = User {
        id,
        email: email.to_owned(),
        password_hash: password_hash.to_owned(),
        display_name: None,
        locale: "en".to_owned(),
        time_zone: TimeZone::UTC,
        roles: Vec::new(),
        store_key: tokens::new_store_key(&tx.bus().platform, id)?,
        is_verified: false,
        version: 1,
        created_at: now,
    };
    let identifier = identifier_of(&tx.bus().platform, email)?;
    let created = match users::put_unverified(tx, &asked).await? {
        Some(id) => {
            let roles: Vec<Role> = ROLES_OF_VERIFIED.into_iter().chain([Role::Admin]).collect();
            let user = users::activate(tx, id, password_hash, &roles, now).await?;
            let user = user.ok_or_else(|| Fault::Retry("the account was verified meanwhile".to_owned()))?;
            tx.act_as(id);
            say_registered(tx, &user)?;
            CreatedAdmin { user_id: id, had_account: false }
        }
        None => {
            let known = users::find_by_email(tx, email).await?;
            let known = known.ok_or_else(|| Fault::Retry("the account was deleted meanwhile".to_owned()))?;
            tx.act_as(known.id);
            let mut roles = known.roles;
            if !roles.contains(&Role::Admin) {
                roles.push(Role::Admin);
                users::set_roles(tx, known.id, &roles).await?;
                tx.answer(&UserRolesChanged { user_id: known.id, roles })?;
            }
            CreatedAdmin { user_id: known.id, had_account: true }
        }
    };
    let about = audit::About { user: Some(created.user_id), identifier: Some(&identifier), ..audit::About::default() };
    audit::record(tx, Action::AdminCreated, about).await?;
    Ok(created)
}
