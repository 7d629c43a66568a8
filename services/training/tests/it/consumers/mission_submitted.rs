use axum::http::StatusCode;
use insta::assert_json_snapshot;
use serde_json::{Value, json};

use crate::{a_mission, accepted, has_mission, on_version, refused, sends_mission, told, with, world};

fn named(name: &str) -> Value {
    with(a_mission(), json!({"name": name}))
}

#[tokio::test]
async fn it_is_kept_whole_and_told() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    let more = json!({
        "constraints": {
            "min_readiness": 40, "min_tsb": -25, "unavailable_days": ["mon"], "unavailable_dates": ["2027-02-14"],
            "unavailable_windows": [{"day": "tue", "from": "09:00", "to": "17:00"}], "injuries": ["left knee"]
        },
        "notification_preferences": {"channels": ["email", "in_app"], "daily_run_time": "06:30"},
        "notes": "Second try."
    });
    let sent = sends_mission(&world, &athlete, "submitted", id, with(a_mission(), more)).await;
    let answer = told(&athlete, sent);
    assert_eq!(
        (answer.event_type.as_str(), answer.audience.as_slice()),
        ("mission.persisted", [athlete.id].as_slice())
    );
    assert_json_snapshot!(answer.data, {".id" => "[id]", ".mission_id" => "[id]", ".last_change" => "[sent]"}, @r#"
    {
      "constraints": {
        "injuries": [
          "left knee"
        ],
        "min_readiness": 40,
        "min_tsb": -25.0,
        "unavailable_dates": [
          "2027-02-14"
        ],
        "unavailable_days": [
          "mon"
        ],
        "unavailable_windows": [
          {
            "day": "tue",
            "from": "09:00",
            "to": "17:00"
          }
        ]
      },
      "event_end": "2027-03-07",
      "event_start": "2027-03-05",
      "id": "[id]",
      "last_change": "[sent]",
      "mission_id": "[id]",
      "mission_type": "stage_race",
      "name": "Tour of the Fjords",
      "notes": "Second try.",
      "notification_preferences": {
        "channels": [
          "email",
          "in_app"
        ],
        "daily_run_time": "06:30"
      },
      "points_schema": {
        "bonuses": {
          "breakaway_10": {
            "points": 15,
            "threshold": 10
          },
          "consecutive_5": {
            "points": 5,
            "threshold": 5
          }
        },
        "flat": {
          "breakaway": 8,
          "gc": 5
        },
        "itt": {
          "breakaway": 9,
          "gc": 7
        },
        "mountain": {
          "breakaway": 10,
          "gc": 6
        }
      },
      "prep_start": "2027-02-01",
      "progress": {
        "bonus_points": 0,
        "points": 0,
        "stages_completed": 0,
        "total_points": 0
      },
      "state": "PREP",
      "timezone": "Europe/Oslo",
      "updated_at": "2027-01-04T09:00:00Z",
      "version": 1
    }
    "#);
    let read = athlete.get(&format!("/api/v1/missions/{id}")).await;
    assert_eq!((read.status, read.body), (StatusCode::OK, answer.data));
}

#[tokio::test]
async fn without_an_id_it_takes_that_of_its_event() {
    let world = world().await;
    let athlete = world.athlete();
    let sent = athlete.sends_json("mission.submitted", a_mission()).await;
    world.drain().await;
    assert_eq!(told(&athlete, sent).data["mission_id"], sent.to_string());
}

#[tokio::test]
async fn the_same_again_stands_and_another_with_its_id_is_refused() {
    let world = world().await;
    let athlete = world.athlete();
    let (id, _) = has_mission(&world, &athlete).await;
    let again = sends_mission(&world, &athlete, "submitted", id, on_version(a_mission(), 0)).await;
    assert_eq!(accepted(&athlete, again), 1);
    let other = sends_mission(&world, &athlete, "submitted", id, named("other")).await;
    assert_eq!(refused(&athlete, other), "exists");
    assert_eq!(told(&athlete, other).data["theirs"]["name"], "Tour of the Fjords");
}

#[tokio::test]
async fn anothers_id_cannot_be_taken_and_nothing_is_said_of_it() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let (id, path) = has_mission(&world, &other).await;
    let taken = sends_mission(&world, &athlete, "submitted", id, named("mine")).await;
    assert_eq!(refused(&athlete, taken), "id_taken");
    assert!(told(&athlete, taken).data.get("theirs").is_none());
    let edit = sends_mission(&world, &athlete, "submitted", id, on_version(named("mine"), 1)).await;
    assert_eq!(refused(&athlete, edit), "id_taken");
    assert_eq!(other.get(&path).await.body["name"], "Tour of the Fjords");
}

