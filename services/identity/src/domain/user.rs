use chrono::{DateTime, Utc};
use taper_events::identity::Role;
use taper_events::{TimeZone, UserId};

/// What everybody may do once the address is proven.
pub(crate) const ROLES_OF_VERIFIED: [Role; 2] = [Role::Athlete, Role::VideoPublic];

/// An account.
#[derive(Clone, Debug)]
pub(crate) struct User {
    pub id: UserId,
    pub email: String,
    pub password_hash: String,
    pub display_name: Option<String>,
    /// BCP 47.
    pub locale: String,
    pub time_zone: TimeZone,
    pub roles: Vec<Role>,
    /// Sealed.
    pub store_key: String,
    pub is_verified: bool,
    pub version: i64,
    pub created_at: DateTime<Utc>,
}

impl User {
    pub(crate) fn role_names(&self) -> Vec<String> {
        self.roles.iter().map(|role| role.name().to_owned()).collect()
    }
}
