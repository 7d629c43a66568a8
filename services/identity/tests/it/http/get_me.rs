//! Also what stands before every endpoint for signed-in people: the access token and attacks on it.

use ::http::Method;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use insta::assert_json_snapshot;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

use crate::house::{House, Person, refusal};

const PATH: &str = "/api/v1/me";
const PKCS8_ED25519: [u8; 16] =
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

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

/// A forger who even has the private key, to see that every claim is looked at.
struct Forger {
    kid: String,
    private: Vec<u8>,
    public: Vec<u8>,
    claims: Value,
}

impl Forger {
    async fn of(house: &House, person: &Person) -> Self {
        let mut db = house.world.database.connect().await;
        let (kid, sealed, public): (String, String, Value) =
            sqlx::query_as("select id, private_key, public_key from identity.signing_keys")
                .fetch_one(&mut db)
                .await
                .unwrap();
        let keys = &house.world.platform.keys;
        let private = keys.unseal(&format!("identity.signing_key|{kid}"), &sealed).unwrap();
        let public = URL_SAFE_NO_PAD.decode(public["x"].as_str().unwrap()).unwrap();
        let payload = person.access_token.split('.').nth(1).unwrap();
        let claims = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap();
        Self { kid, private, public, claims }
    }

    fn header(&self) -> Header {
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some("at+jwt".to_owned());
        header.kid = Some(self.kid.clone());
        header
    }

    fn signed(&self, header: &Header, claims: &Value) -> String {
        let key = EncodingKey::from_ed_der(&[PKCS8_ED25519.as_slice(), &self.private].concat());
        jsonwebtoken::encode(header, claims, &key).unwrap()
    }

    fn with(&self, name: &str, value: Option<Value>) -> String {
        let mut claims = self.claims.clone();
        match value {
            Some(value) => claims[name] = value,
            None => drop(claims.as_object_mut().unwrap().remove(name)),
        }
        self.signed(&self.header(), &claims)
    }
}

#[tokio::test]
async fn forged_tokens_are_refused_and_the_honest_one_is_not() {
    let house = House::start().await;
    let ann = house.person().await;
    let forger = Forger::of(&house, &ann).await;
    let now = house.world.platform.now().timestamp();
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let unsigned = |alg: &str| {
        format!("{}.{}.", part(&json!({"alg": alg, "typ": "at+jwt", "kid": forger.kid})), part(&forger.claims))
    };
    let hs256 = |secret: &[u8]| {
        let mut header = Header::new(Algorithm::HS256);
        header.typ = Some("at+jwt".to_owned());
        header.kid = Some(forger.kid.clone());
        jsonwebtoken::encode(&header, &forger.claims, &EncodingKey::from_secret(secret)).unwrap()
    };
    let typed =
        |typ: Option<&str>| forger.signed(&Header { typ: typ.map(str::to_owned), ..forger.header() }, &forger.claims);
    let keyed =
        |kid: Option<&str>| forger.signed(&Header { kid: kid.map(str::to_owned), ..forger.header() }, &forger.claims);
    let honest = forger.with("jti", Some(json!("any")));
    let (head, tail) = honest.rsplit_once('.').unwrap();
    let mut admin = forger.claims.clone();
    admin["roles"] = json!(["athlete", "admin"]);
    let tampered = format!("{}.{}.{tail}", head.split('.').next().unwrap(), part(&admin));
    let cases = [
        ("alg none", unsigned("none")),
        ("alg None", unsigned("None")),
        ("EdDSA unsigned", unsigned("EdDSA")),
        ("HS256 with the public key", hs256(&forger.public)),
        ("HS256 with its text", hs256(URL_SAFE_NO_PAD.encode(&forger.public).as_bytes())),
        ("wrong issuer", forger.with("iss", Some(json!("https://evil.example")))),
        ("no issuer", forger.with("iss", None)),
        ("wrong audience", forger.with("aud", Some(json!("https://evil.example")))),
        ("no audience", forger.with("aud", None)),
        ("no expiry", forger.with("exp", None)),
        ("no start", forger.with("nbf", None)),
        ("no subject", forger.with("sub", None)),
        ("expired", forger.with("exp", Some(json!(now - 61)))),
        ("not yet", forger.with("nbf", Some(json!(now + 61)))),
        ("an ID token", typed(Some("JWT"))),
        ("untyped", typed(None)),
        ("unknown key", keyed(Some("unknown"))),
        ("no key", keyed(None)),
        ("tampered", tampered),
        ("signature cut", head.to_owned()),
        ("signature of another", format!("{head}.{}", URL_SAFE_NO_PAD.encode([7; 64]))),
        ("the refresh token", ann.refresh_token.clone()),
        ("too long", "x".repeat(5000)),
        ("nothing", String::new()),
    ];
    for (name, token) in cases {
        let bearer = format!("Bearer {token}");
        let answer = house.ask(Method::GET, PATH, &[("authorization", &bearer)], None).await;
        assert_eq!(answer.status, 401, "{name}");
        let code = answer.body["code"].as_str().unwrap();
        assert!(["token_invalid", "token_expired"].contains(&code), "{name}: {code}");
    }
    let bearer = format!("Bearer {honest}");
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
