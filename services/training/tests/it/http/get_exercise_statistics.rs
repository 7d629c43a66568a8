use insta::assert_json_snapshot;

use crate::{did, problem, world};

#[tokio::test]
async fn records_and_months_are_counted_over_all_plans() {
    let world = world().await;
    let athlete = world.athlete();
    did(&world, &athlete, "2026-12-31", "Squat", &[(5, 100.0), (5, 100.0)]).await;
    did(&world, &athlete, "2027-01-02", "Squat", &[(1, 120.0)]).await;
    let statistics = athlete.get("/api/v1/exercises/Squat/statistics?time_zone=Europe/Oslo").await.body;
    assert_json_snapshot!(statistics, {".records.**.workout_id" => "[id]", ".records.rep_maxima" => "[…]"}, @r#"
    {
      "load_kg": 1120.0,
      "months": [
        {
          "best_e1rm": 116.66666666666667,
          "load": 1000.0,
          "month": "2026-12-01",
          "reps": 10,
          "sets": 2,
          "workouts": 1
        },
        {
          "best_e1rm": 120.0,
          "load": 120.0,
          "month": "2027-01-01",
          "reps": 1,
          "sets": 1,
          "workouts": 1
        }
      ],
      "name": "Squat",
      "records": {
        "e1rm": {
          "performed_at": "2027-01-02T07:00:00Z",
          "reps": 1,
          "value": 120.0,
          "weight": 120.0,
          "workout_id": "[id]"
        },
        "heaviest": {
          "performed_at": "2027-01-02T07:00:00Z",
          "reps": 1,
          "value": 120.0,
          "weight": 120.0,
          "workout_id": "[id]"
        },
        "rep_maxima": "[…]"
      },
      "reps": 11,
      "sets": 3,
      "workouts": 2
    }
    "#);
    assert_eq!(problem(&world.athlete().get("/api/v1/exercises/Squat/statistics").await), (404, "not_found"));
}
