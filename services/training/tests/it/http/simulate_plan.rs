use axum::http::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{a_mission, a_plan, did_for, faults, problem, sends_mission, sends_plan, with, world};

const PATH: &str = "/api/v1/plans/simulate";

fn ride(id: Uuid, date: &str, tss: u32) -> Value {
    json!({"workout_id": id, "date": date, "endurance": {"sport": "ride", "duration_seconds": 3600, "target_tss": tss}})
}

#[tokio::test]
async fn it_continues_what_was_done_with_what_is_planned_and_keeps_nothing() {
    let world = world().await;
    let athlete = world.athlete();
    // An hour at RPE 8: 100.
    did_for(&world, &athlete, "2027-01-03", 3600, Some(8.0)).await;
    let plan = with(a_plan(), json!({"workouts": [ride(world.platform.id(), "2027-01-05", 80)]}));
    let answer = athlete.post(PATH, &plan).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let body = answer.body;
    assert_eq!(body["sessions"][0]["stress"], 80.0);
    // 100·(1 − e^(−1/42)) and, a day later, e^(−1/42) of it; the same with 7.
    assert_eq!((&body["standing"]["day"], &body["standing"]["ctl"]), (&json!("2027-01-04"), &json!(2.3)));
    assert_eq!(body["standing"]["atl"], json!(11.5));
    assert_eq!(body["projected"][0]["day"], "2027-01-05");
    assert_eq!(body["projected"].as_array().unwrap().last().unwrap()["day"], "2027-03-06");
    assert_eq!(athlete.get("/api/v1/plans").await.body["items"], json!([]));
}

#[tokio::test]
async fn what_may_go_wrong_is_told() {
    let world = world().await;
    let athlete = world.athlete();
    let mission = world.platform.id();
    let constraints = json!({"constraints": {"unavailable_dates": ["2027-01-05"]}});
    sends_mission(&world, &athlete, "submitted", mission, with(a_mission(), constraints)).await;
    let id = world.platform.id();
    let plan = with(a_plan(), json!({"mission_id": mission, "workouts": [{"workout_id": id, "date": "2027-01-05"}]}));
    let warnings = athlete.post(PATH, &plan).await.body["warnings"].clone();
    let codes: Vec<&str> = warnings.as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["day_unavailable", "load_unknown"]);
    assert_eq!(warnings[0]["workout_id"], json!(id));
}

#[tokio::test]
async fn a_moved_workout_says_where_it_first_stood() {
    let world = world().await;
    let athlete = world.athlete();
    let (plan, id) = (world.platform.id(), world.platform.id());
    let on = |day: &str| with(a_plan(), json!({"plan_id": plan, "workouts": [ride(id, day, 50)]}));
    sends_plan(&world, &athlete, "created", plan, on("2027-01-05")).await;
    let moved = athlete.post(PATH, &on("2027-01-07")).await.body["plan"]["workouts"][0].clone();
    assert_eq!((&moved["date"], &moved["original_date"]), (&json!("2027-01-07"), &json!("2027-01-05")));
}

#[tokio::test]
async fn it_is_refused_as_the_edit_would_be() {
    let world = world().await;
    let athlete = world.athlete();
    let (plan, id) = (world.platform.id(), world.platform.id());
    let planned = with(a_plan(), json!({"plan_id": plan, "workouts": [ride(id, "2027-01-05", 50)]}));
    sends_plan(&world, &athlete, "created", plan, planned.clone()).await;
    let outside = with(planned.clone(), json!({"workouts": [ride(id, "2027-05-05", 50)]}));
    assert_eq!(faults(&athlete.post(PATH, &outside).await), [("/workouts/0/date", "outside_plan")]);
    let anothers = with(a_plan(), json!({"workouts": [ride(id, "2027-01-05", 50)]}));
    assert_eq!(faults(&world.athlete().post(PATH, &anothers).await), [("/workouts/0/workout_id", "id_taken")]);
    let long = with(a_plan(), json!({"comp_date": "2031-01-01"}));
    assert_eq!(faults(&athlete.post(PATH, &long).await), [("/comp_date", "too_long")]);
    assert_eq!(problem(&world.athlete().post(PATH, &planned).await), (404, "not_found"));
    world.clock.set("2027-03-07T12:00:00Z");
    let athlete = world.as_athlete(athlete.id);
    assert_eq!(problem(&athlete.post(PATH, &planned).await), (409, "competition_is_over"));
}
