use axum::http::StatusCode;
use serde_json::json;

use crate::{a_stage, accepted, completed, has_mission, on_version, refused, sends_stage, told, world};

#[tokio::test]
async fn its_points_go_with_it_and_its_number_is_free_again() {
    let world = world().await;
    let athlete = world.athlete();
    let (mission, path) = has_mission(&world, &athlete).await;
    let ids = [world.platform.id(), world.platform.id(), world.platform.id(), world.platform.id(), world.platform.id()];
    for (number, id) in (1..).zip(ids) {
        sends_stage(&world, &athlete, "submitted", (mission, id), completed(a_stage(number))).await;
    }
    assert_eq!(athlete.get(&path).await.body["progress"]["total_points"], 30);
    let sent = sends_stage(&world, &athlete, "deleted", (mission, ids[2]), json!({"base_version": 1})).await;
    let gone = told(&athlete, sent).data;
    assert_eq!(
        (&gone["deleted"], &gone["points"], &gone["progress"]["total_points"]),
        (&json!(true), &json!(0), &json!(20))
    );
    assert_eq!(athlete.get(&format!("{path}/stages/{}", ids[2])).await.status, StatusCode::NOT_FOUND);
    let again = sends_stage(&world, &athlete, "submitted", (mission, ids[2]), a_stage(3)).await;
    assert_eq!(refused(&athlete, again), "deleted");
    let other = sends_stage(&world, &athlete, "submitted", (mission, world.platform.id()), completed(a_stage(3))).await;
    assert_eq!(told(&athlete, other).data["progress"]["total_points"], 30);
}

#[tokio::test]
async fn a_deletion_of_what_was_changed_meanwhile_is_told_what_stands() {
    let world = world().await;
    let athlete = world.athlete();
    let (mission, _) = has_mission(&world, &athlete).await;
    let id = world.platform.id();
    sends_stage(&world, &athlete, "submitted", (mission, id), a_stage(1)).await;
    sends_stage(&world, &athlete, "submitted", (mission, id), on_version(completed(a_stage(1)), 1)).await;
    let sent = sends_stage(&world, &athlete, "deleted", (mission, id), json!({"base_version": 1})).await;
    assert_eq!(refused(&athlete, sent), "version_conflict");
    assert_eq!(told(&athlete, sent).data["theirs"]["points"], 5);
    let whatever = sends_stage(&world, &athlete, "deleted", (mission, id), json!({})).await;
    assert_eq!(accepted(&athlete, whatever), 3);
}

#[tokio::test]
async fn only_ones_own_stage_of_that_mission_is_deleted() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let (mission, path) = has_mission(&world, &athlete).await;
    let (second, _) = has_mission(&world, &athlete).await;
    let (theirs, _) = has_mission(&world, &other).await;
    let id = world.platform.id();
    sends_stage(&world, &athlete, "submitted", (mission, id), a_stage(1)).await;
    let elsewhere = sends_stage(&world, &athlete, "deleted", (second, id), json!({})).await;
    assert_eq!(refused(&athlete, elsewhere), "not_found");
    let stranger = sends_stage(&world, &other, "deleted", (theirs, id), json!({})).await;
    assert_eq!(refused(&other, stranger), "not_found");
    let stranger = sends_stage(&world, &other, "deleted", (mission, id), json!({})).await;
    assert_eq!(refused(&other, stranger), "mission_unknown");
    assert_eq!(athlete.get(&format!("{path}/stages/{id}")).await.status, StatusCode::OK);
}
