use axum::http::StatusCode;
use futures::future::join_all;
use serde_json::json;

use crate::{a_stage, completed, faults, has_mission, posts, problem, sends_mission, sends_stage, with, world};

#[tokio::test]
async fn it_is_answered_with_what_it_pays_and_told() {
    let world = world().await;
    let athlete = world.athlete();
    let (_, path) = has_mission(&world, &athlete).await;
    let answer = athlete.post(&format!("{path}/stages"), &completed(a_stage(1))).await;
    assert_eq!((answer.status, &answer.body["points"]), (StatusCode::CREATED, &json!(5)));
    assert!(answer.headers["etag"].to_str().unwrap().starts_with("\"1-"));
    let id = answer.body["stage_id"].as_str().unwrap();
    assert_eq!(athlete.get(&format!("{path}/stages/{id}")).await.body, answer.body);
    world.drain().await;
    let told = world.facts().pop().unwrap();
    assert_eq!((told.event_type.as_str(), &told.data), ("mission.stage.persisted", &answer.body));
}

#[tokio::test]
async fn requests_and_events_meet_in_the_same_rules() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let (mission, path) = has_mission(&world, &athlete).await;
    let (_, theirs) = has_mission(&world, &other).await;
    let id = world.platform.id();
    sends_stage(&world, &athlete, "submitted", (mission, id), a_stage(1)).await;
    let stages = format!("{path}/stages");
    assert_eq!(problem(&athlete.post(&stages, &a_stage(1)).await), (409, "stage_number_taken"));
    let with_id = |number| with(a_stage(number), json!({"stage_id": id}));
    assert_eq!(athlete.post(&stages, &with_id(1)).await.status, StatusCode::CREATED);
    assert_eq!(problem(&athlete.post(&stages, &with_id(2)).await), (409, "exists"));
    assert_eq!(problem(&other.post(&format!("{theirs}/stages"), &with_id(1)).await), (409, "id_taken"));
    sends_stage(&world, &athlete, "deleted", (mission, id), json!({})).await;
    assert_eq!(problem(&athlete.post(&stages, &with_id(1)).await), (409, "deleted"));
    world.drain().await;
}

#[tokio::test]
async fn it_needs_a_mission_of_ones_own_and_sound_content() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let (mission, path) = has_mission(&world, &athlete).await;
    let stages = format!("{path}/stages");
    assert_eq!(problem(&other.post(&stages, &a_stage(1)).await), (404, "not_found"));
    let answer = athlete.post(&stages, &a_stage(0)).await;
    assert_eq!((problem(&answer), faults(&answer)), ((422, "invalid"), vec![("/stage_number", "minimum")]));
    let ahead = with(a_stage(1), json!({"completed_at": "2027-03-05T15:00:00Z"}));
    assert_eq!(faults(&athlete.post(&stages, &ahead).await), [("/completed_at", "in_the_future")]);
    sends_mission(&world, &athlete, "deleted", mission, json!({})).await;
    assert_eq!(problem(&athlete.post(&stages, &a_stage(1)).await), (404, "not_found"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn with_the_same_key_it_is_made_once() {
    let world = world().await;
    let athlete = world.athlete();
    let (_, path) = has_mission(&world, &athlete).await;
    let (_, second) = has_mission(&world, &athlete).await;
    let stages = format!("{path}/stages");
    let body = a_stage(1);
    let answers = join_all((0..2).map(|_| posts(&world, &athlete, &stages, Some("k"), &body))).await;
    assert_eq!(answers[0].status, StatusCode::CREATED);
    assert_eq!((answers[1].status, &answers[1].body), (answers[0].status, &answers[0].body));
    assert_eq!(problem(&posts(&world, &athlete, &stages, Some("k"), &a_stage(2)).await), (409, "idempotency_conflict"));
    // The same words to another mission are another request.
    let elsewhere = posts(&world, &athlete, &format!("{second}/stages"), Some("k"), &a_stage(1)).await;
    assert_eq!(problem(&elsewhere), (409, "idempotency_conflict"));
    assert_eq!(athlete.get(&format!("{path}/progress")).await.body["stages"].as_array().map(Vec::len), Some(1));
    world.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_at_once_lose_no_points() {
    let world = world().await;
    let athlete = world.athlete();
    let (_, path) = has_mission(&world, &athlete).await;
    let stages = format!("{path}/stages");
    let bodies: Vec<_> = (1..=10).map(|number| completed(a_stage(number))).collect();
    let answers = join_all(bodies.iter().map(|body| athlete.post(&stages, body))).await;
    assert!(answers.iter().all(|answer| answer.status == StatusCode::CREATED), "{answers:?}");
    let progress = athlete.get(&format!("{path}/progress")).await.body;
    assert_eq!((&progress["points"], &progress["bonus_points"]), (&json!(50), &json!(10)));
    world.drain().await;
}
