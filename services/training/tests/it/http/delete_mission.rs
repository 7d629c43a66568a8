use axum::http::{Method, StatusCode};
use serde_json::json;

use crate::{a_stage, has_mission, problem, sends_stage, world};

#[tokio::test]
async fn it_is_gone_with_its_stages_and_told() {
    let world = world().await;
    let athlete = world.athlete();
    let (id, path) = has_mission(&world, &athlete).await;
    let stage = world.platform.id();
    sends_stage(&world, &athlete, "submitted", (id, stage), a_stage(1)).await;
    assert_eq!(athlete.calls(Method::DELETE, &path, None).await.status, StatusCode::NO_CONTENT);
    for path in [path.clone(), format!("{path}/stages/{stage}"), format!("{path}/progress")] {
        assert_eq!(problem(&athlete.get(&path).await), (404, "not_found"), "{path}");
    }
    assert_eq!(problem(&athlete.calls(Method::DELETE, &path, None).await), (404, "not_found"));
    world.drain().await;
    let told = world.facts().pop().unwrap();
    assert_eq!((told.event_type.as_str(), &told.data["deleted"]), ("mission.persisted", &json!(true)));
    let listed = athlete.get("/api/v1/missions?deleted=true").await.body;
    assert_eq!((&listed["items"][0]["id"], &listed["items"][0]["version"]), (&json!(id), &json!(2)));
}

#[tokio::test]
async fn anothers_is_not_there() {
    let world = world().await;
    let (athlete, other, admin) = (world.athlete(), world.athlete(), world.admin());
    let (_, path) = has_mission(&world, &athlete).await;
    for who in [&other, &admin] {
        assert_eq!(problem(&who.calls(Method::DELETE, &path, None).await), (404, "not_found"));
    }
    assert_eq!(athlete.get(&path).await.status, StatusCode::OK);
}
