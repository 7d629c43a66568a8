use axum::http::StatusCode;
use chrono::TimeDelta;
use futures::future::join_all;
use serde_json::{Value, json};

use crate::{a_mission, faults, has_mission, posts, problem, sends_mission, told, with, world};

const PATH: &str = "/api/v1/missions";

fn named(name: &str) -> Value {
    with(a_mission(), json!({"name": name}))
}

#[tokio::test]
async fn it_is_answered_whole_with_its_version_and_told() {
    let world = world().await;
    let athlete = world.athlete();
    let answer = athlete.post(PATH, &a_mission()).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let id = answer.body["mission_id"].as_str().unwrap().to_owned();
    assert_eq!((&answer.body["version"], &answer.body["state"]), (&json!(1), &json!("PREP")));
    assert!(answer.headers["etag"].to_str().unwrap().starts_with("\"1-"));
    let read = athlete.get(&format!("{PATH}/{id}")).await;
    assert_eq!((&read.body, &read.headers["etag"]), (&answer.body, &answer.headers["etag"]));
    world.drain().await;
    let facts = world.facts();
    assert_eq!((facts.len(), facts[0].event_type.as_str()), (1, "mission.persisted"));
    assert_eq!((&facts[0].data, facts[0].audience.as_slice()), (&answer.body, [athlete.id].as_slice()));
}

#[tokio::test]
async fn requests_and_events_meet_in_the_same_rules() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let (id, _) = has_mission(&world, &athlete).await;
    let with_id = |mission: Value| with(mission, json!({"mission_id": id}));
    let same = athlete.post(PATH, &with_id(a_mission())).await;
    assert_eq!((same.status, &same.body["version"]), (StatusCode::CREATED, &json!(1)));
    assert_eq!(problem(&athlete.post(PATH, &with_id(named("other"))).await), (409, "exists"));
    assert_eq!(problem(&other.post(PATH, &with_id(a_mission())).await), (409, "id_taken"));
    sends_mission(&world, &athlete, "deleted", id, json!({})).await;
    assert_eq!(problem(&athlete.post(PATH, &with_id(a_mission())).await), (409, "deleted"));
    let edit = with(named("by event"), json!({"base_version": 1}));
    let made = athlete.post(PATH, &a_mission()).await.body["mission_id"].as_str().unwrap().parse().unwrap();
    let sent = sends_mission(&world, &athlete, "submitted", made, edit).await;
    assert_eq!(told(&athlete, sent).data["name"], "by event");
}

#[tokio::test]
async fn what_is_wrong_is_told_by_its_place_and_leaves_nothing() {
    let world = world().await;
    let athlete = world.athlete();
    for (wrong, expected) in [
        (json!({"event_end": "2027-03-04"}), ("/event_end", "before_start")),
        (json!({"mission_type": "picnic"}), ("/mission_type", "enum")),
        (json!({"timezone": "Europe/Atlantis"}), ("/timezone", "format")),
        (json!({"state": "TRAINING"}), ("", "additionalProperties")),
        (json!({"constraints": {"min_readiness": 101}}), ("/constraints/min_readiness", "maximum")),
        (json!({"points_schema": {"flat": {"sprint": 5}}}), ("/points_schema/flat", "additionalProperties")),
        (
            json!({"points_schema": {"bonuses": {"consecutive_5": {"threshold": 4, "points": 5}}}}),
            ("/points_schema/bonuses/consecutive_5/threshold", "not_as_named"),
        ),
    ] {
        let answer = athlete.post(PATH, &with(a_mission(), wrong.clone())).await;
        assert_eq!(problem(&answer), (422, "invalid"), "{wrong}");
        assert_eq!(faults(&answer), [expected], "{wrong}");
    }
    let misnamed = json!({"points_schema": {"bonuses": {"sprint_5": {"threshold": 5, "points": 5}}}});
    assert_eq!(problem(&athlete.post(PATH, &with(a_mission(), misnamed)).await), (422, "invalid"));
    assert_eq!(athlete.get(PATH).await.body, json!({"items": []}));
}

