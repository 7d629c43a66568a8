use ::http::Method;
use serde_json::json;

use crate::house::{House, PASSWORD, comparable, errors, refusal};

const PATH: &str = "/api/v1/auth/email/change";

#[tokio::test]
async fn the_new_address_is_written_to_and_the_answer_does_not_say_whose_it_is() {
    let house = House::start().await;
    let (ann, bob) = (house.person().await, house.person().await);
    let free = house
        .as_person(&ann, Method::POST, PATH, Some(&json!({"email": "ann@example.net", "password": PASSWORD})))
        .await;
    let taken =
        house.as_person(&ann, Method::POST, PATH, Some(&json!({"email": bob.email, "password": PASSWORD}))).await;
    assert_eq!(free.status, 202);
    assert_eq!(comparable(&free), comparable(&taken));
    house.settle().await;
    assert_eq!(house.purposes_to("ann@example.net"), ["confirm_email"]);
    assert_eq!(house.purposes_to(&bob.email), ["verify_email", "already_registered"]);
    let me = house.as_person(&ann, Method::GET, "/api/v1/me", None).await;
    assert_eq!(me.body["email"], ann.email, "until it is confirmed");
}

#[tokio::test]
async fn what_is_no_address_is_told_and_nobody_is_refused() {
    let house = House::start().await;
    let ann = house.person().await;
    let answer =
        house.as_person(&ann, Method::POST, PATH, Some(&json!({"email": "no address", "password": PASSWORD}))).await;
    assert_eq!((answer.status.as_u16(), errors(&answer)), (422, vec![("/email", "format")]));
    let answer = house.post(PATH, &json!({"email": "ann@example.net"})).await;
    assert_eq!(refusal(&answer), (401, "token_missing"));
}

#[tokio::test]
async fn a_wrong_password_sends_nothing_and_too_many_lock_the_account_as_at_the_door() {
    let house = House::start().await;
    let ann = house.person().await;
    let guess = json!({"email": "ann@example.net", "password": "not hers at all"});
    for _ in 0..10 {
        let answer = house.as_person(&ann, Method::POST, PATH, Some(&guess)).await;
        assert_eq!(refusal(&answer), (403, "password_wrong"));
    }
    let right = json!({"email": "ann@example.net", "password": PASSWORD});
    assert_eq!(refusal(&house.as_person(&ann, Method::POST, PATH, Some(&right)).await), (423, "locked"));
    assert_eq!(refusal(&house.login(&ann.email, PASSWORD).await), (423, "locked"));
    house.settle().await;
    assert!(house.purposes_to("ann@example.net").is_empty());
}

#[tokio::test]
async fn who_asks_for_too_many_mails_with_the_right_password_is_not_locked_out() {
    let house = House::start().await;
    let ann = house.person().await;
    let right = json!({"email": "ann@example.net", "password": PASSWORD});
    for count in 0..25 {
        let answer = house.as_person(&ann, Method::POST, PATH, Some(&right)).await;
        assert_eq!(answer.status, if count < 10 { 202 } else { 429 }, "request {count}");
    }
    assert_eq!(house.login(&ann.email, PASSWORD).await.status, 200);
    house.settle().await;
}

#[tokio::test]
async fn signing_out_everywhere_ends_what_was_asked_for() {
    let house = House::start().await;
    let ann = house.person().await;
    let wanted = json!({"email": "ann@example.net", "password": PASSWORD});
    assert_eq!(house.as_person(&ann, Method::POST, PATH, Some(&wanted)).await.status, 202);
    house.settle().await;
    let link = house.token_sent_to("ann@example.net");
    assert_eq!(house.as_person(&ann, Method::POST, "/api/v1/auth/logout-all", None).await.status, 204);
    house.settle().await;
    let confirmed = house.post("/api/v1/auth/email/confirm", &json!({"token": link})).await;
    assert_eq!(refusal(&confirmed), (400, "token_invalid"));
}
