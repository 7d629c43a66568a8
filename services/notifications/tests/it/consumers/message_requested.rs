use insta::assert_snapshot;

use crate::requests::{TOKEN, a_request, without_token};
use crate::tables::{facts, jobs, mails};
use crate::{ADDRESS, world};

/// The one mail that a request for `purpose` leads to.
async fn mail_for(purpose: &str, locale: &str) -> crate::tables::Mail {
    let world = world().await;
    world.takes_in(a_request(&world, &world.athlete(), purpose, locale)).await;
    world.drain().await;
    assert_eq!(world.run_jobs().await, 1);
    world.drain().await;
    let mut mails = mails(&world).await;
    assert_eq!(mails.len(), 1);
    assert_eq!(facts(&world, "notification.sent")[0]["template"], purpose);
    mails.remove(0)
}

#[tokio::test]
async fn the_address_is_confirmed_by_a_link() {
    let mail = mail_for("verify_email", "en").await;
    assert_eq!(mail.recipient, ADDRESS);
    assert_eq!(mail.subject, "Confirm your address for Taper");
    assert!(mail.has_link(&format!("http://taper.test/verify#token={TOKEN}")), "{}", mail.body_html);
    assert_snapshot!(mail.body_text, @r#"
    Confirm your address

    Somebody, most likely you, created an account at Taper with this address. Open this link to confirm it and sign in:

    http://taper.test/verify#token=canary-Kx7vQ2mZ9tR4

    The link works once, for 15 minutes.

    If it was not you, do nothing: without the link the account stays closed.

    Taper
    http://taper.test
    "#);
}

#[tokio::test]
async fn a_password_is_reset_by_a_link_in_ones_own_language() {
    let mail = mail_for("reset_password", "de-AT").await;
    assert_eq!(mail.subject, "Wähle ein neues Passwort für Taper");
    assert!(mail.has_link(&format!("http://taper.test/reset#token={TOKEN}")), "{}", mail.body_html);
    assert_snapshot!(mail.body_text, @r#"
    Wähle ein neues Passwort

    Jemand, vermutlich du, hat für dein Konto bei Taper ein neues Passwort angefordert. Öffne diesen Link, um eines zu wählen:

    http://taper.test/reset#token=canary-Kx7vQ2mZ9tR4

    Der Link gilt einmal und 15 Minuten lang. Ein neues Passwort meldet dich überall ab.

    Warst du es nicht, musst du nichts tun: Dein Passwort bleibt, wie es ist.

    Taper
    http://taper.test
    "#);
}

#[tokio::test]
async fn who_has_an_account_already_is_told_by_mail_alone() {
    let mail = mail_for("already_registered", "fr").await;
    assert_eq!(mail.subject, "You already have an account at Taper");
    assert!(!mail.body_text.contains(TOKEN) && !mail.body_html.contains(TOKEN));
    assert_snapshot!(mail.body_text, @r#"
    You already have an account

    Somebody, most likely you, tried to create an account at Taper with this address. There is one already. Sign in here:

    http://taper.test/sign-in

    If you forgot the password, choose a new one here:

    http://taper.test/forgot

    If it was not you, do nothing: nothing changed.

    Taper
    http://taper.test
    "#);
}

#[tokio::test]
async fn a_new_address_is_confirmed_by_a_link_and_the_old_one_told() {
    let mail = mail_for("confirm_email", "en").await;
    assert_eq!(mail.subject, "Confirm your new address for Taper");
    assert!(mail.has_link(&format!("http://taper.test/confirm-email#token={TOKEN}")), "{}", mail.body_html);
    let mail = mail_for("email_changed", "de").await;
    assert_eq!(mail.subject, "Dein Konto bei Taper hat eine neue Adresse");
    assert!(!mail.body_text.contains(TOKEN) && !mail.body_html.contains(TOKEN));
}

#[tokio::test]
async fn a_request_that_comes_twice_is_one_mail() {
    let world = world().await;
    let request = a_request(&world, &world.athlete(), "verify_email", "en");
    world.takes_in(request.clone()).await;
    world.takes_in(request).await;
    world.drain().await;
    world.run_jobs().await;
    assert_eq!(world.run_jobs().await, 0);
    world.drain().await;
    assert_eq!(mails(&world).await.len(), 1);
}

#[tokio::test]
async fn a_link_without_a_token_is_no_request_and_is_shown() {
    let world = world().await;
    world.leaves_events_behind();
    world.takes_in(without_token(a_request(&world, &world.athlete(), "verify_email", "en"))).await;
    world.drain().await;
    assert!(jobs(&world).await.is_empty());
    let dead: Vec<String> = sqlx::query_scalar("select reason from bus.dead")
        .fetch_all(&mut world.database.connect().await)
        .await
        .expect("dead letters");
    assert_eq!(dead, ["the message needs a token"]);
}
