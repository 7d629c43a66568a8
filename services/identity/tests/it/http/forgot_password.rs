use serde_json::json;

use crate::house::{House, comparable, errors, refusal};

const PATH: &str = "/api/v1/auth/password/forgot";

#[tokio::test]
async fn only_an_open_account_is_written_to_and_the_answer_does_not_say() {
    let house = House::start().await;
    let ann = house.person().await;
    house.register("closed@example.org").await;
    let known = house.post(PATH, &json!({"email": ann.email})).await;
    let closed = house.post(PATH, &json!({"email": "closed@example.org"})).await;
    let unknown = house.post(PATH, &json!({"email": "nobody@example.org"})).await;
    assert_eq!(known.status, 202);
    assert_eq!(comparable(&known), comparable(&unknown));
    assert_eq!(comparable(&known), comparable(&closed));
    house.settle().await;
    assert_eq!(house.purposes_to(&ann.email), ["verify_email", "reset_password"]);
    assert_eq!(house.purposes_to("closed@example.org"), ["verify_email"]);
    assert!(house.purposes_to("nobody@example.org").is_empty());
    let message = house.messages_to(&ann.email).pop().unwrap();
    assert_eq!(message.data["expires_at"], "2027-01-04T09:15:00Z");
    assert_eq!(message.data["locale"], "de");
    assert_eq!(message.user_id.to_string(), ann.id);
}

#[tokio::test]
async fn what_is_no_address_is_told() {
    let house = House::start().await;
    let answer = house.post(PATH, &json!({"email": "no address"})).await;
    assert_eq!((answer.status.as_u16(), errors(&answer)), (422, vec![("/email", "format")]));
}

#[tokio::test]
async fn nobody_is_flooded_with_mail() {
    let house = House::start().await;
    for _ in 0..10 {
        house.post(PATH, &json!({"email": "ann@example.org"})).await;
    }
    assert_eq!(refusal(&house.post(PATH, &json!({"email": "ann@example.org"})).await), (429, "too_many_requests"));
    house.settle().await;
}
