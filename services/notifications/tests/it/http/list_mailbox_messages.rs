use axum::body::Body;
use chrono::TimeDelta;
use http::{Request, StatusCode};
use insta::assert_json_snapshot;
use taper_testkit::{Answer, World};

use crate::requests::{a_registration, a_request};
use crate::world;

async fn ask(world: &World, path: &str) -> Answer {
    let request = Request::get(path).header("x-taper-mailbox-code", "the-code");
    world.call(request.body(Body::empty()).expect("a request")).await
}

#[tokio::test]
async fn an_empty_mailbox_is_a_list() {
    let world = world().await;
    let answer = ask(&world, "/mailbox/messages").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.headers["cache-control"], "no-store");
    assert_eq!(answer.body, serde_json::json!({"items": []}));
}

#[tokio::test]
async fn the_newest_is_first_and_one_may_ask_for_ones_own() {
    let world = world().await;
    let athlete = world.athlete();
    world.takes_in(a_request(&world, &athlete, "verify_email", "en")).await;
    world.drain().await;
    world.run_jobs().await;
    world.wait(TimeDelta::minutes(1));
    world.takes_in(a_registration(&world, &athlete, "Anna", "en")).await;
    world.drain().await;
    world.run_jobs().await;
    world.drain().await;
    let all = ask(&world, "/mailbox/messages").await.body;
    assert_json_snapshot!(all, {".items[].id" => "[id]", ".items[].text" => "[text]", ".items[].html" => "[html]"}, @r#"
    {
      "items": [
        {
          "created_at": "2027-01-04T09:01:00Z",
          "html": "[html]",
          "id": "[id]",
          "subject": "Your account at Taper is open",
          "text": "[text]",
          "to": "anna@example.org"
        },
        {
          "created_at": "2027-01-04T09:00:00Z",
          "html": "[html]",
          "id": "[id]",
          "subject": "Confirm your address for Taper",
          "text": "[text]",
          "to": "anna@example.org"
        }
      ]
    }
    "#);
    assert_eq!(ask(&world, "/mailbox/messages?to=Anna@Example.org").await.body, all);
    assert_eq!(ask(&world, "/mailbox/messages?to=bea@example.org").await.body["items"], serde_json::json!([]));
}

#[tokio::test]
async fn a_query_that_cannot_be_read_is_told_to_who_may_look() {
    let world = world().await;
    let answer = ask(&world, "/mailbox/messages?to=a&to=b").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(answer.body["code"], "query_invalid");
}
