//! Tries of a password: counted per address whether or not an account has it, before the password is looked at.

use taper_service::prelude::*;

use crate::domain::lockout::Lockout;
use crate::domain::user::User;
use crate::store;

/// Counts the try, in a transaction of its own: tries at the same time see it.
///
/// # Errors
/// 423: there were too many.
pub(crate) async fn begin_try(
    write: &Write,
    email: &str,
    identifier: &str,
) -> Result<(Option<User>, Lockout), Problem> {
    let mut tx = write.begin_unknown().await?;
    let now = tx.now();
    let lockout = store::lockouts::find_for_update(&mut tx, identifier).await?;
    let lockout = lockout.try_at(now).map_err(Problem::locked)?;
    store::lockouts::put(&mut tx, identifier, &lockout).await?;
    let account = store::users::find_by_email(&mut tx, email).await?;
    tx.commit().await?;
    Ok((account, lockout))
}
