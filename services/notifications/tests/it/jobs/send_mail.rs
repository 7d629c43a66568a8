use std::io::Write;
use std::sync::{Arc, Mutex};

use chrono::TimeDelta;
use taper_testkit::World;
use tokio::net::TcpListener;

use crate::mail_server::{Conduct, MailServer, header};
use crate::requests::{TOKEN, a_request};
use crate::tables::{everything_on_the_bus, facts, jobs, mails};
use crate::{ADDRESS, world, world_with_smtp};

/// Pauses between tries, in seconds; the mail is dead after the try that follows the last.
const LADDER: [i64; 7] = [10, 30, 120, 600, 1800, 7200, 21_600];

/// An instance with a mail to `server` that is due now.
async fn with_a_mail(server: &MailServer, purpose: &str) -> World {
    let world = world_with_smtp(&server.url).await;
    world.takes_in(a_request(&world, &world.athlete(), purpose, "en")).await;
    world.drain().await;
    world
}

async fn tries_again_after(world: &World, seconds: i64) {
    world.wait(TimeDelta::seconds(seconds - 1));
    assert_eq!(world.run_jobs().await, 0, "too early");
    world.wait(TimeDelta::seconds(1));
    assert_eq!(world.run_jobs().await, 1);
    world.drain().await;
}

#[tokio::test]
async fn a_mail_goes_out_with_an_id_and_both_of_its_forms() {
    let server = MailServer::start([]).await;
    let world = with_a_mail(&server, "verify_email").await;
    assert_eq!(world.run_jobs().await, 1);
    world.drain().await;
    let sent = facts(&world, "notification.sent");
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0]["template"], "verify_email");
    let taken = server.taken();
    assert_eq!(taken.len(), 1);
    let mail = &taken[0];
    let id = sent[0]["notification_id"].as_str().expect("an id");
    assert_eq!(header(mail, "Message-ID"), format!("<{id}@mail.example.org>"));
    assert_eq!(header(mail, "From"), "Taper <taper@mail.example.org>");
    assert_eq!(header(mail, "To"), ADDRESS);
    assert_eq!(header(mail, "Subject"), "Confirm your address for Taper");
    assert_eq!(header(mail, "Auto-Submitted"), "auto-generated");
    assert_eq!(header(mail, "Date"), "Mon, 04 Jan 2027 09:00:00 +0000");
    assert!(header(mail, "Content-Type").starts_with("multipart/alternative"));
    assert!(mail.find("text/plain").expect("a text") < mail.find("text/html").expect("a page"));
    assert!(mail.replace("=\n", "").contains(TOKEN));
    assert!(jobs(&world).await.is_empty(), "the job is done");
    assert!(mails(&world).await.is_empty(), "nothing stays here in clear");
}

#[tokio::test]
async fn a_server_that_cannot_now_is_tried_again_until_it_can() {
    let server = MailServer::start([
        Conduct::Greets("421 4.3.2 too busy"),
        Conduct::Answers("RCPT", "450 4.2.1 <anna@example.org> greylisted"),
        Conduct::AnswersTheMail("451 4.3.0 later"),
    ])
    .await;
    let world = with_a_mail(&server, "already_registered").await;
    world.run_jobs().await;
    assert_eq!(jobs(&world).await[0].last_error.as_deref(), Some("the mail server answered 421 4.3.2"));
    tries_again_after(&world, 10).await;
    assert_eq!(jobs(&world).await[0].last_error.as_deref(), Some("the mail server answered 450 4.2.1"));
    tries_again_after(&world, 30).await;
    assert!(facts(&world, "notification.sent").is_empty());
    tries_again_after(&world, 120).await;
    assert_eq!(facts(&world, "notification.sent").len(), 1);
    let taken = server.taken();
    assert_eq!(taken.len(), 2);
    assert_eq!(header(&taken[0], "Message-ID"), header(&taken[1], "Message-ID"));
}

#[tokio::test]
async fn a_mail_whose_receipt_was_lost_comes_again_under_the_same_id() {
    let server = MailServer::start([Conduct::TakesAndBreaksOff, Conduct::TakesAndIsSilent]).await;
    let world = with_a_mail(&server, "already_registered").await;
    world.run_jobs().await;
    tries_again_after(&world, 10).await;
    assert_eq!(jobs(&world).await[0].last_error.as_deref(), Some("the mail server did not answer in time"));
    tries_again_after(&world, 30).await;
    let ids: Vec<String> = server.taken().iter().map(|mail| header(mail, "Message-ID")).collect();
    assert_eq!(ids.len(), 3);
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    assert_eq!(facts(&world, "notification.sent").len(), 1);
}

