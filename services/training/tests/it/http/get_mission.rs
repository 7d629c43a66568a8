use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::{a_stage, completed, has_mission, problem, sends_stage, world};

#[tokio::test]
async fn who_has_it_already_is_told_so_until_it_or_its_points_change() {
    let world = world().await;
    let athlete = world.athlete();
    let (id, path) = has_mission(&world, &athlete).await;
    let first = athlete.get(&path).await;
    let again = || {
        let request = Request::get(&path)
            .header("authorization", format!("Bearer {}", athlete.token))
            .header("if-none-match", &first.headers["etag"]);
        world.call(request.body(Body::empty()).unwrap())
    };
    assert_eq!(again().await.status, StatusCode::NOT_MODIFIED);
    sends_stage(&world, &athlete, "submitted", (id, world.platform.id()), completed(a_stage(1))).await;
    let later = again().await;
    assert_eq!((later.status, later.body["progress"]["points"].as_u64()), (StatusCode::OK, Some(5)));
    assert_eq!(later.body["version"], first.body["version"]);
}

#[tokio::test]
async fn anothers_is_not_there_for_whoever_asks_and_neither_is_nonsense() {
    let world = world().await;
    let (athlete, other, admin) = (world.athlete(), world.athlete(), world.admin());
    let (_, path) = has_mission(&world, &athlete).await;
    let unknown = format!("/api/v1/missions/{}", world.platform.id());
    for (who, path) in
        [(&other, &path), (&admin, &path), (&other, &unknown), (&other, &"/api/v1/missions/x".to_owned())]
    {
        assert_eq!(problem(&who.get(path).await), (404, "not_found"), "{path}");
    }
}
