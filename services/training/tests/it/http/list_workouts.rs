use axum::http::StatusCode;
use insta::assert_json_snapshot;
use serde_json::{Value, json};
use taper_service::prelude::Cursor;
use taper_testkit::{TestAthlete, World};
use uuid::Uuid;

use crate::{a_workout, sends_workout, with, world};

/// A workout done at that time.
async fn did(world: &World, athlete: &TestAthlete<'_>, at: &str) -> Uuid {
    let id = world.platform.id();
    let done = with(a_workout(at), json!({"start_timestamp": at}));
    sends_workout(world, athlete, "completed", id, done).await;
    id
}

fn notes(page: &Value) -> Vec<&str> {
    page["items"].as_array().expect("a list").iter().filter_map(|item| item["done"]["notes"].as_str()).collect()
}

#[tokio::test]
async fn the_history_is_newest_first_by_when_it_was_done() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    for at in ["2027-01-02T08:00:00Z", "2027-01-03T08:00:00Z", "2027-01-01T08:00:00Z"] {
        did(&world, &athlete, at).await;
    }
    did(&world, &other, "2027-01-01T09:00:00Z").await;
    let history = athlete.get("/api/v1/workouts").await.body;
    assert_eq!(notes(&history), ["2027-01-03T08:00:00Z", "2027-01-02T08:00:00Z", "2027-01-01T08:00:00Z"]);
    assert!(history.get("next_cursor").is_none());
}

#[tokio::test]
async fn pages_are_the_same_whatever_is_done_meanwhile() {
    let world = world().await;
    let athlete = world.athlete();
    let days: Vec<String> = (1..=4).map(|day| format!("2027-01-0{day}T08:00:00Z")).collect();
    for at in &days[..3] {
        did(&world, &athlete, at).await;
    }
    // Two of one instant: then the id decides.
    did(&world, &athlete, &days[0]).await;
    let mut seen = Vec::new();
    let mut path = "/api/v1/workouts?limit=1".to_owned();
    loop {
        let page = athlete.get(&path).await.body;
        seen.extend(page["items"].as_array().unwrap().iter().map(|item| item["workout_id"].to_string()));
        if seen.len() == 1 {
            did(&world, &athlete, &days[3]).await;
        }
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        path = format!("/api/v1/workouts?limit=1&cursor={cursor}");
    }
    assert_eq!(seen.len(), 4);
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 4);
}

/// Such as an event by hand may name: a cursor that was given is taken.
#[tokio::test]
async fn every_time_that_can_be_stored_can_be_paged_past() {
    let world = world().await;
    let athlete = world.athlete();
    let times = ["9999-12-31T23:59:59Z", "1850-01-01T08:00:00Z", "0001-01-01T08:00:00Z"];
    for at in times {
        did(&world, &athlete, at).await;
    }
    let (mut seen, mut path) = (Vec::new(), "/api/v1/workouts?limit=1".to_owned());
    loop {
        let page = athlete.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {page:?}");
        seen.extend(notes(&page.body).into_iter().map(str::to_owned));
        let Some(cursor) = page.body["next_cursor"].as_str() else { break };
        path = format!("/api/v1/workouts?limit=1&cursor={cursor}");
    }
    assert_eq!(seen, times);
}

#[tokio::test]
async fn from_and_to_are_days_of_the_zone_that_is_asked_for() {
    let world = world().await;
    let athlete = world.athlete();
    let (before, first, last, after) =
        ("2027-01-01T22:59:59Z", "2027-01-01T23:00:00Z", "2027-01-03T22:59:59Z", "2027-01-03T23:00:00Z");
    for at in [before, first, last, after] {
        did(&world, &athlete, at).await;
    }
    let days = "from=2027-01-02&to=2027-01-03";
    let oslo = athlete.get(&format!("/api/v1/workouts?{days}&time_zone=Europe/Oslo")).await.body;
    assert_eq!(notes(&oslo), [last, first]);
    let utc = athlete.get(&format!("/api/v1/workouts?{days}")).await.body;
    assert_eq!(notes(&utc), [after, last]);
    let open = athlete.get("/api/v1/workouts?from=2027-01-03").await.body;
    assert_eq!(notes(&open), [after, last]);
}

