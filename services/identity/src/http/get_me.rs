use chrono::{DateTime, Utc};
use serde::Serialize;
use taper_events::TimeZone;
use taper_events::identity::Role;
use taper_service::prelude::*;
use utoipa::ToSchema;

use crate::domain::user::User;
use crate::store;

/// An account, as its owner sees it.
#[derive(Serialize, ToSchema)]
pub(crate) struct UserView {
    id: UserId,
    email: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    display_name: Option<String>,
    roles: Vec<Role>,
    /// BCP 47.
    locale: String,
    time_zone: TimeZone,
    created_at: DateTime<Utc>,
}

impl From<&User> for UserView {
    fn from(user: &User) -> Self {
        Self {
            id: user.id,
            email: user.email.clone(),
            display_name: user.display_name.clone(),
            roles: user.roles.clone(),
            locale: user.locale.clone(),
            time_zone: user.time_zone,
            created_at: user.created_at,
        }
    }
}

/// The caller's account.
#[utoipa::path(get, path = "/me", operation_id = "get_me", tag = "identity", security(("bearer" = [])),
    responses((status = 200, body = UserView), ReadProblems, NotFound))]
pub(crate) async fn get_me(me: Athlete, mut db: Read) -> Result<Versioned<UserView>, Problem> {
    let user = store::users::find(&mut db, me.id).await?.ok_or_else(Problem::not_found)?;
    Ok(Versioned(user.version, (&user).into()))
}
