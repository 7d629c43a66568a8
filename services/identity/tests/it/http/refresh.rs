use std::collections::HashSet;

use ::http::Method;
use chrono::TimeDelta;
use futures::future::{join, join_all};
use serde_json::json;

use crate::house::{House, PASSWORD, cookie_of, errors, refusal};

const PATH: &str = "/api/v1/auth/refresh";

#[tokio::test]
async fn each_token_gives_its_successor_and_an_access_token() {
    let house = House::start().await;
    let ann = house.person().await;
    let answer = house.refresh(&ann.refresh_token).await;
    assert_eq!(answer.status, 200);
    assert_ne!(answer.body["refresh_token"], ann.refresh_token.as_str());
    assert_eq!(answer.body.get("store_key"), None);
    let next = answer.body["refresh_token"].as_str().unwrap();
    let answer = house.post(PATH, &json!({"refresh_token": next, "store_key": true})).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body["store_key"], ann.body["store_key"]);
    let bearer = format!("Bearer {}", answer.body["access_token"].as_str().unwrap());
    let me = house.ask(Method::GET, "/api/v1/me", &[("authorization", &bearer)], None).await;
    assert_eq!(me.status, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_at_once_get_the_same_successor() {
    let house = House::start().await;
    let ann = house.person().await;
    let answers = join_all((0..50).map(|_| house.refresh(&ann.refresh_token))).await;
    assert!(answers.iter().all(|answer| answer.status == 200));
    let successors: HashSet<_> = answers.iter().map(|answer| answer.body["refresh_token"].to_string()).collect();
    assert_eq!(successors.len(), 1);
    let mut db = house.world.database.connect().await;
    let tokens: i64 =
        sqlx::query_scalar("select count(*) from identity.refresh_tokens").fetch_one(&mut db).await.unwrap();
    assert_eq!(tokens, 2);
}

#[tokio::test]
async fn a_spent_token_whose_successor_was_used_ends_the_session_and_no_other() {
    let house = House::start().await;
    let ann = house.person().await;
    let other = house.another_device(&ann).await;
    let second = house.refresh(&ann.refresh_token).await.body["refresh_token"].as_str().unwrap().to_owned();
    let again = house.refresh(&ann.refresh_token).await;
    assert_eq!(again.body["refresh_token"], second.as_str(), "unused: a lost answer");
    let third = house.refresh(&second).await.body["refresh_token"].as_str().unwrap().to_owned();
    assert_eq!(refusal(&house.refresh(&ann.refresh_token).await), (401, "refresh_reused"));
    for token in [&ann.refresh_token, &second, &third] {
        assert_eq!(refusal(&house.refresh(token).await), (401, "refresh_invalid"));
    }
    assert_eq!(house.refresh(&other.refresh_token).await.status, 200);
    assert_eq!(house.audited().await.iter().filter(|action| *action == "refresh_reused").count(), 1);
    house.settle().await;
    assert_eq!(house.told_ended(&ann), house.sessions(&[&ann]));
}

#[tokio::test]
async fn a_successor_is_found_again_after_the_key_ring_rotated() {
    let house = House::start().await;
    let ann = house.person().await;
    let mut db = house.world.database.connect().await;
    let ring_key: i32 =
        sqlx::query_scalar("select ring_key from identity.refresh_tokens").fetch_one(&mut db).await.unwrap();
    let keys = &house.world.platform.keys;
    let newest = keys.fingerprint("x", b"").unwrap().key;
    assert_eq!(ring_key, i32::from(newest));
    let mut rotated = keys.clone();
    rotated.rotate(&house.world.platform.random);
    let before = keys.fingerprint_with(newest, "identity.refresh", ann.refresh_token.as_bytes()).unwrap();
    let after = rotated.fingerprint_with(newest, "identity.refresh", ann.refresh_token.as_bytes()).unwrap();
    assert_eq!(before, after, "the row names the key, so that a newer one changes nothing");
}

#[tokio::test]
async fn tokens_live_thirty_days_or_sixty_each() {
    let house = House::start().await;
    let ann = house.person().await;
    let body = json!({"email": ann.email, "password": PASSWORD, "stay_signed_in": true, "delivery": "body"});
    let stays = house.post("/api/v1/auth/login", &body).await.body["refresh_token"].as_str().unwrap().to_owned();
    house.settle().await;
    house.world.wait(TimeDelta::days(30) - TimeDelta::seconds(1));
    let renewed = house.refresh(&ann.refresh_token).await.body["refresh_token"].as_str().unwrap().to_owned();
    house.world.wait(TimeDelta::days(30));
    assert_eq!(refusal(&house.refresh(&renewed).await), (401, "refresh_invalid"));
    assert_eq!(refusal(&house.refresh(&stays).await), (200, ""));
    let next = house.refresh(&stays).await.body["refresh_token"].as_str().unwrap().to_owned();
    house.world.wait(TimeDelta::days(60));
    assert_eq!(refusal(&house.refresh(&next).await), (401, "refresh_invalid"));
}

#[tokio::test]
async fn no_token_an_unknown_one_and_nonsense_are_refused() {
    let house = House::start().await;
    assert_eq!(refusal(&house.ask(Method::POST, PATH, &[], None).await), (401, "refresh_invalid"));
    assert_eq!(refusal(&house.post(PATH, &json!({})).await), (401, "refresh_invalid"));
    assert_eq!(refusal(&house.post(PATH, &json!(null)).await), (401, "refresh_invalid"));
    assert_eq!(refusal(&house.post(PATH, &json!([])).await), (422, "invalid"));
    let huge = json!({"refresh_token": "x".repeat(300_000)});
    assert_eq!(refusal(&house.post(PATH, &huge).await), (413, "too_large"));
    assert_eq!(refusal(&house.refresh("made-up").await), (401, "refresh_invalid"));
    assert_eq!(refusal(&house.with_cookie(PATH, "made-up", None).await), (401, "refresh_invalid"));
    let answer = house.post(PATH, &json!({"refresh_token": [1]})).await;
    assert_eq!((answer.status.as_u16(), errors(&answer)), (422, vec![("/refresh_token", "type")]));
}

#[tokio::test]
async fn a_cookie_works_only_from_our_own_page() {
    let house = House::start().await;
    let ann = house.person().await;
    let body = json!({"email": ann.email, "password": PASSWORD});
    let (cookie, _) = cookie_of(&house.post("/api/v1/auth/login", &body).await).unwrap();
    house.settle().await;
    let cookie = format!("theme=dark; taper_refresh={cookie}");
    let csrf = ("x-taper-csrf", "1");
    let refused: [&[(&str, &str)]; 4] = [
        &[("cookie", &cookie)],
        &[("cookie", &cookie), ("origin", "http://taper.test")],
        &[("cookie", &cookie), csrf, ("origin", "https://evil.example"), ("host", "taper.test")],
        &[("cookie", &cookie), csrf, ("origin", "null")],
    ];
    for headers in refused {
        let answer = house.ask(Method::POST, PATH, headers, None).await;
        assert_eq!(refusal(&answer), (403, "csrf"), "{headers:?}");
    }
    let ours: [&[(&str, &str)]; 3] = [
        &[("cookie", &cookie), csrf],
        &[("cookie", &cookie), csrf, ("origin", "http://taper.test")],
        &[("cookie", &cookie), csrf, ("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")],
    ];
    let mut given = HashSet::new();
    for headers in ours {
        let answer = house.ask(Method::POST, PATH, headers, None).await;
        assert_eq!(answer.status, 200, "{headers:?}");
        assert_eq!(answer.body.get("refresh_token"), None);
        given.insert(cookie_of(&answer).unwrap());
    }
    assert_eq!(given.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_wins_against_a_logout_nobody_stays_signed_in() {
    let house = House::start().await;
    for _ in 0..8 {
        let ann = house.person().await;
        let logout = json!({"refresh_token": ann.refresh_token});
        let (refreshed, left) =
            join(house.refresh(&ann.refresh_token), house.post("/api/v1/auth/logout", &logout)).await;
        assert_eq!(left.status, 204);
        match refreshed.body["refresh_token"].as_str() {
            Some(successor) => assert_eq!(refusal(&house.refresh(successor).await), (401, "refresh_invalid")),
            None => assert_eq!(refusal(&refreshed), (401, "refresh_invalid")),
        }
        assert_eq!(refusal(&house.refresh(&ann.refresh_token).await), (401, "refresh_invalid"));
    }
    house.settle().await;
}