#[tokio::test]
async fn a_mail_that_is_refused_for_good_is_dead_at_once_and_told_without_the_address() {
    for conduct in [
        Conduct::Answers("RCPT", "550 5.1.1 <anna@example.org>: no such user"),
        Conduct::AnswersTheMail("554 5.7.1 mail for anna@example.org looks like spam"),
    ] {
        let server = MailServer::start([conduct]).await;
        let world = with_a_mail(&server, "reset_password").await;
        world.leaves_events_behind();
        world.run_jobs().await;
        world.drain().await;
        let dead = jobs(&world).await;
        assert_eq!(dead[0].dead_at, Some(world.platform.now()));
        assert_eq!(dead[0].attempts, 1);
        let failed = facts(&world, "notification.failed");
        assert_eq!(failed.len(), 1);
        assert_eq!(failed[0]["template"], "reset_password");
        assert_eq!(failed[0]["channel"], "email");
        assert_eq!(failed[0]["reason"].as_str(), dead[0].last_error.as_deref());
        assert!(failed[0]["reason"].as_str().expect("a reason").starts_with("the mail server answered 55"));
        assert!(!everything_on_the_bus(&world).await.contains("anna@"));
        world.wait(TimeDelta::days(1));
        assert_eq!(world.run_jobs().await, 0, "the dead stay dead");
        assert_eq!(server.connections(), 1);
    }
}

#[tokio::test]
async fn wrong_credentials_are_the_operators_to_mend_and_the_mail_waits() {
    let server = MailServer::start([Conduct::Answers("AUTH", "535 5.7.8 no")]).await;
    let world = world_with_smtp(&server.url.replace("smtp://", "smtp://taper:wrong@")).await;
    world.takes_in(a_request(&world, &world.athlete(), "already_registered", "en")).await;
    world.drain().await;
    world.run_jobs().await;
    let waiting = &jobs(&world).await[0];
    assert_eq!(waiting.last_error.as_deref(), Some("the mail server answered 535 5.7.8"));
    assert_eq!(waiting.dead_at, None);
    tries_again_after(&world, 10).await;
    assert_eq!(server.taken().len(), 1);
}

#[tokio::test]
async fn a_server_that_says_nothing_is_not_waited_for() {
    let server = MailServer::start([Conduct::IsSilent]).await;
    let world = with_a_mail(&server, "already_registered").await;
    world.leaves_events_behind();
    world.run_jobs().await;
    let waiting = &jobs(&world).await[0];
    assert_eq!(waiting.last_error.as_deref(), Some("the mail server did not answer in time"));
    assert_eq!(waiting.run_at, world.platform.now() + TimeDelta::seconds(10));
}

#[tokio::test]
async fn after_the_last_try_the_mail_is_dead_and_that_is_told_once() {
    let port = TcpListener::bind("127.0.0.1:0").await.expect("a port").local_addr().expect("an address");
    let world = world_with_smtp(&format!("smtp://{port}")).await;
    world.leaves_events_behind();
    world.takes_in(a_request(&world, &world.athlete(), "already_registered", "en")).await;
    world.drain().await;
    assert_eq!(world.run_jobs().await, 1);
    for pause in LADDER {
        let waiting = &jobs(&world).await[0];
        assert_eq!(waiting.dead_at, None);
        assert!(facts(&world, "notification.failed").is_empty());
        tries_again_after(&world, pause).await;
    }
    let dead = &jobs(&world).await[0];
    assert_eq!(dead.dead_at, Some(world.platform.now()));
    assert_eq!(dead.attempts, 8);
    assert_eq!(dead.last_error.as_deref(), Some("no connection to the mail server, or it broke off"));
    assert_eq!(facts(&world, "notification.failed").len(), 1);
    assert!(facts(&world, "notification.sent").is_empty());
}

#[tokio::test]
async fn a_link_that_no_longer_works_is_not_sent() {
    let server = MailServer::start([Conduct::IsSilent]).await;
    let world = with_a_mail(&server, "reset_password").await;
    world.leaves_events_behind();
    world.run_jobs().await;
    world.wait(TimeDelta::minutes(15));
    world.run_jobs().await;
    world.drain().await;
    assert_eq!(facts(&world, "notification.failed")[0]["reason"], "expired before it could be sent");
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn the_link_and_the_address_stand_nowhere_in_clear_but_in_the_mailbox() {
    let log = Log::default();
    let writer = log.clone();
    // Of the whole test binary: what the other tests write must not be in clear either.
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .init();
    let clear = |text: &str| [TOKEN, ADDRESS, "anna@"].iter().any(|secret| text.contains(secret));

    let world = world().await;
    world.takes_in(a_request(&world, &world.athlete(), "verify_email", "en")).await;
    assert!(!clear(&everything_on_the_bus(&world).await), "in the inbox");
    world.drain().await;
    assert_eq!(jobs(&world).await.len(), 1);
    assert!(!clear(&everything_on_the_bus(&world).await), "in the job");
    world.run_jobs().await;
    world.drain().await;
    assert!(!clear(&everything_on_the_bus(&world).await), "afterwards");
    assert!(clear(&mails(&world).await[0].body_text), "the mailbox is for reading");
    assert!(!clear(&serde_json::to_string(&world.facts()).expect("JSON")), "in facts");
    let log = String::from_utf8(log.0.lock().expect("a log").clone()).expect("text");
    assert!(log.contains("event handled"), "the log is listened to: {log}");
    assert!(!clear(&log), "in the log");
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("a log").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
