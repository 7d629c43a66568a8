use axum::http::{Method, StatusCode};
use serde_json::json;

use crate::{a_stage, completed, has_mission, problem, sends_stage, world};

#[tokio::test]
async fn it_is_gone_with_its_points_and_told() {
    let world = world().await;
    let athlete = world.athlete();
    let (mission, path) = has_mission(&world, &athlete).await;
    let id = world.platform.id();
    sends_stage(&world, &athlete, "submitted", (mission, id), completed(a_stage(1))).await;
    let stage = format!("{path}/stages/{id}");
    assert_eq!(athlete.calls(Method::DELETE, &stage, None).await.status, StatusCode::NO_CONTENT);
    assert_eq!(problem(&athlete.calls(Method::DELETE, &stage, None).await), (404, "not_found"));
    assert_eq!(athlete.get(&path).await.body["progress"]["points"], 0);
    world.drain().await;
    let told = world.facts().pop().unwrap();
    assert_eq!((told.event_type.as_str(), &told.data["deleted"]), ("mission.stage.persisted", &json!(true)));
}

#[tokio::test]
async fn it_is_there_only_in_its_own_mission_for_its_owner() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let (mission, path) = has_mission(&world, &athlete).await;
    let (_, second) = has_mission(&world, &athlete).await;
    let id = world.platform.id();
    sends_stage(&world, &athlete, "submitted", (mission, id), a_stage(1)).await;
    for (who, path) in [(&athlete, &second), (&other, &path)] {
        let answer = who.calls(Method::DELETE, &format!("{path}/stages/{id}"), None).await;
        assert_eq!(problem(&answer), (404, "not_found"));
    }
    assert_eq!(athlete.get(&format!("{path}/stages/{id}")).await.status, StatusCode::OK);
}
