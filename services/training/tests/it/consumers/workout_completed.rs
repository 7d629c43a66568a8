use insta::assert_json_snapshot;
use serde_json::json;

use crate::{a_plan, a_workout, accepted, refused, sends_plan, sends_workout, told, with, world};

#[tokio::test]
async fn an_unplanned_workout_is_history() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    let sent = sends_workout(&world, &athlete, "completed", id, a_workout("a")).await;
    assert_json_snapshot!(told(&athlete, sent).data, {".id" => "[id]", ".workout_id" => "[id]", ".last_change" => "[sent]"}, @r#"
    {
      "completed_at": "2027-01-04T09:00:00Z",
      "done": {
        "duration_seconds": 3600,
        "exercises_summary": [
          {
            "name": "Squat",
            "sets": [
              {
                "reps": 5,
                "rpe": 8.5,
                "weight": {
                  "unit": "kg",
                  "value": 102.5
                }
              }
            ]
          }
        ],
        "notes": "a"
      },
      "id": "[id]",
      "last_change": "[sent]",
      "state": "completed",
      "updated_at": "2027-01-04T09:00:00Z",
      "version": 1,
      "workout_id": "[id]"
    }
    "#);
}

#[tokio::test]
async fn a_second_completion_is_told_theirs() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    sends_workout(&world, &athlete, "completed", id, a_workout("phone")).await;
    let second = sends_workout(&world, &athlete, "completed", id, a_workout("watch")).await;
    assert_eq!(refused(&athlete, second), "already_completed");
    assert_eq!(told(&athlete, second).data["theirs"]["done"]["notes"], "phone");
    assert_eq!(athlete.get(&format!("/api/v1/workouts/{id}")).await.body["version"], 1);
}

#[tokio::test]
async fn the_same_event_delivered_twice_is_one_completion() {
    let world = world().await;
    let athlete = world.athlete();
    let data = with(a_workout("a"), json!({"workout_id": world.platform.id()}));
    let envelope = athlete.envelope("workout.completed", data);
    world.takes_in(envelope.clone()).await;
    world.takes_in(envelope.clone()).await;
    world.drain().await;
    assert_eq!(accepted(&athlete, envelope.client_generated_id), 1);
}

#[tokio::test]
async fn start_and_completion_end_equal_in_either_order() {
    let world = world().await;
    let athlete = world.athlete();
    let (one, other) = (world.platform.id(), world.platform.id());
    let start = json!({"start_timestamp": "2027-01-04T08:00:00Z"});
    sends_workout(&world, &athlete, "started", one, start.clone()).await;
    sends_workout(&world, &athlete, "completed", one, a_workout("a")).await;
    sends_workout(&world, &athlete, "completed", other, a_workout("a")).await;
    sends_workout(&world, &athlete, "started", other, start).await;
    let mut ends = Vec::new();
    for id in [one, other] {
        let mut end = athlete.get(&format!("/api/v1/workouts/{id}")).await.body;
        for own in ["id", "workout_id", "last_change"] {
            end[own].take();
        }
        ends.push(end);
    }
    assert_eq!(ends[0]["state"], "completed");
    assert_eq!(ends[0], ends[1]);
}

#[tokio::test]
async fn it_need_not_wait_for_its_plan() {
    let world = world().await;
    let athlete = world.athlete();
    let (id, plan) = (world.platform.id(), world.platform.id());
    let sent = sends_workout(&world, &athlete, "completed", id, with(a_workout("a"), json!({"plan_id": plan}))).await;
    assert_eq!(accepted(&athlete, sent), 1);
    let planned = json!({"workouts": [{"workout_id": id, "date": "2027-01-04"}]});
    let creation = sends_plan(&world, &athlete, "created", plan, with(a_plan(), planned)).await;
    assert_eq!(accepted(&athlete, creation), 1);
}

#[tokio::test]
async fn nobody_trains_for_somebody_else() {
    let world = world().await;
    let (athlete, stranger) = (world.athlete(), world.athlete());
    let data = with(a_workout("a"), json!({"workout_id": world.platform.id()}));
    let mut envelope = stranger.envelope("workout.completed", data);
    envelope.subject_user_id = Some(athlete.id);
    let sent = envelope.client_generated_id;
    world.takes_in(envelope).await;
    world.drain().await;
    assert_eq!(refused(&stranger, sent), "consent_missing");
    assert_eq!(athlete.get("/api/v1/workouts").await.body["items"], json!([]));
}
