use ::http::Method;
use chrono::TimeDelta;
use futures::future::join_all;
use serde_json::json;

use crate::house::{House, PASSWORD, Person, errors, refusal};

const PATH: &str = "/api/v1/auth/password/reset";
const NEW: &str = "ladder sparrow nine";

async fn token_for(house: &House, person: &Person) -> String {
    house.post("/api/v1/auth/password/forgot", &json!({"email": person.email})).await;
    house.settle().await;
    house.token_sent_to(&person.email)
}

#[tokio::test]
async fn a_new_password_ends_every_session_and_every_other_link() {
    let house = House::start().await;
    let (ann, bob) = (house.person().await, house.person().await);
    let (earlier, token) = (token_for(&house, &ann).await, token_for(&house, &ann).await);
    let answer = house.post(PATH, &json!({"token": token, "new_password": NEW})).await;
    assert_eq!(answer.status, 204);
    house.settle().await;
    assert_eq!(refusal(&house.refresh(&ann.refresh_token).await), (401, "refresh_invalid"));
    assert_eq!(house.refresh(&bob.refresh_token).await.status, 200);
    assert_eq!(refusal(&house.login(&ann.email, PASSWORD).await), (401, "invalid_credentials"));
    assert_eq!(house.login(&ann.email, NEW).await.status, 200);
    house.settle().await;
    for token in [token, earlier] {
        let again = house.post(PATH, &json!({"token": token, "new_password": NEW})).await;
        assert_eq!(refusal(&again), (400, "token_invalid"));
    }
    let facts = house.facts_of("auth.password_reset");
    assert_eq!(facts.len(), 1);
    assert_eq!(house.told_ended(&ann), house.sessions(&[&ann]));
    assert_eq!(facts[0].data, json!({"user_id": ann.id}));
}

/// Who knew the old password and wanted the account for another address has lost both.
#[tokio::test]
async fn an_address_that_was_asked_for_before_comes_to_nothing() {
    let house = House::start().await;
    let ann = house.person().await;
    let wanted = json!({"email": "evil@example.net", "password": PASSWORD});
    let change = "/api/v1/auth/email/change";
    assert_eq!(house.as_person(&ann, Method::POST, change, Some(&wanted)).await.status, 202);
    house.settle().await;
    let link = house.token_sent_to("evil@example.net");
    let token = token_for(&house, &ann).await;
    // Asked for, and not sent yet.
    assert_eq!(house.as_person(&ann, Method::POST, change, Some(&wanted)).await.status, 202);
    assert_eq!(house.post(PATH, &json!({"token": token, "new_password": NEW})).await.status, 204);
    house.settle().await;
    assert_eq!(house.purposes_to("evil@example.net"), ["confirm_email"], "the first alone was sent");
    let confirmed = house.post("/api/v1/auth/email/confirm", &json!({"token": link})).await;
    assert_eq!(refusal(&confirmed), (400, "token_invalid"));
    assert_eq!(house.login(&ann.email, NEW).await.status, 200);
    house.settle().await;
}

#[tokio::test]
async fn it_lives_fifteen_minutes() {
    let house = House::start().await;
    let ann = house.person().await;
    let token = token_for(&house, &ann).await;
    house.world.wait(TimeDelta::minutes(15));
    let answer = house.post(PATH, &json!({"token": token, "new_password": NEW})).await;
    assert_eq!(refusal(&answer), (400, "token_invalid"));
    assert_eq!(house.login(&ann.email, PASSWORD).await.status, 200);
    house.settle().await;
}

#[tokio::test]
async fn a_bad_choice_does_not_use_the_link_up() {
    let house = House::start().await;
    let ann = house.person().await;
    let token = token_for(&house, &ann).await;
    for (choice, code) in [("short", "minLength"), ("password123", "password_too_common")] {
        let answer = house.post(PATH, &json!({"token": token, "new_password": choice})).await;
        assert_eq!((answer.status.as_u16(), errors(&answer)), (422, vec![("/new_password", code)]));
    }
    assert_eq!(house.post(PATH, &json!({"token": token, "new_password": NEW})).await.status, 204);
    house.settle().await;
}

#[tokio::test]
async fn a_lock_is_over_with_it() {
    let house = House::start().await;
    let ann = house.person().await;
    for _ in 0..10 {
        house.login(&ann.email, "not the password").await;
    }
    assert_eq!(refusal(&house.login(&ann.email, PASSWORD).await), (423, "locked"));
    let token = token_for(&house, &ann).await;
    house.post(PATH, &json!({"token": token, "new_password": NEW})).await;
    assert_eq!(house.login(&ann.email, NEW).await.status, 200);
    house.settle().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_ten_at_once_one_chooses() {
    let house = House::start().await;
    let ann = house.person().await;
    let token = token_for(&house, &ann).await;
    let choices: Vec<_> = (0..10).map(|n| json!({"token": token, "new_password": format!("{NEW} {n}")})).collect();
    let answers = join_all(choices.iter().map(|choice| house.post(PATH, choice))).await;
    house.settle().await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 204).count(), 1);
    assert_eq!(answers.iter().filter(|answer| refusal(answer) == (400, "token_invalid")).count(), 9);
    assert_eq!(house.facts_of("auth.password_reset").len(), 1);
}

#[tokio::test]
async fn a_link_for_something_else_changes_nothing() {
    let house = House::start().await;
    house.register("ann@example.org").await;
    let verification = house.token_sent_to("ann@example.org");
    for token in [verification.as_str(), "made-up"] {
        let answer = house.post(PATH, &json!({"token": token, "new_password": NEW})).await;
        assert_eq!(refusal(&answer), (400, "token_invalid"));
    }
}
