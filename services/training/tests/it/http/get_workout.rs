use axum::http::StatusCode;
use insta::assert_json_snapshot;
use serde_json::json;

use crate::{a_plan, a_workout, sends_plan, sends_workout, with, world};

#[tokio::test]
async fn it_shows_what_was_done_and_where_the_plan_put_it() {
    let world = world().await;
    let athlete = world.athlete();
    let (id, plan) = (world.platform.id(), world.platform.id());
    let planned = json!({"workouts": [{"workout_id": id, "date": "2027-01-05", "title": "Squat day"}]});
    sends_plan(&world, &athlete, "created", plan, with(a_plan(), planned)).await;
    sends_workout(&world, &athlete, "started", id, json!({"plan_id": plan, "start_timestamp": "2027-01-04T08:00:00Z"}))
        .await;
    sends_workout(&world, &athlete, "completed", id, a_workout("a")).await;
    let answer = athlete.get(&format!("/api/v1/workouts/{id}")).await;
    assert_eq!(answer.headers["etag"], "\"2-1\"");
    assert_json_snapshot!(answer.body, {
        ".id" => "[id]", ".workout_id" => "[id]", ".plan_id" => "[plan]", ".planned.plan_id" => "[plan]",
        ".last_change" => "[sent]"
    }, @r#"
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
      "plan_id": "[plan]",
      "planned": {
        "date": "2027-01-05",
        "plan_id": "[plan]",
        "plan_version": 1,
        "title": "Squat day"
      },
      "start_timestamp": "2027-01-04T08:00:00Z",
      "state": "completed",
      "updated_at": "2027-01-04T09:00:00Z",
      "version": 2,
      "workout_id": "[id]"
    }
    "#);
}

#[tokio::test]
async fn anothers_is_not_there() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let id = world.platform.id();
    sends_workout(&world, &athlete, "completed", id, a_workout("a")).await;
    assert_eq!(athlete.get(&format!("/api/v1/workouts/{id}")).await.status, StatusCode::OK);
    for path in [format!("/api/v1/workouts/{id}"), "/api/v1/workouts/nonsense".to_owned()] {
        let answer = other.get(&path).await;
        assert_eq!((answer.status, &answer.body["code"]), (StatusCode::NOT_FOUND, &json!("not_found")));
    }
}
