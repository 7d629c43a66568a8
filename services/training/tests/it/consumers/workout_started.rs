use insta::assert_json_snapshot;
use serde_json::{Value, json};

use crate::{a_plan, a_workout, accepted, refused, sends_plan, sends_workout, told, with, world};

fn at(instant: &str) -> Value {
    json!({"start_timestamp": instant})
}

#[tokio::test]
async fn a_workout_that_was_begun_stands_as_started() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    let sent = sends_workout(&world, &athlete, "started", id, at("2027-01-04T08:30:00Z")).await;
    assert_json_snapshot!(told(&athlete, sent).data, {".id" => "[id]", ".workout_id" => "[id]", ".last_change" => "[sent]"}, @r#"
    {
      "id": "[id]",
      "last_change": "[sent]",
      "start_timestamp": "2027-01-04T08:30:00Z",
      "state": "started",
      "updated_at": "2027-01-04T09:00:00Z",
      "version": 1,
      "workout_id": "[id]"
    }
    "#);
}

#[tokio::test]
async fn a_start_that_arrives_after_the_completion_fills_in_the_start() {
    let world = world().await;
    let athlete = world.athlete();
    let (id, plan) = (world.platform.id(), world.platform.id());
    sends_workout(&world, &athlete, "completed", id, a_workout("a")).await;
    let start = with(at("2027-01-04T08:00:00Z"), json!({"plan_id": plan}));
    let sent = sends_workout(&world, &athlete, "started", id, start).await;
    assert_eq!(accepted(&athlete, sent), 2);
    let stands = athlete.get(&format!("/api/v1/workouts/{id}")).await.body;
    assert_eq!(stands["state"], "completed");
    assert_eq!(stands["start_timestamp"], "2027-01-04T08:00:00Z");
    assert_eq!(stands["plan_id"], plan.to_string());
    assert_eq!(stands["done"]["notes"], "a");
}

#[tokio::test]
async fn begun_before_its_plan_arrived_it_is_found_in_the_plan_afterwards() {
    let world = world().await;
    let athlete = world.athlete();
    let (id, plan) = (world.platform.id(), world.platform.id());
    let start = with(at("2027-01-04T08:00:00Z"), json!({"plan_id": plan}));
    sends_workout(&world, &athlete, "started", id, start).await;
    let planned = json!({"workouts": [{"workout_id": id, "date": "2027-01-04", "title": "Squat day"}]});
    sends_plan(&world, &athlete, "created", plan, with(a_plan(), planned)).await;
    let stands = athlete.get(&format!("/api/v1/workouts/{id}")).await.body;
    assert_eq!(stands["planned"]["title"], "Squat day");
}

#[tokio::test]
async fn an_id_that_somebody_else_plans_or_did_is_refused() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let (planned, done) = (world.platform.id(), world.platform.id());
    let plan = with(a_plan(), json!({"workouts": [{"workout_id": planned, "date": "2027-01-04"}]}));
    sends_plan(&world, &other, "created", world.platform.id(), plan).await;
    sends_workout(&world, &other, "completed", done, a_workout("a")).await;
    for id in [planned, done] {
        let sent = sends_workout(&world, &athlete, "started", id, at("2027-01-04T08:00:00Z")).await;
        assert_eq!(refused(&athlete, sent), "id_taken");
        assert_eq!(told(&athlete, sent).data["errors"][0]["pointer"], "/workout_id");
        assert!(told(&athlete, sent).data.get("theirs").is_none());
    }
}
