use ::http::Method;

use crate::house::{House, refusal};

#[tokio::test]
async fn every_device_of_the_caller_is_out_and_nobody_elses() {
    let house = House::start().await;
    let (ann, bob) = (house.person().await, house.person().await);
    let other = house.another_device(&ann).await;
    let answer = house.as_person(&ann, Method::POST, "/api/v1/auth/logout-all", None).await;
    assert_eq!(answer.status, 204);
    for token in [&ann.refresh_token, &other.refresh_token] {
        assert_eq!(refusal(&house.refresh(token).await), (401, "refresh_invalid"));
    }
    assert_eq!(house.refresh(&bob.refresh_token).await.status, 200);
    assert_eq!(house.audited().await.last().unwrap(), "signed_out_everywhere");
    house.settle().await;
    assert_eq!(house.told_ended(&ann), house.sessions(&[&ann, &other]));
    assert!(house.told_ended(&bob).is_empty());
}

#[tokio::test]
async fn a_cookie_alone_is_not_enough() {
    let house = House::start().await;
    let ann = house.person().await;
    let answer = house.with_cookie("/api/v1/auth/logout-all", &ann.refresh_token, None).await;
    assert_eq!(refusal(&answer), (401, "token_missing"));
}
