//! Notifications through their front door: events go in, mails come out, into the local mailbox or
//! to a real server on this machine.

mod consumers;
mod http;
mod jobs;
mod mail_server;
mod requests;
mod tables;

use notifications::{Config, Smtp};
use taper_testkit::World;

const ADDRESS: &str = "anna@example.org";

/// An instance without SMTP.
async fn world() -> World {
    world_of_a_mailbox(true).await
}

async fn world_of_a_mailbox(is_open_here: bool) -> World {
    let config = Config::LocalMailbox { code: Some("the-code".into()), is_open_here };
    World::start(vec![notifications::service(config)]).await
}

/// An instance whose mail goes to `url`.
async fn world_with_smtp(url: &str) -> World {
    let smtp = Smtp::new(url, "Taper <taper@mail.example.org>").expect("a usable configuration");
    let smtp = smtp.patience(std::time::Duration::from_millis(500));
    World::start(vec![notifications::service(Config::Smtp(smtp))]).await
}
