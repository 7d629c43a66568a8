use axum::http::StatusCode;
use insta::assert_json_snapshot;
use serde_json::{Value, json};

use crate::{has_mission, problem, world};

#[tokio::test]
async fn each_move_is_there_with_who_made_it_and_why() {
    let world = world().await;
    let athlete = world.athlete();
    let (_, path) = has_mission(&world, &athlete).await;
    assert_eq!(athlete.get(&format!("{path}/history")).await.body, json!({"items": []}));
    let early = json!({"to": "TRAINING", "reason": "A week early."});
    athlete.post(&format!("{path}/transition"), &early).await;
    world.clock.set("2027-03-05T06:00:00Z");
    world.run_schedules().await;
    world.drain().await;
    let history = world.as_athlete(athlete.id).get(&format!("{path}/history")).await;
    assert_eq!(history.status, StatusCode::OK);
    assert_eq!(history.body["items"][1]["actor_id"], json!(athlete.id));
    assert_json_snapshot!(history.body, {".items[1].actor_id" => "[athlete]"}, @r#"
    {
      "items": [
        {
          "actor_id": "7a9e0000-0000-4000-8000-000000000001",
          "at": "2027-03-05T06:00:00Z",
          "from": "TRAINING",
          "reason": "event_start has come",
          "to": "EVENT_ACTIVE",
          "version": 3
        },
        {
          "actor_id": "[athlete]",
          "at": "2027-01-04T09:00:00Z",
          "from": "PREP",
          "reason": "A week early.",
          "to": "TRAINING",
          "version": 2
        }
      ]
    }
    "#);
}

#[tokio::test]
async fn its_pages_follow_one_another() {
    let world = world().await;
    let athlete = world.athlete();
    let (_, path) = has_mission(&world, &athlete).await;
    for to in ["TRAINING", "EVENT_ACTIVE", "MISSION_COMPLETE"] {
        athlete.post(&format!("{path}/transition"), &json!({"to": to})).await;
    }
    world.drain().await;
    let states =
        |page: &Value| page["items"].as_array().unwrap().iter().map(|item| item["to"].clone()).collect::<Vec<_>>();
    let first = athlete.get(&format!("{path}/history?limit=2")).await.body;
    assert_eq!(states(&first), ["MISSION_COMPLETE", "EVENT_ACTIVE"]);
    let cursor = first["next_cursor"].as_str().unwrap();
    let rest = athlete.get(&format!("{path}/history?limit=2&cursor={cursor}")).await.body;
    assert_eq!((states(&rest), rest.get("next_cursor")), (vec![json!("TRAINING")], None));
    assert_eq!(problem(&athlete.get(&format!("{path}/history?cursor=x")).await), (400, "cursor_invalid"));
}

#[tokio::test]
async fn anothers_is_not_there() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let (_, path) = has_mission(&world, &athlete).await;
    assert_eq!(problem(&other.get(&format!("{path}/history")).await), (404, "not_found"));
}
