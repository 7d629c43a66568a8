use axum::http::StatusCode;
use chrono::TimeDelta;
use insta::assert_json_snapshot;
use serde_json::{Value, json};
use taper_testkit::{TestAthlete, World};

use crate::{a_note, sends, sends_note, with, world};

const PATH: &str = "/api/v1/machine-notes";

fn models(page: &Value) -> Vec<&str> {
    page["items"].as_array().expect("a list").iter().filter_map(|item| item["model"].as_str()).collect()
}

async fn notes(world: &World, athlete: &TestAthlete<'_>, model: &str, fields: Value) {
    sends_note(world, athlete, world.platform.id(), with(a_note(model), fields)).await;
}

fn public() -> Value {
    json!({"visibility": "public"})
}

#[tokio::test]
async fn ones_own_are_listed_newest_first_public_or_not() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    notes(&world, &athlete, "V-Squat", json!({})).await;
    world.wait(TimeDelta::seconds(1));
    notes(&world, &athlete, "Pendulum", public()).await;
    notes(&world, &other, "Belt squat", public()).await;
    assert_eq!(models(&athlete.get(PATH).await.body), ["Pendulum", "V-Squat"]);
    assert_eq!(models(&athlete.get(&format!("{PATH}?scope=mine")).await.body), ["Pendulum", "V-Squat"]);
}

#[tokio::test]
async fn everybody_finds_public_ones_and_nobody_a_private_one_of_another() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    notes(&world, &athlete, "V-Squat", json!({})).await;
    notes(&world, &athlete, "Pendulum", public()).await;
    for who in [&athlete, &other] {
        assert_eq!(models(&who.get(&format!("{PATH}?scope=public")).await.body), ["Pendulum"]);
        assert_eq!(models(&who.get(&format!("{PATH}?scope=public&query=hammer")).await.body), ["Pendulum"]);
    }
    let page = other.get(&format!("{PATH}?scope=public&query=pendulum")).await.body;
    assert_json_snapshot!(page, {".items[].id" => "[id]", ".items[].note_id" => "[id]"}, @r#"
    {
      "items": [
        {
          "brand": "Hammer Strength",
          "id": "[id]",
          "machine_type": "hack_squat",
          "mine": false,
          "model": "Pendulum",
          "note_id": "[id]",
          "settings": [
            {
              "name": "seat",
              "value": "4"
            }
          ],
          "updated_at": "2027-01-04T09:00:00Z",
          "version": 1,
          "visibility": "public"
        }
      ]
    }
    "#);
}

#[tokio::test]
async fn they_are_found_by_beginnings_of_words_and_by_kind() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    notes(&world, &athlete, "V-Squat 2000", public()).await;
    let press = json!({"machine_type": "leg_press", "brand": "Größe", "notes": "Füße tief, it's o'clock"});
    notes(&world, &athlete, "Linear", with(public(), press)).await;
    for (query, expected) in [
        ("query=ham+squ", &["V-Squat 2000"][..]),
        ("query=2000", &["V-Squat 2000"]),
        ("query=squat+gr", &[]),
        ("query=GR%C3%B6%C3%9F", &["Linear"]),
        ("query=o%27clock", &["Linear"]),
        ("query=seat", &["Linear", "V-Squat 2000"]),
        ("query=%27%3A%2A%26%7C%21%28%5C", &["Linear", "V-Squat 2000"]),
        ("machine_type=leg_press", &["Linear"]),
        ("machine_type=cable", &[]),
        ("query=seat&machine_type=hack_squat", &["V-Squat 2000"]),
    ] {
        for (who, scope) in [(&athlete, "mine"), (&other, "public")] {
            let page = who.get(&format!("{PATH}?scope={scope}&{query}")).await.body;
            let mut found = models(&page);
            found.sort_unstable();
            assert_eq!(found, expected, "{scope} {query}");
        }
    }
}

#[tokio::test]
async fn pages_are_the_same_whatever_is_written_meanwhile() {
    for query in ["scope=mine", "scope=public", "scope=public&query=hammer"] {
        let world = world().await;
        let (athlete, other) = (world.athlete(), world.athlete());
        for model in ["a", "b", "c", "d"] {
            notes(&world, &athlete, model, public()).await;
            world.wait(TimeDelta::seconds(1));
        }
        let first = athlete.get(&format!("{PATH}?limit=2&{query}")).await.body;
        notes(&world, &athlete, "new", public()).await;
        notes(&world, &other, "another", public()).await;
        let cursor = first["next_cursor"].as_str().expect("more");
        let second = athlete.get(&format!("{PATH}?limit=2&{query}&cursor={cursor}")).await.body;
        assert_eq!([models(&first), models(&second)].concat(), ["d", "c", "b", "a"], "{query}");
        assert!(second.get("next_cursor").is_none());
    }
}

#[tokio::test]
async fn deleted_ones_are_told_to_their_owner_if_asked() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let id = world.platform.id();
    sends_note(&world, &athlete, id, with(a_note("V-Squat"), public())).await;
    sends(&world, &athlete, "machine.notes.deleted", json!({"note_id": id})).await;
    for (who, query) in [(&athlete, ""), (&athlete, "?scope=public&deleted=true"), (&other, "?deleted=true")] {
        assert_eq!(who.get(&format!("{PATH}{query}")).await.body, json!({"items": []}), "{query}");
    }
    let page = athlete.get(&format!("{PATH}?deleted=true")).await.body;
    assert_json_snapshot!(page, {".items[].id" => "[id]", ".items[].note_id" => "[id]"}, @r#"
    {
      "items": [
        {
          "deleted": true,
          "id": "[id]",
          "note_id": "[id]",
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
    let long = format!("query={}", "x".repeat(201));
    for (query, code) in [
        ("limit=0", "query_invalid"),
        ("scope=everybody", "query_invalid"),
        ("machine_type=treadmill", "query_invalid"),
        (&long, "query_invalid"),
        ("cursor=nonsense", "cursor_invalid"),
        ("scope=public&cursor=W10", "cursor_invalid"),
    ] {
        let answer = athlete.get(&format!("{PATH}?{query}")).await;
        assert_eq!((answer.status, &answer.body["code"]), (StatusCode::BAD_REQUEST, &json!(code)), "{query}");
    }
}
