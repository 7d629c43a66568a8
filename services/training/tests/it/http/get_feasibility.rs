use axum::http::StatusCode;
use serde_json::json;

use crate::{did, has_settings, problem, world};

const PATH: &str = "/api/v1/feasibility";

#[tokio::test]
async fn without_a_form_there_are_no_goals() {
    let world = world().await;
    assert_eq!(problem(&world.athlete().get(PATH).await), (404, "not_found"));
}

#[tokio::test]
async fn too_little_history_is_said_to_be_too_little() {
    let world = world().await;
    let athlete = world.athlete();
    has_settings(&world, &athlete, json!({"squat_goal": {"value": 200, "unit": "kg"}, "weeks_until_comp": 10})).await;
    let body = athlete.get(PATH).await.body;
    // Ten weeks from the fourth of January.
    assert_eq!((&body["comp_date"], &body["weeks_needed"]), (&json!("2027-03-15"), &json!(6)));
    let goal = &body["goals"][0];
    assert_eq!((&goal["lift"], &goal["verdict"]), (&json!("squat"), &json!("not_enough_data")));
    assert_eq!(goal["missing"], json!(["maximum", "weeks"]));
    assert_eq!(body["goals"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_goal_is_held_against_maximum_and_trend_with_their_numbers() {
    let world = world().await;
    let athlete = world.athlete();
    let goals = json!({"squat_goal": {"value": 158, "unit": "kg"}, "bench_goal": {"value": 90, "unit": "kg"}});
    has_settings(&world, &athlete, goals).await;
    // A kilogram more each Monday, up to 150 kg.
    for (day, kg) in [
        ("2026-11-23", 144.0),
        ("2026-11-30", 145.0),
        ("2026-12-07", 146.0),
        ("2026-12-14", 147.0),
        ("2026-12-21", 148.0),
        ("2026-12-28", 149.0),
        ("2027-01-04", 150.0),
    ] {
        did(&world, &athlete, day, "Squat", &[(1, kg)]).await;
    }
    let answer = athlete.get(&format!("{PATH}?comp_date=2027-03-15")).await;
    assert_eq!(answer.status, StatusCode::OK);
    let squat = &answer.body["goals"][0];
    assert_eq!(
        (&squat["verdict"], &squat["weeks_known"], &squat["weeks_left"]),
        (&json!("likely"), &json!(7), &json!(10.0))
    );
    assert!((squat["trend_per_week"].as_f64().unwrap() - 1.0).abs() < 1e-9);
    assert_eq!(squat["current"]["source"], "sets");
    assert_eq!(answer.body["goals"][1]["verdict"], "not_enough_data");
}
