use axum::http::StatusCode;
use insta::assert_json_snapshot;
use serde_json::{Value, json};

use crate::{a_stage, accepted, completed, has_mission, on_version, refused, sends_stage, told, with, world};

#[tokio::test]
async fn a_planned_stage_counts_only_once_it_is_completed() {
    let world = world().await;
    let athlete = world.athlete();
    let (mission, path) = has_mission(&world, &athlete).await;
    let id = world.platform.id();
    let sent = sends_stage(&world, &athlete, "submitted", (mission, id), a_stage(1)).await;
    let planned = told(&athlete, sent);
    assert_eq!(planned.event_type, "mission.stage.persisted");
    assert_eq!((&planned.data["points"], &planned.data["progress"]["total_points"]), (&json!(0), &json!(0)));
    let more = json!({"activity_id": world.platform.id(), "notes": "Rain."});
    let edit = on_version(with(completed(a_stage(1)), more), 1);
    let sent = sends_stage(&world, &athlete, "submitted", (mission, id), edit).await;
    let answer = told(&athlete, sent);
    assert_json_snapshot!(answer.data, {
        ".id" => "[id]", ".stage_id" => "[id]", ".mission_id" => "[mission]", ".activity_id" => "[activity]",
        ".last_change" => "[sent]"
    }, @r#"
    {
      "activity_id": "[activity]",
      "bonuses": [],
      "completed_at": "2027-01-03T15:00:00Z",
      "id": "[id]",
      "last_change": "[sent]",
      "mission_id": "[mission]",
      "notes": "Rain.",
      "points": 5,
      "progress": {
        "bonus_points": 0,
        "points": 5,
        "stages_completed": 1,
        "total_points": 5
      },
      "ride_mode": "gc",
      "stage_id": "[id]",
      "stage_number": 1,
      "stage_type": "flat",
      "updated_at": "2027-01-04T09:00:00Z",
      "version": 2
    }
    "#);
    let read = athlete.get(&format!("{path}/stages/{id}")).await;
    assert_eq!((read.status, read.body), (StatusCode::OK, answer.data));
}

#[tokio::test]
async fn points_and_bonuses_are_the_same_in_whatever_order_stages_arrive() {
    let world = world().await;
    let athlete = world.athlete();
    let breakaway = |number| completed(with(a_stage(number), json!({"ride_mode": "breakaway"})));
    let orders: [Vec<u16>; 3] = [(1..=11).collect(), (1..=11).rev().collect(), vec![3, 11, 7, 1, 9, 5, 2, 10, 4, 8, 6]];
    let mut told = Vec::new();
    for order in orders {
        let (mission, path) = has_mission(&world, &athlete).await;
        for number in order {
            sends_stage(&world, &athlete, "submitted", (mission, world.platform.id()), breakaway(number)).await;
        }
        let mut progress = athlete.get(&format!("{path}/progress")).await.body;
        let of = |stage: &Value| (stage["stage_number"].clone(), stage["points"].clone(), stage["bonuses"].clone());
        let stages: Vec<_> = progress["stages"].take().as_array().unwrap().iter().map(of).collect();
        told.push((progress["points"].clone(), progress["bonus_points"].clone(), stages));
    }
    // Eleven times eight; ten in a row twice five, and ten breakaways.
    assert_eq!((&told[0].0, &told[0].1), (&json!(88), &json!(25)));
    assert!(told.iter().all(|one| *one == told[0]), "{told:?}");
}

#[tokio::test]
async fn sent_twice_it_is_there_once() {
    let world = world().await;
    let athlete = world.athlete();
    let (mission, path) = has_mission(&world, &athlete).await;
    let id = world.platform.id();
    // To the nanosecond, which no column keeps.
    let exact = with(a_stage(1), json!({"completed_at": "2027-01-03T15:00:00.123456789Z"}));
    for _ in 0..2 {
        let sent = sends_stage(&world, &athlete, "submitted", (mission, id), exact.clone()).await;
        assert_eq!(accepted(&athlete, sent), 1);
        let read = athlete.get(&format!("{path}/stages/{id}")).await.body;
        assert_eq!(told(&athlete, sent).data, read);
    }
    let progress = athlete.get(&format!("{path}/progress")).await.body;
    assert_eq!((&progress["stages_completed"], &progress["points"]), (&json!(1), &json!(5)));
}

#[tokio::test]
async fn two_stages_of_a_mission_cannot_have_one_number() {
    let world = world().await;
    let athlete = world.athlete();
    let (mission, _) = has_mission(&world, &athlete).await;
    let (one, two) = (world.platform.id(), world.platform.id());
    sends_stage(&world, &athlete, "submitted", (mission, one), a_stage(1)).await;
    let taken = sends_stage(&world, &athlete, "submitted", (mission, two), a_stage(1)).await;
    assert_eq!(refused(&athlete, taken), "stage_number_taken");
    sends_stage(&world, &athlete, "submitted", (mission, two), a_stage(2)).await;
    let moved = sends_stage(&world, &athlete, "submitted", (mission, two), on_version(a_stage(1), 1)).await;
    assert_eq!(refused(&athlete, moved), "stage_number_taken");
    assert_eq!(told(&athlete, moved).data["theirs"]["stage_number"], 2);
}

#[tokio::test]
async fn edits_know_what_they_replace_or_are_queued_behind() {
    let world = world().await;
    let athlete = world.athlete();
    let (mission, _) = has_mission(&world, &athlete).await;
    let id = world.platform.id();
    let first = sends_stage(&world, &athlete, "submitted", (mission, id), a_stage(1)).await;
    let behind = with(completed(a_stage(1)), json!({"after": first}));
    let second = sends_stage(&world, &athlete, "submitted", (mission, id), behind).await;
    assert_eq!(accepted(&athlete, second), 2);
    let late = sends_stage(&world, &athlete, "submitted", (mission, id), on_version(a_stage(4), 1)).await;
    assert_eq!(refused(&athlete, late), "version_conflict");
    assert_eq!(told(&athlete, late).data["theirs"]["version"], 2);
}

#[tokio::test]
async fn it_belongs_to_a_mission_of_ones_own_and_stays_there() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let (mine, second) = (has_mission(&world, &athlete).await.0, has_mission(&world, &athlete).await.0);
    let (theirs, _) = has_mission(&world, &other).await;
    let id = world.platform.id();
    for mission in [theirs, world.platform.id()] {
        let sent = sends_stage(&world, &athlete, "submitted", (mission, id), a_stage(1)).await;
        assert_eq!(refused(&athlete, sent), "mission_unknown");
        assert_eq!(told(&athlete, sent).data["errors"][0]["pointer"], "/mission_id");
    }
    sends_stage(&world, &athlete, "submitted", (mine, id), a_stage(1)).await;
    let moved = sends_stage(&world, &athlete, "submitted", (second, id), on_version(a_stage(1), 1)).await;
    assert_eq!(refused(&athlete, moved), "not_found");
    assert!(told(&athlete, moved).data.get("theirs").is_none());
    let anothers = sends_stage(&world, &other, "submitted", (theirs, id), a_stage(1)).await;
    assert_eq!(refused(&other, anothers), "id_taken");
}

