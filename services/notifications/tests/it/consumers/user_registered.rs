use insta::assert_snapshot;

use crate::requests::a_registration;
use crate::tables::{facts, mails};
use crate::{ADDRESS, world};

async fn welcome(name: &str, locale: &str) -> crate::tables::Mail {
    let world = world().await;
    world.takes_in(a_registration(&world, &world.athlete(), name, locale)).await;
    world.drain().await;
    world.run_jobs().await;
    world.drain().await;
    assert_eq!(facts(&world, "notification.sent")[0]["template"], "welcome");
    let mut mails = mails(&world).await;
    assert_eq!(mails.len(), 1);
    mails.remove(0)
}

#[tokio::test]
async fn a_confirmed_address_is_welcomed_by_name() {
    let mail = welcome("Anna", "de").await;
    assert_eq!(mail.recipient, ADDRESS);
    assert_eq!(mail.subject, "Dein Konto bei Taper ist offen");
    assert_snapshot!(mail.body_text, @r#"
    Willkommen, Anna

    Dein Konto ist offen. Der erste Schritt dauert ein paar Minuten: Erzähl Taper von deinem Training und von dem Tag, für den du trainierst. Dann plant es mit dir die Wochen bis dahin.

    http://taper.test/

    Es geht auch ohne Netz: Was du im Studio einträgst, wartet auf deinem Gerät und wird gesendet, sobald du wieder Netz hast.

    Taper
    http://taper.test
    "#);
}

#[tokio::test]
async fn a_name_is_text_and_never_markup() {
    let mail = welcome("<a href=//evil.example>Anna</a>", "en").await;
    assert!(mail.body_html.contains("Welcome, &lt;a href"), "{}", mail.body_html);
    assert!(!mail.body_html.contains("<a href=//evil"));
}
