use std::time::Duration;

pub(crate) mod clean_up;
pub(crate) mod register_account;
pub(crate) mod request_email_change;
pub(crate) mod request_password_reset;
pub(crate) mod rotate_signing_keys;

/// For work that only our own database can keep from being done.
const LADDER: &[Duration] =
    &[Duration::from_secs(2), Duration::from_secs(10), Duration::from_secs(60), Duration::from_secs(600)];
