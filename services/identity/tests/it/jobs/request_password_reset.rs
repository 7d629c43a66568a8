use serde_json::json;

use crate::house::House;

#[tokio::test]
async fn each_request_gives_a_link_of_its_own() {
    let house = House::start().await;
    let ann = house.person().await;
    for _ in 0..2 {
        house.post("/api/v1/auth/password/forgot", &json!({"email": ann.email.to_uppercase()})).await;
    }
    house.settle().await;
    let tokens: Vec<_> =
        house.messages_to(&ann.email)[1..].iter().map(|message| house.unsealed(message, "/token").unwrap()).collect();
    assert_eq!(tokens.len(), 2);
    assert_ne!(tokens[0], tokens[1]);
}
