use ::http::Method;
use insta::assert_json_snapshot;

use crate::house::House;

#[tokio::test]
async fn public_keys_are_there_for_everybody_and_nothing_else_of_them() {
    let house = House::start().await;
    let answer = house.ask(Method::GET, "/.well-known/jwks.json", &[], None).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.headers["cache-control"], "public, max-age=300");
    assert_json_snapshot!(answer.body, {".keys[].kid" => "[id]", ".keys[].x" => "[x]"}, @r#"
    {
      "keys": [
        {
          "alg": "EdDSA",
          "crv": "Ed25519",
          "kid": "[id]",
          "kty": "OKP",
          "use": "sig",
          "x": "[x]"
        }
      ]
    }
    "#);
}
