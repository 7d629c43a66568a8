use axum::http::StatusCode;
use insta::assert_json_snapshot;
use serde_json::json;

use crate::{a_note, sends_note, with, world};

#[tokio::test]
async fn it_is_read_with_its_version() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    sends_note(&world, &athlete, id, a_note("V-Squat")).await;
    let answer = athlete.get(&format!("/api/v1/machine-notes/{id}")).await;
    assert_eq!(answer.headers["etag"], "\"1\"");
    assert_json_snapshot!(answer.body, {".id" => "[id]", ".note_id" => "[id]"}, @r#"
    {
      "brand": "Hammer Strength",
      "id": "[id]",
      "machine_type": "hack_squat",
      "mine": true,
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
async fn a_private_one_is_not_there_for_anybody_else_and_a_public_one_says_not_whose_it_is() {
    let world = world().await;
    let (owner, other) = (world.athlete(), world.athlete());
    let id = world.platform.id();
    let path = format!("/api/v1/machine-notes/{id}");
    sends_note(&world, &owner, id, a_note("V-Squat")).await;
    assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND);
    let public = with(a_note("V-Squat"), json!({"visibility": "public", "base_version": 1}));
    sends_note(&world, &owner, id, public).await;
    let answer = other.get(&path).await;
    assert_eq!((answer.status, &answer.body["mine"]), (StatusCode::OK, &json!(false)));
    assert!(!answer.body.to_string().contains(&owner.id.to_string()));
    let private = with(a_note("V-Squat"), json!({"base_version": 2}));
    sends_note(&world, &owner, id, private).await;
    assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND);
}
