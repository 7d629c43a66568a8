use ::http::Method;
use insta::assert_json_snapshot;

use crate::house::House;

#[tokio::test]
async fn verifiers_find_issuer_and_keys() {
    let house = House::start().await;
    let answer = house.ask(Method::GET, "/.well-known/openid-configuration", &[], None).await;
    assert_eq!(answer.status, 200);
    assert_json_snapshot!(answer.body, @"");
}
