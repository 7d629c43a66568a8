use ::http::Method;
use chrono::TimeDelta;
use insta::assert_json_snapshot;
use serde_json::json;

use crate::house::{House, PASSWORD, refusal};

const PATH: &str = "/api/v1/auth/sessions";

#[tokio::test]
async fn the_callers_devices_are_listed_and_nobody_elses() {
    let house = House::start().await;
    let (ann, _bob) = (house.person().await, house.person().await);
    house.world.wait(TimeDelta::minutes(5));
    let body = json!({"email": ann.email, "password": PASSWORD, "device": "Kitchen"});
    house.post("/api/v1/auth/login", &body).await;
    house.settle().await;
    let answer = house.as_person(&ann, Method::GET, PATH, None).await;
    assert_eq!(answer.status, 200);
    assert_json_snapshot!(answer.body, {".items[].id" => "[id]"}, @r#"
    {
      "items": [
        {
          "created_at": "2027-01-04T09:05:00Z",
          "current": false,
          "device": "Kitchen",
          "id": "[id]",
          "last_seen_at": "2027-01-04T09:05:00Z"
        },
        {
          "created_at": "2027-01-04T09:00:00Z",
          "current": true,
          "id": "[id]",
          "last_seen_at": "2027-01-04T09:00:00Z"
        }
      ]
    }
    "#);
}

#[tokio::test]
async fn a_refresh_is_being_seen_and_what_is_over_is_gone() {
    let house = House::start().await;
    let ann = house.person().await;
    let other = house.another_device(&ann).await;
    house.world.wait(TimeDelta::minutes(5));
    house.refresh(&ann.refresh_token).await;
    house.post("/api/v1/auth/logout", &json!({"refresh_token": other.refresh_token})).await;
    let answer = house.as_person(&ann, Method::GET, PATH, None).await;
    let items = answer.body["items"].as_array().unwrap();
    assert_eq!(items.len(), 1);
    assert_eq!(items[0]["last_seen_at"], "2027-01-04T09:05:00Z");
    assert_eq!(items[0]["current"], true);
    house.settle().await;
}

#[tokio::test]
async fn with_one_device_more_than_fifty_the_oldest_is_out() {
    let house = House::start().await;
    let ann = house.person().await;
    for _ in 0..50 {
        house.world.wait(TimeDelta::seconds(10));
        house.login(&ann.email, PASSWORD).await;
    }
    house.settle().await;
    let answer = house.as_person(&ann, Method::GET, PATH, None).await;
    assert_eq!(answer.body["items"].as_array().unwrap().len(), 50);
    assert_eq!(refusal(&house.refresh(&ann.refresh_token).await), (401, "refresh_invalid"));
}

#[tokio::test]
async fn without_a_token_nothing_is_listed() {
    let house = House::start().await;
    assert_eq!(refusal(&house.ask(Method::GET, PATH, &[], None).await), (401, "token_missing"));
}
