use std::time::{Duration, Instant};

use chrono::TimeDelta;
use futures::future::join_all;
use serde_json::json;

use crate::house::{House, PASSWORD, Person, comparable, cookie_of, errors, refusal};

const PATH: &str = "/api/v1/auth/login";

#[tokio::test]
async fn the_right_password_signs_in_however_the_address_is_capitalised() {
    let house = House::start().await;
    let ann = house.person().await;
    let body =
        json!({"email": ann.email.to_uppercase(), "password": PASSWORD, "device": "Kitchen", "delivery": "body"});
    let again = Person::of(&house.post(PATH, &body).await, &ann.email);
    house.settle().await;
    assert_eq!(again.id, ann.id);
    assert_eq!(again.body["store_key"], ann.body["store_key"], "always the same");
    assert_eq!(again.body["expires_in"], 3600);
    let logged_in = house.facts_of("auth.user.logged_in").pop().unwrap();
    assert_eq!((&logged_in.data["method"], &logged_in.data["device"]), (&json!("password"), &json!("Kitchen")));
    assert_eq!(logged_in.user_id.to_string(), ann.id);
}

#[tokio::test]
async fn a_browser_gets_a_cookie_and_a_name() {
    let house = House::start().await;
    let ann = house.person().await;
    let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    let body = json!({"email": ann.email, "password": PASSWORD, "stay_signed_in": true});
    let answer = house.ask(::http::Method::POST, PATH, &[("user-agent", firefox)], Some(&body)).await;
    house.settle().await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body.get("refresh_token"), None);
    assert!(cookie_of(&answer).unwrap().1.contains("Max-Age=5184000"));
    assert_eq!(house.facts_of("auth.user.logged_in").pop().unwrap().data["device"], "Firefox on Linux");
}

#[tokio::test]
async fn an_unknown_address_is_answered_as_a_wrong_password() {
    let house = House::start().await;
    let ann = house.person().await;
    let wrong = house.login(&ann.email, "not the password").await;
    let unknown = house.login("nobody@example.org", "not the password").await;
    assert_eq!(refusal(&wrong), (401, "invalid_credentials"));
    assert_eq!(comparable(&wrong), comparable(&unknown));
    let mut db = house.world.database.connect().await;
    let lines: Vec<(String, bool, Option<uuid::Uuid>)> = sqlx::query_as(
        "select action, identifier is not null and client is not null, user_id from identity.audit_log
         where action = 'sign_in_failed'",
    )
    .fetch_all(&mut db)
    .await
    .unwrap();
    let line = ("sign_in_failed".to_owned(), true, None);
    assert_eq!(lines, [line.clone(), line], "no account is named that was not proven");
}

/// Not the speed of the machine is compared, but two things on it: a hash that is left out takes a
/// tenth of the time.
#[tokio::test]
async fn an_unknown_address_takes_as_long() {
    let house = House::start().await;
    let ann = house.person().await;
    let mut medians = Vec::new();
    for email in [ann.email.as_str(), "nobody@example.org"] {
        let mut times = Vec::new();
        for _ in 0..9 {
            let started = Instant::now();
            house.login(email, "not the password").await;
            times.push(started.elapsed());
        }
        times.sort();
        medians.push(times[4]);
    }
    let ratio = medians[0].as_secs_f64() / medians[1].max(Duration::from_nanos(1)).as_secs_f64();
    assert!((0.4..2.5).contains(&ratio), "known {:?}, unknown {:?}", medians[0], medians[1]);
}

#[tokio::test]
async fn an_unproven_address_is_told_only_to_who_has_the_password() {
    let house = House::start().await;
    house.register("ann@example.org").await;
    assert_eq!(refusal(&house.login("ann@example.org", "not the password").await), (401, "invalid_credentials"));
    assert_eq!(refusal(&house.login("ann@example.org", PASSWORD).await), (401, "email_unverified"));
    assert!(house.facts_of("auth.user.logged_in").is_empty());
}

#[tokio::test]
async fn ten_failures_lock_known_and_unknown_alike_and_longer_each_time() {
    let house = House::start().await;
    let ann = house.person().await;
    for email in [ann.email.as_str(), "nobody@example.org"] {
        for _ in 0..10 {
            assert_eq!(refusal(&house.login(email, "not the password").await), (401, "invalid_credentials"));
        }
        let locked = house.login(email, PASSWORD).await;
        assert_eq!(refusal(&locked), (423, "locked"), "whatever the password");
        assert_eq!(locked.headers["retry-after"], "60");
    }
    house.world.wait(TimeDelta::seconds(60));
    assert_eq!(refusal(&house.login(&ann.email, "not the password").await), (401, "invalid_credentials"));
    let locked = house.login(&ann.email.to_uppercase(), PASSWORD).await;
    assert_eq!((refusal(&locked), &locked.headers["retry-after"]), ((423, "locked"), &"120".parse().unwrap()));
    house.world.wait(TimeDelta::seconds(120));
    assert_eq!(house.login(&ann.email, PASSWORD).await.status, 200);
    house.settle().await;
    for _ in 0..9 {
        house.login(&ann.email, "not the password").await;
    }
    assert_eq!(house.login(&ann.email, PASSWORD).await.status, 200, "the right password forgets the failures before");
    house.settle().await;
    let audited = house.audited().await;
    assert_eq!(audited.iter().filter(|action| *action == "locked_out").count(), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_fifty_wrong_ones_at_once_ten_are_looked_at() {
    let house = House::start().await;
    let ann = house.person().await;
    let answers = join_all((0..50).map(|_| house.login(&ann.email, "not the password"))).await;
    let looked_at = answers.iter().filter(|answer| refusal(answer) == (401, "invalid_credentials")).count();
    let locked = answers.iter().filter(|answer| refusal(answer) == (423, "locked")).count();
    assert_eq!((looked_at, locked), (10, 40));
}

#[tokio::test]
async fn a_network_that_tries_too_often_is_slowed_down() {
    let house = House::start().await;
    let mut answers = Vec::new();
    for number in 0..301 {
        let body = json!({"token": format!("guess {number}")});
        // Nobody stands in front, so what it says of addresses it says of itself.
        let address = format!("198.51.100.{}", number % 256);
        let headers = [("x-forwarded-for", address.as_str()), ("forwarded", "for=198.51.100.1")];
        answers.push(house.ask(::http::Method::POST, "/api/v1/auth/verify", &headers, Some(&body)).await);
    }
    assert_eq!(refusal(&answers[299]), (400, "token_invalid"));
    assert_eq!(refusal(&answers[300]), (429, "too_many_requests"));
    assert_eq!(refusal(&house.login("ann@example.org", PASSWORD).await), (429, "too_many_requests"));
}

#[tokio::test]
async fn bad_input_is_answered_by_pointer_and_reason() {
    let house = House::start().await;
    let cases = [
        (json!({"email": "ann@example.org"}), "", "required"),
        (json!({"email": 5, "password": PASSWORD}), "/email", "type"),
        (json!({"email": "a@b.c", "password": "x".repeat(129)}), "/password", "maxLength"),
        (json!({"email": "a@b.c", "password": PASSWORD, "delivery": "pigeon"}), "/delivery", "enum"),
        (json!({"email": "a@b.c", "password": PASSWORD, "device": "x".repeat(201)}), "/device", "maxLength"),
    ];
    for (body, pointer, code) in cases {
        let answer = house.post(PATH, &body).await;
        assert_eq!((answer.status.as_u16(), errors(&answer)), (422, vec![(pointer, code)]), "{body}");
    }
}
