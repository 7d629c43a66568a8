use axum::http::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{a_plan, a_workout, problem, sends_plan, sends_workout, with, world};

fn squat(id: Uuid, date: &str) -> Value {
    json!({"workout_id": id, "date": date, "title": "Squat", "exercises": [
        {"name": "Squat", "advances": true, "sets": [{"reps": 5, "percent_1rm": 80}]}]})
}

fn planned(workouts: &[Value]) -> Value {
    let rule = json!({"exercise": "Squat", "base": {"value": 100, "unit": "kg"}, "step": {"value": 5, "unit": "kg"},
        "deload": {"after_misses": 2, "percent": 10}});
    with(a_plan(), json!({"workouts": workouts, "progressions": [rule]}))
}

fn lifted(kg: f64) -> Value {
    let set = json!({"reps": 5, "weight": {"value": kg, "unit": "kg"}});
    with(a_workout("a"), json!({"exercises_summary": [{"name": "Squat", "sets": [set]}]}))
}

#[tokio::test]
async fn each_workout_shows_what_was_done_and_the_difference() {
    let world = world().await;
    let athlete = world.athlete();
    let (plan, done, missed, to_come) =
        (world.platform.id(), world.platform.id(), world.platform.id(), world.platform.id());
    let workouts = [squat(done, "2027-01-04"), squat(missed, "2027-01-05"), squat(to_come, "2027-01-20")];
    sends_plan(&world, &athlete, "created", plan, planned(&workouts)).await;
    sends_workout(&world, &athlete, "completed", done, lifted(82.5)).await;
    world.clock.set("2027-01-10T12:00:00Z");
    let athlete = world.as_athlete(athlete.id);
    let progress = athlete.get(&format!("/api/v1/plans/{plan}/progress")).await;
    assert_eq!(progress.status, StatusCode::OK, "{progress:?}");
    let items = progress.body["items"].as_array().unwrap();
    let states: Vec<&str> = items.iter().map(|item| item["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["done", "missed", "planned"]);
    let set = &items[0]["comparison"]["exercises"][0]["sets"][0];
    assert_eq!((&set["prescribed"]["value"], &set["weight_difference"]), (&json!(80.0), &json!(2.5)));
    // One step of 5 kg: 80 % of 105 kg, as plates have it.
    assert_eq!(items[2]["comparison"]["exercises"][0]["sets"][0]["prescribed"]["value"], 85.0);
    assert_eq!(progress.body["progressions"][0]["steps"], 1);
}

/// TRN-4: duplicates, edits and any order of arrival take exactly one step for each qualifying workout.
#[tokio::test]
async fn a_progression_takes_one_step_for_each_workout_however_it_arrives() {
    let world = world().await;
    let athlete = world.athlete();
    let (plan, first, second) = (world.platform.id(), world.platform.id(), world.platform.id());
    sends_workout(&world, &athlete, "completed", second, lifted(100.0)).await;
    let workouts = [squat(first, "2027-01-04"), squat(second, "2027-01-06")];
    sends_plan(&world, &athlete, "created", plan, planned(&workouts)).await;
    let standing = async |what: &str| {
        let body = athlete.get(&format!("/api/v1/plans/{plan}/progress")).await.body;
        (what.to_owned(), body["progressions"][0]["max"]["value"].as_f64().unwrap())
    };
    assert_eq!(standing("the second alone").await.1, 105.0);
    let completion = athlete.envelope("workout.completed", with(lifted(80.0), json!({"workout_id": first})));
    for _ in 0..3 {
        world.takes_in(completion.clone()).await;
        world.drain().await;
    }
    sends_workout(&world, &athlete, "completed", first, lifted(80.0)).await;
    assert_eq!(standing("both, one of them four times").await.1, 110.0);
    let edit = with(lifted(60.0), json!({"base_version": 1}));
    sends_workout(&world, &athlete, "edited", second, edit).await;
    assert_eq!(standing("the second was a miss after all").await.1, 105.0);
    sends_workout(&world, &athlete, "deleted", second, json!({})).await;
    assert_eq!(standing("and then never was").await.1, 105.0);
}

#[tokio::test]
async fn it_is_ones_own_and_comes_in_pages() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let plan = world.platform.id();
    let workouts: Vec<Value> = (4..8).map(|day| squat(world.platform.id(), &format!("2027-01-{day:02}"))).collect();
    sends_plan(&world, &athlete, "created", plan, planned(&workouts)).await;
    let path = format!("/api/v1/plans/{plan}/progress");
    assert_eq!(problem(&other.get(&path).await), (404, "not_found"));
    let (mut seen, mut query) = (Vec::new(), "?limit=3".to_owned());
    loop {
        let page = athlete.get(&format!("{path}{query}")).await.body;
        seen.extend(page["items"].as_array().unwrap().iter().map(|item| item["date"].as_str().unwrap().to_owned()));
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        query = format!("?limit=3&cursor={cursor}");
    }
    assert_eq!(seen, ["2027-01-04", "2027-01-05", "2027-01-06", "2027-01-07"]);
    let some = athlete.get(&format!("{path}?from=2027-01-05&to=2027-01-06")).await.body;
    assert_eq!(some["items"].as_array().unwrap().len(), 2);
    assert_eq!(problem(&athlete.get(&format!("{path}?cursor=x")).await), (400, "cursor_invalid"));
}
