use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::{a_mission, faults, has_mission, on_version, problem, with, world};

fn named(name: &str) -> Value {
    with(a_mission(), json!({"name": name}))
}

#[tokio::test]
async fn it_replaces_what_it_is_based_on_and_tells() {
    let world = world().await;
    let athlete = world.athlete();
    let (_, path) = has_mission(&world, &athlete).await;
    let edited = athlete.calls(Method::PUT, &path, Some(&on_version(named("morning"), 1))).await;
    assert_eq!((edited.status, &edited.body["version"]), (StatusCode::OK, &json!(2)));
    assert!(edited.headers["etag"].to_str().unwrap().starts_with("\"2-"));
    let late = athlete.calls(Method::PUT, &path, Some(&on_version(named("evening"), 1))).await;
    assert_eq!(problem(&late), (409, "version_conflict"));
    assert_eq!(athlete.get(&path).await.body, edited.body);
    world.drain().await;
    assert_eq!(world.facts().last().unwrap().data, edited.body);
}

#[tokio::test]
async fn it_says_what_it_is_based_on_and_contradicts_nothing() {
    let world = world().await;
    let athlete = world.athlete();
    let (_, path) = has_mission(&world, &athlete).await;
    for body in [named("a"), on_version(named("a"), 0)] {
        let answer = athlete.calls(Method::PUT, &path, Some(&body)).await;
        assert_eq!(problem(&answer), (422, "invalid"));
        assert_eq!(faults(&answer), [("/base_version", "base_missing")]);
    }
    let upside_down = on_version(with(a_mission(), json!({"prep_start": "2027-03-06"})), 1);
    let answer = athlete.calls(Method::PUT, &path, Some(&upside_down)).await;
    assert_eq!(faults(&answer), [("/event_start", "before_prep")]);
}

#[tokio::test]
async fn nothing_is_made_and_nothing_of_anothers_is_touched() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let (id, path) = has_mission(&world, &athlete).await;
    let body = on_version(named("theirs"), 1);
    assert_eq!(problem(&other.calls(Method::PUT, &path, Some(&body)).await), (404, "not_found"));
    let unknown = format!("/api/v1/missions/{}", world.platform.id());
    assert_eq!(problem(&other.calls(Method::PUT, &unknown, Some(&body)).await), (404, "not_found"));
    crate::sends_mission(&world, &athlete, "deleted", id, json!({})).await;
    assert_eq!(problem(&athlete.calls(Method::PUT, &path, Some(&body)).await), (404, "not_found"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_at_once_one_is_told_of_the_other() {
    let world = world().await;
    let athlete = world.athlete();
    let (id, path) = has_mission(&world, &athlete).await;
    for version in 1..=10 {
        let body = on_version(named(&format!("put {version}")), version);
        let event = with(named(&format!("event {version}")), json!({"mission_id": id, "base_version": version}));
        let sent = athlete.sends_json("mission.submitted", event).await;
        let (put, _) = tokio::join!(athlete.calls(Method::PUT, &path, Some(&body)), world.drain());
        world.drain().await;
        let told = crate::told(&athlete, sent);
        let outcomes = (put.status.as_u16(), told.event_type.as_str());
        assert!([(200, "mission.failed"), (409, "mission.persisted")].contains(&outcomes), "{outcomes:?}");
        assert_eq!(athlete.get(&path).await.body["version"], version + 1);
    }
}
