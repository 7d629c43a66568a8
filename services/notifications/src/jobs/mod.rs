pub(crate) mod clean_up;
pub(crate) mod send_mail;
