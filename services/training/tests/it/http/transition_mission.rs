use axum::http::StatusCode;
use serde_json::{Value, json};
use taper_testkit::{Answer, TestAthlete};

use crate::{has_mission, moves, problem, world};

async fn brings(who: &TestAthlete<'_>, path: &str, to: &str) -> Answer {
    who.post(&format!("{path}/transition"), &json!({"to": to})).await
}

#[tokio::test]
async fn its_owner_moves_it_forward_early_one_step_at_a_time() {
    let world = world().await;
    let athlete = world.athlete();
    let (id, path) = has_mission(&world, &athlete).await;
    for (version, to) in (2..).zip(["TRAINING", "EVENT_ACTIVE", "MISSION_COMPLETE"]) {
        let answer = brings(&athlete, &path, to).await;
        assert_eq!(
            (answer.status, &answer.body["state"], &answer.body["version"]),
            (StatusCode::OK, &json!(to), &json!(version))
        );
        assert!(answer.headers["etag"].to_str().unwrap().starts_with(&format!("\"{version}-")));
        assert_eq!(athlete.get(&path).await.body, answer.body);
    }
    world.drain().await;
    let step = |from: &str, to: &str| (from.to_owned(), to.to_owned(), athlete.id);
    let walked = [step("PREP", "TRAINING"), step("TRAINING", "EVENT_ACTIVE"), step("EVENT_ACTIVE", "MISSION_COMPLETE")];
    assert_eq!(moves(&world, id), walked);
}

#[tokio::test]
async fn every_other_move_is_409_and_changes_nothing() {
    let world = world().await;
    let athlete = world.athlete();
    let (_, path) = has_mission(&world, &athlete).await;
    let states = ["PREP", "TRAINING", "EVENT_ACTIVE", "MISSION_COMPLETE"];
    for (from, state) in states.into_iter().enumerate() {
        for (to, other) in states.into_iter().enumerate().filter(|(to, _)| *to != from + 1) {
            assert_eq!(problem(&brings(&athlete, &path, other).await), (409, "transition_not_allowed"), "{from} {to}");
        }
        assert_eq!(athlete.get(&path).await.body["state"], state);
        if let Some(next) = states.get(from + 1) {
            assert_eq!(brings(&athlete, &path, next).await.status, StatusCode::OK);
        }
    }
    world.drain().await;
}

#[tokio::test]
async fn only_an_admin_brings_it_back_and_it_stays_there() {
    let world = world().await;
    let (athlete, admin, coach) = (world.athlete(), world.admin(), world.athlete());
    let (id, path) = has_mission(&world, &athlete).await;
    // Nothing to take back yet, which an admin may know.
    assert_eq!(problem(&brings(&admin, &path, "PREP").await), (409, "transition_not_allowed"));
    world.clock.set("2027-02-02T12:00:00Z");
    world.run_schedules().await;
    let (athlete, admin, coach) = (world.as_athlete(athlete.id), world.admin(), world.as_athlete(coach.id));
    assert_eq!(problem(&brings(&athlete, &path, "PREP").await), (409, "transition_not_allowed"));
    assert_eq!(problem(&brings(&coach, &path, "PREP").await), (404, "not_found"));
    let back = admin.post(&format!("{path}/transition"), &json!({"to": "PREP", "reason": "Injured."})).await;
    assert_eq!((back.status, &back.body["state"]), (StatusCode::OK, &json!("PREP")));
    world.drain().await;
    let told = world.facts().into_iter().rfind(|fact| fact.event_type == "mission.state.changed").unwrap();
    assert_eq!((told.user_id, told.subject_user_id), (admin.id, Some(athlete.id)));
    assert_eq!(told.audience, [athlete.id]);
    world.wait(chrono::TimeDelta::minutes(1));
    world.run_schedules().await;
    assert_eq!(moves(&world, id).len(), 2);
    assert_eq!(athlete.get(&path).await.body["state"], "PREP");
    assert_eq!(brings(&athlete, &path, "TRAINING").await.status, StatusCode::OK);
    world.drain().await;
}

#[tokio::test]
async fn an_admin_does_nothing_else_with_anothers() {
    let world = world().await;
    let (athlete, admin) = (world.athlete(), world.admin());
    let (_, path) = has_mission(&world, &athlete).await;
    for to in ["TRAINING", "EVENT_ACTIVE", "MISSION_COMPLETE"] {
        assert_eq!(problem(&brings(&admin, &path, to).await), (404, "not_found"), "{to}");
    }
    let unknown = format!("/api/v1/missions/{}", world.platform.id());
    assert_eq!(problem(&brings(&admin, &unknown, "PREP").await), (404, "not_found"));
}

#[tokio::test]
async fn what_cannot_be_read_is_400() {
    let world = world().await;
    let athlete = world.athlete();
    let (_, path) = has_mission(&world, &athlete).await;
    let bodies: [Value; 6] = [
        json!({}),
        json!({"to": "DONE"}),
        json!({"to": "training"}),
        json!({"to": 1}),
        json!({"to": "TRAINING", "reason": ""}),
        json!({"to": "TRAINING", "because": "x"}),
    ];
    for body in bodies {
        let answer = athlete.post(&format!("{path}/transition"), &body).await;
        assert_eq!(problem(&answer), (400, "malformed"), "{body}");
        assert!(!answer.body["errors"].as_array().unwrap().is_empty(), "{body}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_at_once_each_step_is_taken_once() {
    let world = world().await;
    let athlete = world.athlete();
    let (id, path) = has_mission(&world, &athlete).await;
    let answers = futures::future::join_all((0..8).map(|_| brings(&athlete, &path, "TRAINING"))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == StatusCode::OK).count(), 1);
    assert_eq!(answers.iter().filter(|answer| answer.status == StatusCode::CONFLICT).count(), 7);
    world.drain().await;
    assert_eq!(moves(&world, id).len(), 1);
}
