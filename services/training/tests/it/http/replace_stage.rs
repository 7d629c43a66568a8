use axum::http::{Method, StatusCode};
use serde_json::json;

use crate::{a_stage, completed, faults, has_mission, on_version, problem, sends_stage, world};

#[tokio::test]
async fn a_planned_stage_is_completed_and_pays() {
    let world = world().await;
    let athlete = world.athlete();
    let (mission, path) = has_mission(&world, &athlete).await;
    let id = world.platform.id();
    sends_stage(&world, &athlete, "submitted", (mission, id), a_stage(1)).await;
    let stage = format!("{path}/stages/{id}");
    let done = athlete.calls(Method::PUT, &stage, Some(&on_version(completed(a_stage(1)), 1))).await;
    assert_eq!((done.status, &done.body["points"], &done.body["version"]), (StatusCode::OK, &json!(5), &json!(2)));
    assert_eq!(athlete.get(&stage).await.body, done.body);
    let late = athlete.calls(Method::PUT, &stage, Some(&on_version(a_stage(1), 1))).await;
    assert_eq!(problem(&late), (409, "version_conflict"));
    world.drain().await;
    assert_eq!(world.facts().last().unwrap().data, done.body);
}

#[tokio::test]
async fn it_says_what_it_is_based_on_and_takes_nobodys_number() {
    let world = world().await;
    let athlete = world.athlete();
    let (mission, path) = has_mission(&world, &athlete).await;
    let (one, two) = (world.platform.id(), world.platform.id());
    for (number, id) in [(1, one), (2, two)] {
        sends_stage(&world, &athlete, "submitted", (mission, id), a_stage(number)).await;
    }
    let stage = format!("{path}/stages/{two}");
    let baseless = athlete.calls(Method::PUT, &stage, Some(&a_stage(2))).await;
    assert_eq!((problem(&baseless), faults(&baseless)), ((422, "invalid"), vec![("/base_version", "base_missing")]));
    let taken = athlete.calls(Method::PUT, &stage, Some(&on_version(a_stage(1), 1))).await;
    assert_eq!(problem(&taken), (409, "stage_number_taken"));
}

#[tokio::test]
async fn it_is_there_only_in_its_own_mission_for_its_owner() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let (mission, path) = has_mission(&world, &athlete).await;
    let (_, second) = has_mission(&world, &athlete).await;
    let id = world.platform.id();
    sends_stage(&world, &athlete, "submitted", (mission, id), a_stage(1)).await;
    let body = on_version(completed(a_stage(1)), 1);
    for (who, path) in [(&athlete, &second), (&other, &path)] {
        let answer = who.calls(Method::PUT, &format!("{path}/stages/{id}"), Some(&body)).await;
        assert_eq!(problem(&answer), (404, "not_found"));
    }
    sends_stage(&world, &athlete, "deleted", (mission, id), json!({})).await;
    let gone = athlete.calls(Method::PUT, &format!("{path}/stages/{id}"), Some(&body)).await;
    assert_eq!(problem(&gone), (404, "not_found"));
}
