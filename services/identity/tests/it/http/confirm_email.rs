use ::http::Method;
use chrono::TimeDelta;
use serde_json::json;

use crate::house::{House, PASSWORD, Person, refusal};

const PATH: &str = "/api/v1/auth/email/confirm";

async fn token_for(house: &House, person: &Person, email: &str) -> String {
    house
        .as_person(
            person,
            Method::POST,
            "/api/v1/auth/email/change",
            Some(&json!({"email": email, "password": PASSWORD})),
        )
        .await;
    house.settle().await;
    house.token_sent_to(email)
}

#[tokio::test]
async fn the_new_address_holds_and_the_old_one_is_told() {
    let house = House::start().await;
    let ann = house.person().await;
    let token = token_for(&house, &ann, "ann@example.net").await;
    assert_eq!(house.post(PATH, &json!({"token": token})).await.status, 204);
    house.settle().await;
    assert_eq!(house.login("ann@example.net", PASSWORD).await.status, 200);
    assert_eq!(refusal(&house.login(&ann.email, PASSWORD).await), (401, "invalid_credentials"));
    assert_eq!(house.purposes_to(&ann.email), ["verify_email", "email_changed"]);
    assert_eq!(house.messages_to(&ann.email)[1].data.get("token"), None);
    assert_eq!(refusal(&house.post(PATH, &json!({"token": token})).await), (400, "token_invalid"));
    house.settle().await;
}

#[tokio::test]
async fn links_to_the_old_address_are_worth_nothing_any_more() {
    let house = House::start().await;
    let ann = house.person().await;
    house.post("/api/v1/auth/password/forgot", &json!({"email": ann.email})).await;
    house.settle().await;
    let reset = house.token_sent_to(&ann.email);
    let token = token_for(&house, &ann, "ann@example.net").await;
    house.post(PATH, &json!({"token": token})).await;
    house.settle().await;
    let body = json!({"token": reset, "new_password": "ladder sparrow nine"});
    assert_eq!(refusal(&house.post("/api/v1/auth/password/reset", &body).await), (400, "token_invalid"));
}

#[tokio::test]
async fn an_address_that_somebody_took_meanwhile_is_not_taken_away() {
    let house = House::start().await;
    let ann = house.person().await;
    let token = token_for(&house, &ann, "both@example.org").await;
    house.register("both@example.org").await;
    let verification = house.token_sent_to("both@example.org");
    assert_eq!(house.post("/api/v1/auth/verify", &json!({"token": verification})).await.status, 200);
    assert_eq!(refusal(&house.post(PATH, &json!({"token": token})).await), (400, "token_invalid"));
    house.settle().await;
    let me = house.as_person(&ann, Method::GET, "/api/v1/me", None).await;
    assert_eq!(me.body["email"], ann.email);
}

#[tokio::test]
async fn it_lives_a_day_and_a_registrations_token_is_none() {
    let house = House::start().await;
    let ann = house.person().await;
    let token = token_for(&house, &ann, "ann@example.net").await;
    house.register("bob@example.org").await;
    house.world.wait(TimeDelta::hours(24));
    for token in [token, house.token_sent_to("bob@example.org")] {
        assert_eq!(refusal(&house.post(PATH, &json!({"token": token})).await), (400, "token_invalid"));
    }
}