#[tokio::test]
async fn the_second_edit_of_one_version_is_told_both_sides() {
    let world = world().await;
    let athlete = world.athlete();
    let (id, path) = has_mission(&world, &athlete).await;
    let first = sends_mission(&world, &athlete, "submitted", id, on_version(named("morning"), 1)).await;
    assert_eq!(accepted(&athlete, first), 2);
    let late = sends_mission(&world, &athlete, "submitted", id, on_version(named("evening"), 1)).await;
    assert_eq!(refused(&athlete, late), "version_conflict");
    let theirs = told(&athlete, late).data["theirs"].clone();
    assert_eq!((&theirs["name"], &theirs["version"]), (&json!("morning"), &json!(2)));
    assert_eq!(athlete.get(&path).await.body["name"], "morning");
}

#[tokio::test]
async fn edits_queued_behind_one_another_are_all_taken() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    let mut last = athlete.sends_json("mission.submitted", with(a_mission(), json!({"mission_id": id}))).await;
    let mut sent = Vec::new();
    for name in ["a", "b", "c"] {
        let edit = with(named(name), json!({"mission_id": id, "after": last}));
        last = athlete.sends_json("mission.submitted", edit).await;
        sent.push(last);
    }
    world.drain().await;
    let versions: Vec<i64> = sent.into_iter().map(|sent| accepted(&athlete, sent)).collect();
    assert_eq!(versions, [2, 3, 4]);
}

#[tokio::test]
async fn an_edit_that_was_made_before_the_mission_moved_on_is_no_conflict() {
    let world = world().await;
    let athlete = world.athlete();
    let (id, path) = has_mission(&world, &athlete).await;
    let moved = athlete.post(&format!("{path}/transition"), &json!({"to": "TRAINING"})).await;
    assert_eq!((moved.status, &moved.body["version"]), (StatusCode::OK, &json!(2)));
    let edit = sends_mission(&world, &athlete, "submitted", id, on_version(named("written offline"), 1)).await;
    assert_eq!(accepted(&athlete, edit), 3);
    let stands = athlete.get(&path).await.body;
    assert_eq!((&stands["name"], &stands["state"]), (&json!("written offline"), &json!("TRAINING")));
}

#[tokio::test]
async fn what_contradicts_itself_or_is_based_on_nothing_is_refused() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    let upside_down = with(a_mission(), json!({"event_end": "2027-03-04"}));
    let sent = sends_mission(&world, &athlete, "submitted", id, upside_down).await;
    assert_eq!(refused(&athlete, sent), "before_start");
    assert_eq!(told(&athlete, sent).data["errors"][0]["pointer"], "/event_end");
    let edit = sends_mission(&world, &athlete, "submitted", id, on_version(a_mission(), 1)).await;
    assert_eq!(refused(&athlete, edit), "not_found");
}

#[tokio::test]
async fn nobody_plans_for_somebody_who_did_not_allow_it() {
    let world = world().await;
    let (coach, athlete) = (world.athlete(), world.athlete());
    let mut envelope = coach.envelope("mission.submitted", a_mission());
    envelope.subject_user_id = Some(athlete.id);
    let sent = envelope.client_generated_id;
    world.takes_in(envelope).await;
    world.drain().await;
    assert_eq!(refused(&coach, sent), "consent_missing");
    assert_eq!(athlete.get("/api/v1/missions").await.body, json!({"items": []}));
}

#[tokio::test]
async fn points_are_counted_anew_when_their_schema_changes() {
    let world = world().await;
    let athlete = world.athlete();
    let (id, path) = has_mission(&world, &athlete).await;
    let stage = crate::completed(crate::a_stage(1));
    crate::sends_stage(&world, &athlete, "submitted", (id, world.platform.id()), stage).await;
    assert_eq!(athlete.get(&path).await.body["progress"]["points"], 5);
    let edit = on_version(with(a_mission(), json!({"points_schema": {"flat": {"gc": 7}}})), 1);
    let sent = sends_mission(&world, &athlete, "submitted", id, edit).await;
    assert_eq!(told(&athlete, sent).data["progress"]["points"], 7);
    assert_eq!(athlete.get(&format!("{path}/progress")).await.body["stages"][0]["points"], 7);
}