#[tokio::test]
async fn a_day_without_midnight_begins_later() {
    let world = world().await;
    let athlete = world.athlete();
    // Beirut's clocks went from 23:59 on the 25th of March 2028 to 01:00 on the 26th.
    world.clock.set("2028-03-27T00:00:00Z");
    let athlete = world.as_athlete(athlete.id);
    let (before, first) = ("2028-03-25T21:59:59Z", "2028-03-25T22:00:00Z");
    did(&world, &athlete, before).await;
    did(&world, &athlete, first).await;
    let page = athlete.get("/api/v1/workouts?from=2028-03-26&time_zone=Asia/Beirut").await.body;
    assert_eq!(notes(&page), [first]);
}

#[tokio::test]
async fn begun_ones_stand_in_it_and_deleted_ones_are_told_to_who_asks() {
    let world = world().await;
    let athlete = world.athlete();
    sends_workout(&world, &athlete, "started", world.platform.id(), json!({"start_timestamp": "2027-01-04T08:59:00Z"}))
        .await;
    let gone = did(&world, &athlete, "2027-01-02T08:00:00Z").await;
    sends_workout(&world, &athlete, "deleted", gone, json!({})).await;
    let page = athlete.get("/api/v1/workouts").await.body;
    assert_eq!(page["items"].as_array().unwrap().len(), 1);
    let page = athlete.get("/api/v1/workouts?deleted=true").await.body;
    assert_json_snapshot!(page, {
        ".items[].id" => "[id]", ".items[].workout_id" => "[id]", ".items[].last_change" => "[sent]"
    }, @r#"
    {
      "items": [
        {
          "id": "[id]",
          "last_change": "[sent]",
          "start_timestamp": "2027-01-04T08:59:00Z",
          "state": "started",
          "updated_at": "2027-01-04T09:00:00Z",
          "version": 1,
          "workout_id": "[id]"
        },
        {
          "deleted": true,
          "id": "[id]",
          "updated_at": "2027-01-04T09:00:00Z",
          "version": 2,
          "workout_id": "[id]"
        }
      ]
    }
    "#);
}

#[tokio::test]
async fn it_is_searched_in_titles_notes_and_exercises() {
    let world = world().await;
    let athlete = world.athlete();
    did(&world, &athlete, "2027-01-01T08:00:00Z").await;
    let id = world.platform.id();
    let done = with(a_workout("Left knee felt fine"), json!({"title": "Heavy Day"}));
    sends_workout(&world, &athlete, "completed", id, done).await;
    let found = async |q: &str| {
        let page = athlete.get(&format!("/api/v1/workouts?q={q}")).await.body;
        page["items"].as_array().unwrap().len()
    };
    assert_eq!([found("KNEE").await, found("heavy").await, found("squ").await, found("100%25").await], [1, 1, 2, 0]);
    assert_eq!(world.athlete().get("/api/v1/workouts?q=knee").await.body["items"], json!([]));
}

#[tokio::test]
async fn what_cannot_be_a_query_is_refused_by_name() {
    let world = world().await;
    let athlete = world.athlete();
    let out_of_time = Cursor::encode(&("-262143-01-01T00:00:00Z", Uuid::nil()));
    for (query, code) in [
        ("from=yesterday", "query_invalid"),
        ("from=2027-02-30", "query_invalid"),
        ("from=2027-01-02&to=2027-01-01", "query_invalid"),
        ("from=-9999-01-01", "query_invalid"),
        ("time_zone=Nowhere/Land", "query_invalid"),
        ("limit=1.5", "query_invalid"),
        ("q=", "query_invalid"),
        (&format!("q={}", "x".repeat(81)), "query_invalid"),
        ("cursor=nonsense", "cursor_invalid"),
        (&format!("cursor={out_of_time}"), "cursor_invalid"),
    ] {
        let answer = athlete.get(&format!("/api/v1/workouts?{query}")).await;
        assert_eq!((answer.status, &answer.body["code"]), (StatusCode::BAD_REQUEST, &json!(code)), "{query}");
    }
    assert_eq!(athlete.get("/api/v1/workouts?from=1900-01-01&to=9999-12-31").await.status, StatusCode::OK);
}
