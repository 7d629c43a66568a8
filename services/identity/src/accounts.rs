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

/// An account that whoever has the machine makes: the address needs no proof.
#[derive(Clone, Debug)]
pub struct NewAccount<'a> {
    pub id: UserId,
    pub email: &'a str,
    pub display_name: Option<&'a str>,
    /// BCP 47.
    pub locale: &'a str,
    pub time_zone: TimeZone,
    pub is_admin: bool,
}

/// What became of [`create_account`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CreatedAccount {
    pub user_id: UserId,
    /// The account was there, proven; it has the role admin now, if that was asked, and the password that it had.
    pub had_account: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum CreateAccountError {
    #[error("the password cannot be taken: {0}")]
    Password(String),
    #[error("this is no e-mail address")]
    Email,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Makes an administrator.
///
/// # Errors
/// As [`create_account`].
pub async fn create_admin(bus: &Bus, email: &str, password: &str) -> Result<CreatedAccount, CreateAccountError> {
    let id = UserId(bus.platform.id());
    let account = NewAccount { id, email, display_name: None, locale: "en", time_zone: TimeZone::UTC, is_admin: true };
    create_account(bus, &account, password).await
}

/// # Errors
/// The address or the password will not do, or the database cannot be reached.
pub async fn create_account(
    bus: &Bus,
    account: &NewAccount<'_>,
    password: &str,
) -> Result<CreatedAccount, CreateAccountError> {
    let platform = &bus.platform;
    if !is_address(account.email) {
        return Err(CreateAccountError::Email);
    }
    let refused = |problem: Problem| {
        let reason = problem.errors.first().map_or(problem.detail.clone(), |error| error.message.clone());
        CreateAccountError::Password(reason)
    };
    let place = Passwords::default().queue().map_err(refused)?;
    let context = vec![account.email.to_owned()];
    let password_hash = place.choose(platform, Password::new(password), "/password", context).await.map_err(refused)?;
    let cause = Cause::request(platform.id(), taper_events::SYSTEM_USER);
    let mut tx = Tx::begin(bus, NAME, &bus.db(NAME).jobs, cause).await.map_err(Fault::from)?;
    let created = create(&mut tx, account, &password_hash).await?;
    tx.commit().await.map_err(Fault::from)?;
    Ok(created)
}

/// How many people have an account.
///
/// # Errors
/// The database's.
pub async fn count_accounts(bus: &Bus) -> Result<i64, sqlx::Error> {
    let mut db = bus.db(NAME).jobs.acquire().await?;
    users::count(&mut db).await
}

/// # Errors
/// The database's.
pub async fn has_account(bus: &Bus, id: UserId) -> Result<bool, sqlx::Error> {
    let mut db = bus.db(NAME).jobs.acquire().await?;
    Ok(users::find(&mut db, id).await?.is_some())
}

/// By the rule that `POST /auth/register` has.
fn is_address(email: &str) -> bool {
    let schema = json!({"type": "string", "format": "email", "maxLength": 254});
    Checker::new(&schema).is_ok_and(|checker| checker.check(&email.into()).is_empty())
}

async fn create(tx: &mut Tx, account: &NewAccount<'_>, password_hash: &str) -> Result<CreatedAccount, Fault> {
    let (now, id) = (tx.now(), account.id);
    let asked = User {
        id,
        email: account.email.to_owned(),
        password_hash: password_hash.to_owned(),
        display_name: account.display_name.map(str::to_owned),
        locale: account.locale.to_owned(),
        time_zone: account.time_zone,
        roles: Vec::new(),
        store_key: tokens::new_store_key(&tx.bus().platform, id)?,
        is_verified: false,
        version: 1,
        created_at: now,
    };
    let identifier = identifier_of(&tx.bus().platform, account.email)?;
    let admin = account.is_admin.then_some(Role::Admin);
    let created = match users::put_unverified(tx, &asked).await? {
        Some(id) => {
            let roles: Vec<Role> = ROLES_OF_VERIFIED.into_iter().chain(admin).collect();
            let user = users::activate(tx, id, password_hash, &roles, now).await?;
            let user = user.ok_or_else(|| Fault::Retry("the account was verified meanwhile".to_owned()))?;
            tx.act_as(id);
            say_registered(tx, &user)?;
            CreatedAccount { user_id: id, had_account: false }
        }
        None => {
            let known = users::find_by_email(tx, account.email).await?;
            let known = known.ok_or_else(|| Fault::Retry("the account was deleted meanwhile".to_owned()))?;
            tx.act_as(known.id);
            let mut roles = known.roles;
            if account.is_admin && !roles.contains(&Role::Admin) {
                roles.push(Role::Admin);
                users::set_roles(tx, known.id, &roles).await?;
                tx.answer(&UserRolesChanged { user_id: known.id, roles })?;
            }
            CreatedAccount { user_id: known.id, had_account: true }
        }
    };
    let about = audit::About { user: Some(created.user_id), identifier: Some(&identifier), ..audit::About::default() };
    if account.is_admin {
        audit::record(tx, Action::AdminCreated, about).await?;
    } else if !created.had_account {
        audit::record(tx, Action::AccountCreated, about).await?;
    }
    Ok(created)
}
