pub(crate) mod message_requested;
pub(crate) mod user_registered;
