use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::{a_mission, accepted, did, faults, has_settings, sends_mission, sends_plan, with, world};

const PATH: &str = "/api/v1/plans/generate";

/// Twelve weeks of blocks, thrice a week.
fn wishes() -> Value {
    json!({
        "template": "blocks", "start_date": "2027-01-11", "comp_date": "2027-04-03", "time_zone": "Europe/Oslo",
        "training_days_per_week": 3
    })
}

fn squats(plan: &Value) -> Vec<&Value> {
    let exercises = plan["workouts"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|one| one["exercises"].as_array().into_iter().flatten());
    exercises.filter(|one| one["name"] == "Squat").collect()
}

#[tokio::test]
async fn what_it_makes_is_a_plan_that_can_be_kept() {
    let world = world().await;
    let athlete = world.athlete();
    let draft = athlete.post(PATH, &wishes()).await;
    assert_eq!(draft.status, StatusCode::OK, "{draft:?}");
    let plan = draft.body["plan"].clone();
    assert_eq!(plan["workouts"].as_array().unwrap().last().unwrap()["date"], "2027-04-03");
    assert_eq!(draft.body["weeks"].as_array().unwrap().len(), 12);
    let sent = sends_plan(&world, &athlete, "created", world.platform.id(), plan).await;
    assert_eq!(accepted(&athlete, sent), 1);
}

#[tokio::test]
async fn what_was_written_down_shapes_it_and_a_wish_goes_before_it() {
    let world = world().await;
    let athlete = world.athlete();
    has_settings(
        &world,
        &athlete,
        json!({"training_days_per_week": 2, "add_per_month": "2.5", "injuries": ["left knee"]}),
    )
    .await;
    let mut open = wishes();
    open.as_object_mut().unwrap().remove("training_days_per_week");
    let draft = athlete.post(PATH, &open).await.body;
    assert_eq!(draft["plan"]["training_days_per_week"], 2);
    assert!(squats(&draft["plan"]).iter().all(|one| {
        one["sets"].as_array().unwrap().iter().all(|set| set["rpe"].as_f64() <= Some(7.0) || set["reps"] == 1)
    }));
    assert_eq!(athlete.post(PATH, &wishes()).await.body["plan"]["training_days_per_week"], 3);
}

#[tokio::test]
async fn maxima_are_those_of_the_history_and_say_so() {
    let world = world().await;
    let athlete = world.athlete();
    has_settings(&world, &athlete, json!({"add_per_month": "5"})).await;
    for day in ["2027-01-01", "2027-01-02", "2027-01-03"] {
        did(&world, &athlete, day, "Squat", &[(1, 150.0)]).await;
    }
    let draft =
        athlete.post(PATH, &with(wishes(), json!({"maxes": {"bench": {"value": 100, "unit": "kg"}}}))).await.body;
    assert_eq!(draft["maxes"]["squat"], json!({"weight": {"value": 150.0, "unit": "kg"}, "source": "sets", "sets": 3}));
    assert_eq!(draft["maxes"]["bench"]["source"], "wish");
    assert!(draft["maxes"].get("deadlift").is_none());
    let progressions = draft["plan"]["progressions"].as_array().unwrap();
    assert_eq!(progressions.len(), 2);
    assert_eq!((&progressions[0]["exercise"], &progressions[0]["base"]["value"]), (&json!("Squat"), &json!(150.0)));
    let unknown = json!({"code": "max_unknown", "lift": "deadlift"});
    assert!(draft["notes"].as_array().unwrap().contains(&unknown), "{}", draft["notes"]);
}

#[tokio::test]
async fn what_a_mission_rules_out_is_kept_clear_of() {
    let world = world().await;
    let athlete = world.athlete();
    let mission = world.platform.id();
    let constraints = json!({"constraints": {"unavailable_days": ["mon", "wed"], "injuries": ["shoulder"]}});
    sends_mission(&world, &athlete, "submitted", mission, with(a_mission(), constraints)).await;
    let draft = athlete.post(PATH, &with(wishes(), json!({"mission_id": mission}))).await.body;
    for workout in draft["plan"]["workouts"].as_array().unwrap() {
        let day: chrono::NaiveDate = workout["date"].as_str().unwrap().parse().unwrap();
        assert!(!["Mon", "Wed"].contains(&day.format("%a").to_string().as_str()), "{day}");
    }
    assert_eq!(draft["plan"]["mission_id"], json!(mission));
    let others = world.athlete().post(PATH, &with(wishes(), json!({"mission_id": mission}))).await;
    assert_eq!(faults(&others), [("/mission_id", "mission_unknown")]);
}

#[tokio::test]
async fn what_cannot_be_planned_is_told_by_its_field() {
    let world = world().await;
    let athlete = world.athlete();
    for (wish, pointer, code) in [
        (json!({"comp_date": "2027-01-03"}), "/comp_date", "in_the_past"),
        (json!({"comp_date": "2027-01-11"}), "/comp_date", "before_start"),
        (json!({"comp_date": "2028-06-01"}), "/comp_date", "too_long"),
        (json!({"training_days_per_week": null}), "/training_days_per_week", "missing"),
    ] {
        let answer = athlete.post(PATH, &with(wishes(), wish)).await;
        assert_eq!((answer.status.as_u16(), faults(&answer)), (422, vec![(pointer, code)]));
    }
}

#[tokio::test]
async fn exercises_are_named_in_the_language_that_is_asked_for() {
    let world = world().await;
    let draft = world.athlete().post(PATH, &with(wishes(), json!({"locale": "de"}))).await.body;
    assert!(draft.to_string().contains("Kniebeuge") && squats(&draft["plan"]).is_empty());
}
