use axum::body::Body;
use axum::http::{Request, StatusCode};
use insta::assert_json_snapshot;
use serde_json::json;

use crate::{a_plan, sends_plan, with, world};

#[tokio::test]
async fn it_is_read_whole_with_its_version_and_the_weeks_left() {
    let world = world().await;
    let athlete = world.athlete();
    let (id, workout) = (world.platform.id(), world.platform.id());
    let sets = json!([{"reps": 5, "percent_1rm": 82.5, "rest_seconds": 180}, {"reps": 3, "weight": {"value": 225, "unit": "lb"}, "rpe": 8}]);
    let planned = json!({"workouts": [{"workout_id": workout, "date": "2027-01-05", "title": "Squat day",
        "exercises": [{"name": "Squat", "sets": sets}]}]});
    sends_plan(&world, &athlete, "created", id, with(a_plan(), planned)).await;
    let answer = athlete.get(&format!("/api/v1/plans/{id}")).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_json_snapshot!(answer.body, {
        ".id" => "[id]", ".plan_id" => "[id]", ".last_change" => "[sent]", ".workouts[].workout_id" => "[id]"
    }, @r#"
    {
      "comp_date": "2027-03-06",
      "id": "[id]",
      "last_change": "[sent]",
      "name": "Nordic Open",
      "plan_id": "[id]",
      "start_date": "2027-01-04",
      "time_zone": "Europe/Oslo",
      "training_days_per_week": 3,
      "updated_at": "2027-01-04T09:00:00Z",
      "version": 1,
      "weeks_until_comp": 8,
      "workouts": [
        {
          "date": "2027-01-05",
          "exercises": [
            {
              "name": "Squat",
              "sets": [
                {
                  "percent_1rm": 82.5,
                  "reps": 5,
                  "rest_seconds": 180
                },
                {
                  "reps": 3,
                  "rpe": 8.0,
                  "weight": {
                    "unit": "lb",
                    "value": 225.0
                  }
                }
              ]
            }
          ],
          "title": "Squat day",
          "workout_id": "[id]"
        }
      ]
    }
    "#);
}

#[tokio::test]
async fn who_has_it_already_is_told_so_until_it_or_its_weeks_change() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    sends_plan(&world, &athlete, "created", id, a_plan()).await;
    let path = format!("/api/v1/plans/{id}");
    let first = athlete.get(&path).await;
    let again = || {
        let request = Request::get(&path)
            .header("authorization", format!("Bearer {}", world.as_athlete(athlete.id).token))
            .header("if-none-match", &first.headers["etag"]);
        world.call(request.body(Body::empty()).unwrap())
    };
    assert_eq!(first.body["weeks_until_comp"], 8);
    assert_eq!(again().await.status, StatusCode::NOT_MODIFIED);
    world.wait(chrono::TimeDelta::days(7));
    let later = again().await;
    assert_eq!((later.status, &later.body["weeks_until_comp"]), (StatusCode::OK, &json!(7)));
}

#[tokio::test]
async fn todays_weeks_are_those_of_the_plans_time_zone() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    sends_plan(&world, &athlete, "created", id, with(a_plan(), json!({"time_zone": "Pacific/Auckland"}))).await;
    // Exactly four weeks before the sixth of March in Auckland, and the day before in UTC.
    world.clock.set("2027-02-05T12:00:00Z");
    let athlete = world.as_athlete(athlete.id);
    assert_eq!(athlete.get(&format!("/api/v1/plans/{id}")).await.body["weeks_until_comp"], 4);
    world.clock.set("2027-02-06T12:00:00Z");
    let athlete = world.as_athlete(athlete.id);
    assert_eq!(athlete.get(&format!("/api/v1/plans/{id}")).await.body["weeks_until_comp"], 3);
}

#[tokio::test]
async fn anothers_is_not_there_and_neither_is_nonsense() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let id = world.platform.id();
    sends_plan(&world, &athlete, "created", id, a_plan()).await;
    let anothers = other.get(&format!("/api/v1/plans/{id}")).await;
    let unknown = other.get(&format!("/api/v1/plans/{}", world.platform.id())).await;
    let nonsense = other.get("/api/v1/plans/nonsense").await;
    for answer in [&anothers, &unknown, &nonsense] {
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert_eq!(answer.headers["content-type"], "application/problem+json");
        assert_eq!(answer.body["code"], "not_found");
    }
    assert_eq!(anothers.body["detail"], unknown.body["detail"]);
}

#[tokio::test]
async fn nobody_reads_without_a_token() {
    let world = world().await;
    let mut nobody = world.athlete();
    nobody.token = "nonsense".to_owned();
    let id = world.platform.id();
    for path in ["plans".to_owned(), format!("plans/{id}"), "workouts".to_owned(), format!("workouts/{id}")] {
        let answer = nobody.get(&format!("/api/v1/{path}")).await;
        assert_eq!(
            (answer.status, &answer.body["code"]),
            (StatusCode::UNAUTHORIZED, &json!("token_invalid")),
            "{path}"
        );
    }
}
