use axum::http::StatusCode;
use serde_json::json;

use crate::{a_note, accepted, refused, sends, sends_note, told, with, world};

const DELETED: &str = "machine.notes.deleted";

#[tokio::test]
async fn a_deleted_note_is_gone_and_every_intent_on_its_id_fails_at_once() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    sends_note(&world, &athlete, id, a_note("V-Squat")).await;
    let deletion = sends(&world, &athlete, DELETED, json!({"note_id": id, "base_version": 1})).await;
    let gone = told(&athlete, deletion);
    assert_eq!(gone.event_type, "machine.notes.persisted");
    assert_eq!((&gone.data["deleted"], &gone.data["version"]), (&json!(true), &json!(2)));
    assert_eq!(athlete.get(&format!("/api/v1/machine-notes/{id}")).await.status, StatusCode::NOT_FOUND);
    let again = sends(&world, &athlete, DELETED, json!({"note_id": id})).await;
    let edit = sends_note(&world, &athlete, id, with(a_note("V-Squat"), json!({"base_version": 2}))).await;
    for sent in [again, edit] {
        assert_eq!(refused(&athlete, sent), "deleted");
        assert!(told(&athlete, sent).data.get("theirs").is_none());
    }
}

#[tokio::test]
async fn its_machine_is_free_for_another() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    sends_note(&world, &athlete, id, a_note("V-Squat")).await;
    sends(&world, &athlete, DELETED, json!({"note_id": id})).await;
    let new = with(a_note("V-Squat"), json!({"base_version": 0}));
    let sent = sends_note(&world, &athlete, world.platform.id(), new).await;
    assert_eq!(accepted(&athlete, sent), 1);
}

#[tokio::test]
async fn a_deletion_of_what_was_changed_meanwhile_is_told_what_stands() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    sends_note(&world, &athlete, id, a_note("V-Squat")).await;
    let edit = with(a_note("V-Squat"), json!({"notes": "Feet low", "base_version": 1}));
    let edit = sends_note(&world, &athlete, id, edit).await;
    let late = sends(&world, &athlete, DELETED, json!({"note_id": id, "base_version": 1})).await;
    assert_eq!(refused(&athlete, late), "version_conflict");
    assert_eq!(told(&athlete, late).data["theirs"]["notes"], "Feet low");
    let behind = sends(&world, &athlete, DELETED, json!({"note_id": id, "after": edit})).await;
    assert_eq!(accepted(&athlete, behind), 3);
}

#[tokio::test]
async fn nobody_deletes_anothers_or_learns_that_it_is_there() {
    let world = world().await;
    let (owner, other) = (world.athlete(), world.athlete());
    let id = world.platform.id();
    sends_note(&world, &owner, id, a_note("V-Squat")).await;
    for id in [id, world.platform.id()] {
        let sent = sends(&world, &other, DELETED, json!({"note_id": id})).await;
        assert_eq!(refused(&other, sent), "not_found");
    }
    assert_eq!(owner.get(&format!("/api/v1/machine-notes/{id}")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn nothing_of_its_content_stays() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    sends_note(&world, &athlete, id, with(a_note("Secretmaker"), json!({"visibility": "public"}))).await;
    sends(&world, &athlete, DELETED, json!({"note_id": id})).await;
    let mut db = world.database.connect().await;
    let row: String = sqlx::query_scalar("select row_to_json(n)::text from equipment.machine_notes n")
        .fetch_one(&mut db)
        .await
        .expect("its tombstone");
    assert!(row.contains(&id.to_string()) && !row.to_lowercase().contains("secretmaker"), "{row}");
    let public = athlete.get("/api/v1/machine-notes?scope=public&query=secretmaker").await.body;
    assert_eq!(public, json!({"items": []}));
}
