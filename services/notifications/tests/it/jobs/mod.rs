mod clean_up;
mod send_mail;
