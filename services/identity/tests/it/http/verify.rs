use futures::future::join_all;
use insta::assert_json_snapshot;
use serde_json::json;

use crate::house::{House, cookie_of, errors, refusal};

const PATH: &str = "/api/v1/auth/verify";

#[tokio::test]
async fn the_link_opens_the_account_and_signs_in() {
    let house = House::start().await;
    house.register("ann@example.org").await;
    let token = house.token_sent_to("ann@example.org");
    let answer = house.post(PATH, &json!({"token": token, "delivery": "body"})).await;
    house.settle().await;
    assert_json_snapshot!(answer.body, {
        ".access_token" => "[token]", ".refresh_token" => "[token]", ".store_key" => "[key]", ".user.id" => "[id]",
    }, @r#"
    {
      "access_token": "[token]",
      "expires_in": 3600,
      "refresh_token": "[token]",
      "store_key": "[key]",
      "token_type": "Bearer",
      "user": {
        "created_at": "2027-01-04T09:00:00Z",
        "display_name": "Ann",
        "email": "ann@example.org",
        "id": "[id]",
        "locale": "de",
        "roles": [
          "athlete",
          "video_public"
        ],
        "time_zone": "Europe/Oslo"
      }
    }
    "#);
    assert_eq!(cookie_of(&answer), None);
    let registered = &house.facts_of("user.registered")[0];
    assert_eq!(registered.user_id.to_string(), answer.body["user"]["id"]);
    assert!(registered.audience.is_empty(), "no stream carries the address");
    assert_eq!(house.unsealed(registered, "/address").unwrap(), "ann@example.org");
    assert_json_snapshot!(registered.data, {".user_id" => "[id]", ".address" => "[sealed]"}, @r#"
    {
      "address": "[sealed]",
      "created_at": "2027-01-04T09:00:00Z",
      "display_name": "Ann",
      "locale": "de",
      "time_zone": "Europe/Oslo",
      "user_id": "[id]"
    }
    "#);
    assert_json_snapshot!(house.facts_of("user.roles.changed")[0].data, {".user_id" => "[id]"}, @r#"
    {
      "roles": [
        "athlete",
        "video_public"
      ],
      "user_id": "[id]"
    }
    "#);
    assert_json_snapshot!(house.facts_of("auth.user.logged_in")[0].data, {".session_id" => "[id]"}, @r#"
    {
      "method": "verification",
      "session_id": "[id]"
    }
    "#);
    assert_eq!(house.audited().await, ["signing_key_rotated", "registration_requested", "email_verified", "signed_in"]);
}

#[tokio::test]
async fn by_default_the_refresh_token_goes_into_a_cookie_that_no_script_reads() {
    let house = House::start().await;
    for (stay_signed_in, days) in [(false, 30), (true, 60)] {
        let email = format!("{days}@example.org");
        house.register(&email).await;
        let body = json!({"token": house.token_sent_to(&email), "stay_signed_in": stay_signed_in});
        let answer = house.post(PATH, &body).await;
        assert_eq!(answer.body.get("refresh_token"), None);
        let (value, attributes) = cookie_of(&answer).unwrap();
        assert_eq!(value.len(), 43);
        let seconds = days * 24 * 3600;
        assert_eq!(attributes, format!("Path=/api/v1/auth; Max-Age={seconds}; HttpOnly; SameSite=Strict"));
    }
    house.settle().await;
}

#[tokio::test]
async fn spent_unknown_and_expired_links_are_not_told_apart() {
    let house = House::start().await;
    house.register("ann@example.org").await;
    house.register("bob@example.org").await;
    let spent = house.token_sent_to("ann@example.org");
    let expired = house.token_sent_to("bob@example.org");
    assert_eq!(house.post(PATH, &json!({"token": spent})).await.status, 200);
    house.settle().await;
    house.world.wait(chrono::TimeDelta::hours(24));
    for token in [spent.as_str(), expired.as_str(), "made-up", ""] {
        assert_eq!(refusal(&house.post(PATH, &json!({"token": token})).await), (400, "token_invalid"), "{token}");
    }
    assert_eq!(house.audited().await.iter().filter(|action| *action == "token_refused").count(), 4);
    let answer = house.post(PATH, &json!({"token": 5})).await;
    assert_eq!((answer.status.as_u16(), errors(&answer)), (422, vec![("/token", "type")]));
}

#[tokio::test]
async fn a_link_works_until_its_last_second() {
    let house = House::start().await;
    house.register("ann@example.org").await;
    house.world.wait(chrono::TimeDelta::hours(24) - chrono::TimeDelta::seconds(1));
    let answer = house.post(PATH, &json!({"token": house.token_sent_to("ann@example.org")})).await;
    assert_eq!(answer.status, 200);
    house.settle().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_twenty_at_once_one_opens_the_account() {
    let house = House::start().await;
    house.register("ann@example.org").await;
    let body = json!({"token": house.token_sent_to("ann@example.org")});
    let answers = join_all((0..20).map(|_| house.post(PATH, &body))).await;
    let opened = answers.iter().filter(|answer| answer.status == 200).count();
    let refused = answers.iter().filter(|answer| refusal(answer) == (400, "token_invalid")).count();
    house.settle().await;
    assert_eq!((opened, refused), (1, 19));
    assert_eq!(house.facts_of("user.registered").len(), 1);
}

#[tokio::test]
async fn a_token_for_something_else_opens_nothing() {
    let house = House::start().await;
    let ann = house.person().await;
    house.post("/api/v1/auth/password/forgot", &json!({"email": ann.email})).await;
    house.settle().await;
    let reset = house.token_sent_to(&ann.email);
    assert_eq!(refusal(&house.post(PATH, &json!({"token": reset})).await), (400, "token_invalid"));
}

#[tokio::test]
async fn of_two_links_of_one_account_at_once_one_opens_it_and_the_other_is_spent() {
    const LINKS: usize = 4;
    let house = House::start().await;
    for round in 0..5 {
        let email = format!("ann-{round}@example.org");
        let mut links = Vec::new();
        for _ in 0..LINKS {
            house.register(&email).await;
            links.push(json!({"token": house.token_sent_to(&email), "delivery": "body"}));
        }
        let answers = join_all(links.iter().map(|link| house.post(PATH, link))).await;
        let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status.as_u16()).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 400, 400, 400], "{answers:?}");
    }
    house.settle().await;
}
