use axum::http::StatusCode;
use chrono::TimeDelta;
use insta::assert_json_snapshot;
use serde_json::{Value, json};

use crate::{a_plan, named, sends_plan, with, world};

fn names(page: &Value) -> Vec<&str> {
    page["items"].as_array().expect("a list").iter().filter_map(|item| item["name"].as_str()).collect()
}

#[tokio::test]
async fn a_list_shows_plans_without_their_workouts() {
    let world = world().await;
    let athlete = world.athlete();
    let planned = json!({"workouts": [{"workout_id": world.platform.id(), "date": "2027-01-05"}]});
    sends_plan(&world, &athlete, "created", world.platform.id(), with(a_plan(), planned)).await;
    let page = athlete.get("/api/v1/plans").await.body;
    assert_json_snapshot!(page, {".items[].id" => "[id]", ".items[].plan_id" => "[id]"}, @r#"
    {
      "items": [
        {
          "comp_date": "2027-03-06",
          "id": "[id]",
          "name": "Nordic Open",
          "plan_id": "[id]",
          "start_date": "2027-01-04",
          "time_zone": "Europe/Oslo",
          "training_days_per_week": 3,
          "updated_at": "2027-01-04T09:00:00Z",
          "version": 1,
          "weeks_until_comp": 8
        }
      ]
    }
    "#);
}

#[tokio::test]
async fn it_is_ones_own_alone() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    sends_plan(&world, &athlete, "created", world.platform.id(), a_plan()).await;
    assert_eq!(other.get("/api/v1/plans?deleted=true").await.body, json!({"items": []}));
}

#[tokio::test]
async fn pages_are_the_same_whatever_is_created_or_edited_meanwhile() {
    let world = world().await;
    let athlete = world.athlete();
    let oldest = world.platform.id();
    for (name, id) in
        [("a", oldest), ("b", world.platform.id()), ("c", world.platform.id()), ("d", world.platform.id())]
    {
        sends_plan(&world, &athlete, "created", id, named(name)).await;
        // Two of one instant: then the id decides.
        if name != "b" {
            world.wait(TimeDelta::minutes(1));
        }
    }
    let first = athlete.get("/api/v1/plans?limit=2").await.body;
    sends_plan(&world, &athlete, "created", world.platform.id(), named("e")).await;
    sends_plan(
        &world,
        &athlete,
        "updated",
        oldest,
        with(named("a2"), json!({"base_version": 1, "comp_date": "2027-05-01"})),
    )
    .await;
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = athlete.get(&format!("/api/v1/plans?limit=2&cursor={cursor}")).await.body;
    let mut seen = names(&first);
    assert_eq!(seen[0], "d");
    seen.extend(names(&second));
    seen.sort_unstable();
    assert_eq!(seen, ["a2", "b", "c", "d"]);
    assert!(second.get("next_cursor").is_none());
}

#[tokio::test]
async fn deleted_ones_are_told_to_who_asks() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    sends_plan(&world, &athlete, "created", id, a_plan()).await;
    sends_plan(&world, &athlete, "deleted", id, json!({})).await;
    assert_eq!(athlete.get("/api/v1/plans").await.body, json!({"items": []}));
    let page = athlete.get("/api/v1/plans?deleted=true").await.body;
    assert_json_snapshot!(page, {".items[].id" => "[id]", ".items[].plan_id" => "[id]"}, @r#"
    {
      "items": [
        {
          "deleted": true,
          "id": "[id]",
          "plan_id": "[id]",
          "updated_at": "2027-01-04T09:00:00Z",
          "version": 2
        }
      ]
    }
    "#);
}

#[tokio::test]
async fn what_cannot_be_a_query_is_refused_by_name() {
    let world = world().await;
    let athlete = world.athlete();
    let out_of_time = made_up("-262143-01-01T00:00:00Z");
    for (query, code) in [
        ("limit=many", "query_invalid"),
        ("limit=0", "query_invalid"),
        ("limit=101", "query_invalid"),
        ("deleted=perhaps", "query_invalid"),
        ("cursor=nonsense", "cursor_invalid"),
        ("cursor=W10", "cursor_invalid"),
        (&format!("cursor={out_of_time}"), "cursor_invalid"),
    ] {
        let answer = athlete.get(&format!("/api/v1/plans?{query}")).await;
        assert_eq!((answer.status, &answer.body["code"]), (StatusCode::BAD_REQUEST, &json!(code)), "{query}");
    }
    assert_eq!(athlete.get("/api/v1/plans?limit=100").await.status, StatusCode::OK);
}

/// A cursor that somebody made up.
fn made_up(at: &str) -> String {
    taper_service::prelude::Cursor::encode(&(at, uuid::Uuid::nil()))
}
