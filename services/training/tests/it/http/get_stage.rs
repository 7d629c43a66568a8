use axum::http::StatusCode;
use serde_json::json;

use crate::{a_stage, completed, has_mission, problem, sends_stage, world};

#[tokio::test]
async fn it_is_read_with_what_it_pays() {
    let world = world().await;
    let athlete = world.athlete();
    let (mission, path) = has_mission(&world, &athlete).await;
    let id = world.platform.id();
    sends_stage(&world, &athlete, "submitted", (mission, id), completed(a_stage(1))).await;
    let answer = athlete.get(&format!("{path}/stages/{id}")).await;
    assert_eq!((answer.status, &answer.body["points"]), (StatusCode::OK, &json!(5)));
    assert!(answer.headers["etag"].to_str().unwrap().starts_with("\"1-5-"));
}

#[tokio::test]
async fn it_is_there_only_in_its_own_mission_for_its_owner() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let (mission, path) = has_mission(&world, &athlete).await;
    let (_, second) = has_mission(&world, &athlete).await;
    let (_, theirs) = has_mission(&world, &other).await;
    let id = world.platform.id();
    sends_stage(&world, &athlete, "submitted", (mission, id), a_stage(1)).await;
    for (who, path) in [(&athlete, &second), (&other, &path), (&other, &theirs)] {
        assert_eq!(problem(&who.get(&format!("{path}/stages/{id}")).await), (404, "not_found"));
    }
    assert_eq!(problem(&athlete.get(&format!("{path}/stages/x")).await), (404, "not_found"));
}
