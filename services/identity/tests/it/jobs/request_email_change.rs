use ::http::Method;
use serde_json::json;

use crate::house::{House, PASSWORD};

#[tokio::test]
async fn an_account_that_was_never_opened_holds_no_address() {
    let house = House::start().await;
    let ann = house.person().await;
    house.register("squatted@example.org").await;
    let body = json!({"email": "squatted@example.org", "password": PASSWORD});
    house.as_person(&ann, Method::POST, "/api/v1/auth/email/change", Some(&body)).await;
    house.settle().await;
    assert_eq!(house.purposes_to("squatted@example.org"), ["verify_email", "confirm_email"]);
    let token = house.token_sent_to("squatted@example.org");
    let answer = house.post("/api/v1/auth/email/confirm", &json!({"token": token})).await;
    assert_eq!(answer.status, 204, "whoever reads the mail has the address");
    house.settle().await;
}
