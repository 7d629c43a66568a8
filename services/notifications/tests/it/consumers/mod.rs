mod message_requested;
mod user_registered;
