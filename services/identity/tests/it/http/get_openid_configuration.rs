use ::http::Method;
use insta::assert_json_snapshot;

use crate::house::House;

#[tokio::test]
async fn verifiers_find_issuer_and_keys() {
    let house = House::start().await;
    let answer = house.ask(Method::GET, "/.well-known/openid-configuration", &[], None).await;
    assert_eq!(answer.status, 200);
    assert_json_snapshot!(answer.body, @r#"
    {
      "id_token_signing_alg_values_supported": [
        "EdDSA"
      ],
      "issuer": "http://taper.test",
      "jwks_uri": "http://taper.test/.well-known/jwks.json",
      "subject_types_supported": [
        "public"
      ]
    }
    "#);
}