#[tokio::test]
async fn with_the_same_key_it_is_made_once() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let first = posts(&world, &athlete, PATH, Some("once"), &a_mission()).await;
    // Fields in another order are the same request.
    let mut turned = serde_json::Map::new();
    turned.extend(a_mission().as_object().unwrap().clone().into_iter().rev());
    world.wait(TimeDelta::minutes(1));
    let again = posts(&world, &athlete, PATH, Some("once"), &turned.into()).await;
    assert_eq!((again.status, &again.body), (StatusCode::CREATED, &first.body));
    assert_eq!(
        problem(&posts(&world, &athlete, PATH, Some("once"), &named("other")).await),
        (409, "idempotency_conflict")
    );
    // Keys are of one person, and without one each request is its own.
    let theirs = posts(&world, &other, PATH, Some("once"), &named("other")).await;
    assert_eq!(theirs.status, StatusCode::CREATED);
    let keyless = posts(&world, &athlete, PATH, None, &a_mission()).await;
    assert_ne!(keyless.body["mission_id"], first.body["mission_id"]);
    let twice = posts(&world, &athlete, PATH, Some("twice"), &a_mission()).await;
    assert_ne!(twice.body["mission_id"], first.body["mission_id"]);
    assert_eq!(athlete.get(PATH).await.body["items"].as_array().map(Vec::len), Some(3));
    world.drain().await;
    assert_eq!(world.facts().len(), 4);
}

#[tokio::test]
async fn a_repetition_is_answered_with_what_stands_by_then() {
    let world = world().await;
    let athlete = world.athlete();
    let first = posts(&world, &athlete, PATH, Some("once"), &a_mission()).await;
    let id = first.body["mission_id"].as_str().unwrap().parse().unwrap();
    sends_mission(&world, &athlete, "submitted", id, with(named("later"), json!({"base_version": 1}))).await;
    let again = posts(&world, &athlete, PATH, Some("once"), &a_mission()).await;
    assert_eq!((again.status, &again.body["name"]), (StatusCode::CREATED, &json!("later")));
    sends_mission(&world, &athlete, "deleted", id, json!({})).await;
    assert_eq!(problem(&posts(&world, &athlete, PATH, Some("once"), &a_mission()).await), (404, "not_found"));
}

#[tokio::test]
async fn a_refused_request_does_not_use_its_key_up() {
    let world = world().await;
    let athlete = world.athlete();
    let wrong = with(a_mission(), json!({"event_end": "2027-03-04"}));
    assert_eq!(problem(&posts(&world, &athlete, PATH, Some("once"), &wrong).await), (422, "invalid"));
    assert_eq!(posts(&world, &athlete, PATH, Some("once"), &a_mission()).await.status, StatusCode::CREATED);
    let long = "x".repeat(256);
    for bad in ["", "a b", long.as_str()] {
        let answer = posts(&world, &athlete, PATH, Some(bad), &a_mission()).await;
        assert_eq!(problem(&answer), (400, "idempotency_key_invalid"), "{bad}");
    }
    world.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn requests_with_one_key_at_the_same_time_make_one() {
    let world = world().await;
    let athlete = world.athlete();
    for round in 0..10 {
        let (key, body) = (format!("round-{round}"), named(&format!("round {round}")));
        let answers = join_all((0..2).map(|_| posts(&world, &athlete, PATH, Some(&key), &body))).await;
        assert_eq!(answers[0].status, StatusCode::CREATED);
        assert_eq!((answers[0].status, &answers[0].body), (answers[1].status, &answers[1].body));
    }
    assert_eq!(athlete.get(PATH).await.body["items"].as_array().map(Vec::len), Some(10));
    world.drain().await;
    assert_eq!(world.facts().len(), 10);
}
