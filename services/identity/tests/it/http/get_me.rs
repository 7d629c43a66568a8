//! Also what stands before every endpoint for signed-in people: the access token and attacks on it.

use ::http::Method;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use insta::assert_json_snapshot;
use serde_json::{Value, json};
use taper_testkit::Forger;

use crate::house::{House, Person, refusal};

const PATH: &str = "/api/v1/me";

#[tokio::test]
async fn everybody_sees_their_own_account() {
    let house = House::start().await;
    let (ann, bob) = (house.person().await, house.person().await);
    let answer = house.as_person(&ann, Method::GET, PATH, None).await;
    assert_eq!(answer.body["id"], ann.id.as_str());
    assert_json_snapshot!(answer.body, {".id" => "[id]"}, @r#"
    {
      "created_at": "2027-01-04T09:00:00Z",
      "display_name": "Ann",
      "email": "person1@example.org",
      "id": "[id]",
      "locale": "de",
      "roles": [
        "athlete",
        "video_public"
      ],
      "time_zone": "Europe/Oslo"
    }
    "#);
    assert_eq!(house.as_person(&bob, Method::GET, PATH, None).await.body["email"], bob.email);
    let tag = answer.headers["etag"].to_str().unwrap();
    let bearer = format!("Bearer {}", ann.access_token);
    let headers = [("authorization", bearer.as_str()), ("if-none-match", tag)];
    assert_eq!(house.ask(Method::GET, PATH, &headers, None).await.status, 304);
}

#[tokio::test]
async fn an_access_token_lives_an_hour_and_a_minute_of_skew() {
    let house = House::start().await;
    let ann = house.person().await;
    house.world.wait(TimeDelta::minutes(61) - TimeDelta::seconds(1));
    assert_eq!(house.as_person(&ann, Method::GET, PATH, None).await.status, 200);
    house.world.wait(TimeDelta::seconds(1));
    assert_eq!(refusal(&house.as_person(&ann, Method::GET, PATH, None).await), (401, "token_expired"));
}

/// As in the matrix of all endpoints, with the key that signs here.
async fn forger(house: &House, person: &Person) -> Forger {
    let mut db = house.world.database.connect().await;
    let (kid, sealed, public): (String, String, Value) =
        sqlx::query_as("select id, private_key, public_key from identity.signing_keys")
            .fetch_one(&mut db)
            .await
            .unwrap();
    let private = house.world.platform.keys.unseal(&format!("identity.signing_key|{kid}"), &sealed).unwrap();
    let public = URL_SAFE_NO_PAD.decode(public["x"].as_str().unwrap()).unwrap();
    Forger::new(&private, &public, &person.access_token)
}

#[tokio::test]
async fn forged_tokens_are_refused_and_the_honest_one_is_not() {
    let house = House::start().await;
    let ann = house.person().await;
    let forger = forger(&house, &ann).await;
    let mut cases = forger.forgeries(house.world.platform.now().timestamp());
    cases.push(("the refresh token", ann.refresh_token.clone()));
    for (name, token) in cases {
        let bearer = format!("Bearer {token}");
        let answer = house.ask(Method::GET, PATH, &[("authorization", &bearer)], None).await;
        assert_eq!(answer.status, 401, "{name}");
        let code = answer.body["code"].as_str().unwrap();
        assert!(["token_invalid", "token_expired"].contains(&code), "{name}: {code}");
    }
    let bearer = format!("Bearer {}", forger.claiming("jti", Some(json!("any"))));
    assert_eq!(house.ask(Method::GET, PATH, &[("authorization", &bearer)], None).await.status, 200);
    assert_eq!(refusal(&house.ask(Method::GET, PATH, &[], None).await), (401, "token_missing"));
    let basic = [("authorization", "Basic YTpi")];
    assert_eq!(refusal(&house.ask(Method::GET, PATH, &basic, None).await), (401, "token_missing"));
}

#[tokio::test]
async fn an_account_that_is_gone_is_not_there() {
    let house = House::start().await;
    let ann = house.person().await;
    let mut db = house.world.database.connect().await;
    sqlx::query("delete from identity.users").execute(&mut db).await.unwrap();
    assert_eq!(refusal(&house.as_person(&ann, Method::GET, PATH, None).await), (404, "not_found"));
}
