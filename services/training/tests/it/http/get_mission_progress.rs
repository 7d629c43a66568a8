use insta::assert_json_snapshot;
use serde_json::json;

use crate::{a_stage, completed, has_mission, problem, sends_stage, with, world};

#[tokio::test]
async fn it_shows_each_stage_and_what_they_add_up_to() {
    let world = world().await;
    let athlete = world.athlete();
    let (id, path) = has_mission(&world, &athlete).await;
    for number in [5, 3, 1, 2, 4] {
        sends_stage(&world, &athlete, "submitted", (id, world.platform.id()), completed(a_stage(number))).await;
    }
    let planned = json!({"stage_number": 6, "stage_type": "mountain", "ride_mode": "breakaway"});
    sends_stage(&world, &athlete, "submitted", (id, world.platform.id()), planned).await;
    let body = athlete.get(&format!("{path}/progress")).await.body;
    let numbers: Vec<_> = body["stages"].as_array().unwrap().iter().map(|stage| &stage["stage_number"]).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6]);
    assert_eq!(body["stages"][4]["bonuses"], json!([{"bonus": "consecutive_5", "points": 5}]));
    assert_eq!((&body["stages"][5]["points"], &body["stages"][5]["completed_at"]), (&json!(0), &json!(null)));
    let totals = with(body, json!({"stages": []}));
    assert_json_snapshot!(totals, {".mission_id" => "[id]"}, @r#"
    {
      "bonus_points": 5,
      "mission_id": "[id]",
      "points": 25,
      "stages": [],
      "stages_completed": 5,
      "total_points": 30
    }
    "#);
}

#[tokio::test]
async fn a_mission_without_stages_has_come_to_nothing_and_anothers_is_not_there() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let (_, path) = has_mission(&world, &athlete).await;
    let body = athlete.get(&format!("{path}/progress")).await.body;
    assert_eq!((&body["total_points"], &body["stages"]), (&json!(0), &json!([])));
    assert_eq!(problem(&other.get(&format!("{path}/progress")).await), (404, "not_found"));
}
