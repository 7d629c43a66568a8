mod clean_up;
mod register_account;
mod request_email_change;
mod request_password_reset;
mod rotate_signing_keys;