#[tokio::test]
async fn it_may_follow_its_mission_in_one_queue_and_come_after_the_event() {
    let world = world().await;
    let athlete = world.athlete();
    let mission = world.platform.id();
    let created = with(crate::a_mission(), json!({"mission_id": mission}));
    athlete.sends_json("mission.submitted", created).await;
    let stage = with(completed(a_stage(1)), json!({"mission_id": mission}));
    let first = athlete.sends_json("mission.stage.submitted", stage).await;
    world.drain().await;
    assert_eq!(accepted(&athlete, first), 1);
    world.clock.set("2027-04-01T12:00:00Z");
    world.run_schedules().await;
    let late = with(completed(a_stage(2)), json!({"completed_at": "2027-03-07T14:00:00Z"}));
    let late = sends_stage(&world, &athlete, "submitted", (mission, world.platform.id()), late).await;
    assert_eq!(told(&athlete, late).data["progress"]["points"], 10);
}

#[tokio::test]
async fn what_is_still_to_come_is_not_completed() {
    let world = world().await;
    let athlete = world.athlete();
    let (mission, _) = has_mission(&world, &athlete).await;
    let stage = with(a_stage(1), json!({"completed_at": "2027-03-05T15:00:00Z"}));
    let sent = sends_stage(&world, &athlete, "submitted", (mission, world.platform.id()), stage).await;
    assert_eq!(refused(&athlete, sent), "in_the_future");
}
