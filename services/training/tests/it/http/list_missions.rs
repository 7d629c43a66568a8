use chrono::TimeDelta;
use insta::assert_json_snapshot;
use serde_json::{Value, json};

use crate::{a_mission, has_mission, problem, sends_mission, with, world};

fn names(page: &Value) -> Vec<&str> {
    page["items"].as_array().expect("a list").iter().filter_map(|item| item["name"].as_str()).collect()
}

#[tokio::test]
async fn a_list_shows_missions_in_short() {
    let world = world().await;
    let athlete = world.athlete();
    has_mission(&world, &athlete).await;
    let page = athlete.get("/api/v1/missions").await.body;
    assert_json_snapshot!(page, {".items[].id" => "[id]", ".items[].mission_id" => "[id]"}, @r#"
    {
      "items": [
        {
          "event_end": "2027-03-07",
          "event_start": "2027-03-05",
          "id": "[id]",
          "mission_id": "[id]",
          "mission_type": "stage_race",
          "name": "Tour of the Fjords",
          "prep_start": "2027-02-01",
          "state": "PREP",
          "timezone": "Europe/Oslo",
          "updated_at": "2027-01-04T09:00:00Z",
          "version": 1
        }
      ]
    }
    "#);
}

#[tokio::test]
async fn it_is_ones_own_alone_newest_first_in_pages() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    for name in ["a", "b", "c"] {
        let mission = with(a_mission(), json!({"name": name}));
        sends_mission(&world, &athlete, "submitted", world.platform.id(), mission).await;
        world.wait(TimeDelta::minutes(1));
    }
    let first = athlete.get("/api/v1/missions?limit=2").await.body;
    assert_eq!(names(&first), ["c", "b"]);
    let cursor = first["next_cursor"].as_str().unwrap();
    let rest = athlete.get(&format!("/api/v1/missions?limit=2&cursor={cursor}")).await.body;
    assert_eq!((names(&rest), rest.get("next_cursor")), (vec!["a"], None));
    assert_eq!(other.get("/api/v1/missions?deleted=true").await.body, json!({"items": []}));
}

#[tokio::test]
async fn it_can_be_asked_for_by_state_and_with_what_was_deleted() {
    let world = world().await;
    let athlete = world.athlete();
    let (_, path) = has_mission(&world, &athlete).await;
    let (gone, _) = has_mission(&world, &athlete).await;
    athlete.post(&format!("{path}/transition"), &json!({"to": "TRAINING"})).await;
    sends_mission(&world, &athlete, "deleted", gone, json!({})).await;
    let count = |page: Value| page["items"].as_array().map_or(0, Vec::len);
    for (query, expected) in [("", 1), ("?state=TRAINING", 1), ("?state=PREP", 0), ("?deleted=true", 2)] {
        assert_eq!(count(athlete.get(&format!("/api/v1/missions{query}")).await.body), expected, "{query}");
    }
    assert_eq!(problem(&athlete.get("/api/v1/missions?state=DONE").await), (400, "query_invalid"));
}
