use axum::http::StatusCode;
use chrono::TimeDelta;
use insta::assert_json_snapshot;
use serde_json::json;

use crate::{a_note, accepted, refused, sends, sends_for, sends_note, told, with, world};

const SUBMITTED: &str = "machine.notes.submitted";

#[tokio::test]
async fn a_note_is_kept_under_the_id_its_athlete_chose() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    let sent = sends_note(&world, &athlete, id, a_note("V-Squat")).await;
    let told = told(&athlete, sent);
    assert_eq!(told.data["note_id"], id.to_string());
    assert_json_snapshot!(told.data, {".id" => "[id]", ".note_id" => "[id]"}, @r#"
    {
      "brand": "Hammer Strength",
      "id": "[id]",
      "machine_type": "hack_squat",
      "model": "V-Squat",
      "note_id": "[id]",
      "settings": [
        {
          "name": "seat",
          "value": "4"
        }
      ],
      "updated_at": "2027-01-04T09:00:00Z",
      "version": 1,
      "visibility": "private"
    }
    "#);
}

#[tokio::test]
async fn without_an_id_it_is_that_of_its_machine_or_takes_its_events() {
    let world = world().await;
    let athlete = world.athlete();
    let first = sends(&world, &athlete, SUBMITTED, a_note("V-Squat")).await;
    assert_eq!(told(&athlete, first).data["id"], first.to_string());
    world.wait(TimeDelta::seconds(1));
    let spelt = with(a_note("v-squat"), json!({"brand": " HAMMER  strength", "notes": "Feet low"}));
    let again = sends(&world, &athlete, SUBMITTED, spelt).await;
    let told_again = told(&athlete, again);
    assert_eq!((&told_again.data["id"], &told_again.data["version"]), (&json!(first), &json!(2)));
    let another = sends(&world, &athlete, SUBMITTED, a_note("Pendulum")).await;
    assert_eq!(accepted(&athlete, another), 1);
    let listed = athlete.get("/api/v1/machine-notes").await.body;
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn an_older_note_that_arrives_late_changes_nothing_and_is_told_what_stands() {
    let world = world().await;
    let athlete = world.athlete();
    let older = athlete.envelope(SUBMITTED, a_note("V-Squat"));
    world.wait(TimeDelta::minutes(1));
    sends(&world, &athlete, SUBMITTED, with(a_note("V-Squat"), json!({"notes": "newer"}))).await;
    let late = older.client_generated_id;
    world.takes_in(older).await;
    world.drain().await;
    let told = told(&athlete, late);
    assert_eq!((&told.data["superseded"], &told.data["notes"]), (&json!(true), &json!("newer")));
}

#[tokio::test]
async fn an_edit_must_know_the_newest_version() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    let edit = |notes: &str, version: i64| with(a_note("V-Squat"), json!({"notes": notes, "base_version": version}));
    sends_note(&world, &athlete, id, edit("a", 0)).await;
    let second = sends_note(&world, &athlete, id, edit("b", 1)).await;
    assert_eq!(accepted(&athlete, second), 2);
    let late = sends_note(&world, &athlete, id, edit("c", 1)).await;
    assert_eq!(refused(&athlete, late), "version_conflict");
    assert_eq!(told(&athlete, late).data["theirs"]["notes"], "b");
}

#[tokio::test]
async fn a_machine_has_one_note_of_one_person() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let (first, second) = (world.platform.id(), world.platform.id());
    let new = |model: &str| with(a_note(model), json!({"base_version": 0}));
    sends_note(&world, &athlete, first, new("V-Squat")).await;
    let twin = sends_note(&world, &athlete, second, new("V-Squat")).await;
    assert_eq!(refused(&athlete, twin), "machine_taken");
    assert_eq!(told(&athlete, twin).data["theirs"]["id"], first.to_string());
    sends_note(&world, &athlete, second, new("Pendulum")).await;
    let renamed = with(a_note("V-SQUAT"), json!({"base_version": 1}));
    let renamed = sends_note(&world, &athlete, second, renamed).await;
    assert_eq!(refused(&athlete, renamed), "machine_taken");
    let others = sends_note(&world, &other, world.platform.id(), new("V-Squat")).await;
    assert_eq!(accepted(&other, others), 1);
}

#[tokio::test]
async fn a_note_may_move_to_another_machine_and_leaves_its_own_free() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    sends_note(&world, &athlete, id, a_note("V-Squat")).await;
    let moved = sends_note(&world, &athlete, id, with(a_note("Pendulum"), json!({"base_version": 1}))).await;
    assert_eq!(accepted(&athlete, moved), 2);
    let new =
        sends_note(&world, &athlete, world.platform.id(), with(a_note("V-Squat"), json!({"base_version": 0}))).await;
    assert_eq!(accepted(&athlete, new), 1);
}

#[tokio::test]
async fn an_id_of_somebody_else_is_refused_and_nothing_of_theirs_is_told() {
    let world = world().await;
    let (owner, other) = (world.athlete(), world.athlete());
    let id = world.platform.id();
    sends_note(&world, &owner, id, with(a_note("V-Squat"), json!({"visibility": "public"}))).await;
    for base in [json!({}), json!({"base_version": 1})] {
        let sent = sends_note(&world, &other, id, with(a_note("V-Squat"), base)).await;
        assert_eq!(refused(&other, sent), "id_taken");
        assert!(told(&other, sent).data.get("theirs").is_none());
        assert_eq!(owner.told_about(sent).len(), 0);
    }
}

#[tokio::test]
async fn what_says_nothing_is_refused_by_place() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    let sent = sends_note(&world, &athlete, id, a_note("  ")).await;
    assert_eq!(refused(&athlete, sent), "blank");
    assert_eq!(told(&athlete, sent).data["errors"][0]["pointer"], "/model");
    assert_eq!(athlete.get(&format!("/api/v1/machine-notes/{id}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nobody_notes_for_somebody_else_unasked() {
    let world = world().await;
    let (athlete, stranger) = (world.athlete(), world.athlete());
    let id = world.platform.id();
    sends_note(&world, &athlete, id, a_note("V-Squat")).await;
    let deleted = "machine.notes.deleted";
    for (event, data) in [
        (SUBMITTED, a_note("V-Squat")),
        (SUBMITTED, with(a_note("V-Squat"), json!({"note_id": id, "base_version": 1}))),
        (deleted, json!({"note_id": id})),
    ] {
        let sent = sends_for(&world, &stranger, &athlete, event, data).await;
        assert_eq!(refused(&stranger, sent), "consent_missing");
        assert!(told(&stranger, sent).data.get("theirs").is_none());
        assert_eq!(athlete.told_about(sent).len(), 0);
    }
    let listed = athlete.get("/api/v1/machine-notes").await.body;
    assert_eq!((&listed["items"][0]["version"], listed["items"].as_array().map(Vec::len)), (&json!(1), Some(1)));
}
