use ::http::Method;
use serde_json::json;

use crate::house::{House, PASSWORD, comparable, errors, refusal};

const PATH: &str = "/api/v1/auth/register";

#[tokio::test]
async fn known_and_unknown_addresses_get_the_same_answer() {
    let house = House::start().await;
    let ann = house.person().await;
    let known = house.post(PATH, &house.registration(&ann.email)).await;
    let unknown = house.post(PATH, &house.registration("nobody@example.org")).await;
    assert_eq!(known.status, 202);
    assert_eq!(comparable(&known), comparable(&unknown));
    house.settle().await;
    assert_eq!(house.purposes_to(&ann.email), ["verify_email", "already_registered"]);
    assert_eq!(house.purposes_to("nobody@example.org"), ["verify_email"]);
    assert_eq!(house.login(&ann.email, PASSWORD).await.status, 200, "the account is as it was");
    house.settle().await;
}

#[tokio::test]
async fn what_is_written_does_not_depend_on_the_account_before_the_answer() {
    let house = House::start().await;
    let ann = house.person().await;
    let mut db = house.world.database.connect().await;
    let mut written = Vec::new();
    for email in [ann.email.as_str(), "nobody@example.org"] {
        house.post(PATH, &house.registration(email)).await;
        let rows: (i64, i64, i64) = sqlx::query_as(
            "select (select count(*) from bus.jobs), (select count(*) from bus.inbox),
                    (select count(*) from identity.audit_log)",
        )
        .fetch_one(&mut db)
        .await
        .unwrap();
        house.settle().await;
        written.push((rows.0, rows.1));
    }
    assert_eq!(written, [(1, 0), (1, 0)]);
}

#[tokio::test]
async fn an_address_is_the_same_however_it_is_capitalised() {
    let house = House::start().await;
    let ann = house.person().await;
    house.register(&ann.email.to_uppercase()).await;
    assert_eq!(house.purposes_to(&ann.email), ["verify_email", "already_registered"]);
    let mut db = house.world.database.connect().await;
    let users: i64 = sqlx::query_scalar("select count(*) from identity.users").fetch_one(&mut db).await.unwrap();
    assert_eq!(users, 1);
}

#[tokio::test]
async fn each_link_opens_the_account_with_the_password_that_came_with_it() {
    let house = House::start().await;
    house.register("ann@example.org").await;
    let first = house.token_sent_to("ann@example.org");
    let mut other = house.registration("ann@example.org");
    other["password"] = "somebody elses choice".into();
    house.post(PATH, &other).await;
    house.settle().await;
    let answer = house.post("/api/v1/auth/verify", &json!({"token": first})).await;
    assert_eq!(answer.status, 200);
    assert_eq!(house.login("ann@example.org", PASSWORD).await.status, 200);
    assert_eq!(refusal(&house.login("ann@example.org", "somebody elses choice").await), (401, "invalid_credentials"));
    house.settle().await;
}

#[tokio::test]
async fn bad_input_is_answered_by_pointer_and_reason() {
    let house = House::start().await;
    let cases = [
        (json!({"email": "no address", "password": PASSWORD}), "/email", "format"),
        (json!({"email": "ann@example.org", "password": "short"}), "/password", "minLength"),
        (json!({"email": "ann@example.org", "password": "x".repeat(129)}), "/password", "maxLength"),
        (json!({"email": "ann@example.org", "password": "password123"}), "/password", "password_too_common"),
        (json!({"email": "annika.berg@example.org", "password": "annika.berg"}), "/password", "password_too_common"),
        (json!({"email": "ann@example.org", "password": PASSWORD, "locale": "Klingon!"}), "/locale", "pattern"),
        (
            json!({"email": "ann@example.org", "password": PASSWORD, "display_name": "x".repeat(51)}),
            "/display_name",
            "maxLength",
        ),
        (json!({"email": "ann@example.org", "password": PASSWORD, "roles": ["admin"]}), "", "additionalProperties"),
        (json!({"email": "ann@example.org"}), "", "required"),
    ];
    for (body, pointer, code) in cases {
        let answer = house.post(PATH, &body).await;
        assert_eq!(answer.status, 422, "{body}");
        assert_eq!(errors(&answer), [(pointer, code)], "{body}");
        assert!(!answer.body.to_string().contains("annika.berg"), "a refusal repeats no password");
    }
    house.settle().await;
    assert!(house.world.facts().is_empty());
}

#[tokio::test]
async fn what_is_no_json_is_400_or_415_and_what_is_too_much_413() {
    let house = House::start().await;
    let post = |content_type: &'static str, body: String| {
        let request = ::http::Request::post(PATH).header("content-type", content_type);
        house.world.call(request.body(axum::body::Body::from(body)).unwrap())
    };
    assert_eq!(refusal(&post("application/json", "{".to_owned()).await), (400, "malformed_json"));
    assert_eq!(refusal(&post("text/plain", "{}".to_owned()).await), (415, "unsupported_media_type"));
    assert_eq!(refusal(&post("application/json", " ".repeat(300 * 1024)).await), (413, "too_large"));
    assert_eq!(refusal(&house.ask(Method::GET, PATH, &[], None).await), (405, "method_not_allowed"));
}

#[tokio::test]
async fn an_address_is_sent_only_so_many_mails() {
    let house = House::start().await;
    for _ in 0..10 {
        assert_eq!(house.post(PATH, &house.registration("ann@example.org")).await.status, 202);
    }
    let answer = house.post(PATH, &house.registration("Ann@Example.org")).await;
    assert_eq!(refusal(&answer), (429, "too_many_requests"));
    assert!(answer.headers.contains_key("retry-after"));
    assert_eq!(house.post(PATH, &house.registration("bob@example.org")).await.status, 202);
    house.settle().await;
}

#[tokio::test]
async fn a_time_zone_that_is_not_known_here_counts_as_utc() {
    let house = House::start().await;
    let mut registration = house.registration("ann@example.org");
    registration["time_zone"] = "Atlantis/Capital".into();
    assert_eq!(house.post(PATH, &registration).await.status, 202);
    house.settle().await;
    let token = house.token_sent_to("ann@example.org");
    let answer = house.post("/api/v1/auth/verify", &json!({"token": token})).await;
    assert_eq!(answer.body["user"]["time_zone"], "UTC");
    house.settle().await;
}
