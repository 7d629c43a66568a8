use axum::http::StatusCode;
use chrono::TimeDelta;
use insta::assert_json_snapshot;
use serde_json::json;
use uuid::Uuid;

use crate::{a_mission, a_plan, accepted, has_mission, named, refused, sends_mission, sends_plan, told, with, world};

#[tokio::test]
async fn a_plan_is_kept_under_the_id_its_athlete_chose() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    let sent = sends_plan(&world, &athlete, "created", id, a_plan()).await;
    let told = told(&athlete, sent);
    assert_eq!(told.data["plan_id"], id.to_string());
    assert_eq!(told.data["last_change"], sent.to_string());
    assert_json_snapshot!(told.data, {".id" => "[id]", ".plan_id" => "[id]", ".last_change" => "[sent]"}, @r#"
    {
      "comp_date": "2027-03-06",
      "id": "[id]",
      "last_change": "[sent]",
      "name": "Nordic Open",
      "plan_id": "[id]",
      "start_date": "2027-01-04",
      "time_zone": "Europe/Oslo",
      "training_days_per_week": 3,
      "updated_at": "2027-01-04T09:00:00Z",
      "version": 1,
      "workouts": []
    }
    "#);
    assert_eq!(athlete.get(&format!("/api/v1/plans/{id}")).await.body["name"], "Nordic Open");
}

#[tokio::test]
async fn without_an_id_it_takes_that_of_its_event() {
    let world = world().await;
    let athlete = world.athlete();
    let sent = athlete.sends_json("program.plan.created", a_plan()).await;
    world.drain().await;
    assert_eq!(told(&athlete, sent).data["id"], sent.to_string());
    assert_eq!(athlete.get(&format!("/api/v1/plans/{sent}")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_same_plan_again_stands_and_another_with_its_id_is_told_theirs() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    sends_plan(&world, &athlete, "created", id, a_plan()).await;
    let again = sends_plan(&world, &athlete, "created", id, a_plan()).await;
    assert_eq!(accepted(&athlete, again), 1);
    let other = sends_plan(&world, &athlete, "created", id, named("other")).await;
    assert_eq!(refused(&athlete, other), "exists");
    assert_eq!(told(&athlete, other).data["theirs"]["name"], "Nordic Open");
}

#[tokio::test]
async fn an_id_of_somebody_else_is_refused_and_nothing_of_theirs_is_told() {
    let world = world().await;
    let (owner, other) = (world.athlete(), world.athlete());
    let id = world.platform.id();
    sends_plan(&world, &owner, "created", id, a_plan()).await;
    let sent = sends_plan(&world, &other, "created", id, a_plan()).await;
    assert_json_snapshot!(told(&other, sent).data, {".id" => "[id]"}, @r#"
    {
      "errors": [
        {
          "code": "id_taken",
          "message": "Choose another id.",
          "pointer": "/plan_id"
        }
      ],
      "id": "[id]"
    }
    "#);
    assert_eq!(owner.told_about(sent).len(), 0);
    assert_eq!(other.get("/api/v1/plans").await.body["items"], json!([]));
}

#[tokio::test]
async fn what_contradicts_itself_is_told_by_place() {
    let world = world().await;
    let athlete = world.athlete();
    let workout = json!({"workout_id": world.platform.id(), "date": "2027-03-07"});
    let plan = with(a_plan(), json!({"workouts": [workout], "reminders": [{"cron": "often", "channel": "push"}]}));
    let sent = sends_plan(&world, &athlete, "created", world.platform.id(), plan).await;
    assert_json_snapshot!(told(&athlete, sent).data["errors"], @r#"
    [
      {
        "code": "outside_plan",
        "message": "It is not between the first and the competition day.",
        "pointer": "/workouts/0/date"
      },
      {
        "code": "cron_invalid",
        "message": "This is not a cron expression of five fields.",
        "pointer": "/reminders/0/cron"
      }
    ]
    "#);
    assert_eq!(athlete.get("/api/v1/plans").await.body["items"], json!([]));
}

#[tokio::test]
async fn a_workout_belongs_to_one_plan_of_one_person() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let planned = json!({"workouts": [{"workout_id": world.platform.id(), "date": "2027-01-04"}]});
    let plan = with(a_plan(), planned);
    let first = sends_plan(&world, &athlete, "created", world.platform.id(), plan.clone()).await;
    assert_eq!(accepted(&athlete, first), 1);
    let second = sends_plan(&world, &athlete, "created", world.platform.id(), plan.clone()).await;
    let others = sends_plan(&world, &other, "created", world.platform.id(), plan).await;
    for (who, sent) in [(&athlete, second), (&other, others)] {
        assert_eq!(refused(who, sent), "id_taken");
        assert_eq!(told(who, sent).data["errors"][0]["pointer"], "/workouts/0/workout_id");
    }
}

#[tokio::test]
async fn a_workout_that_somebody_else_did_cannot_be_planned() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let id = world.platform.id();
    crate::sends_workout(&world, &other, "completed", id, crate::a_workout("a")).await;
    let plan = with(a_plan(), json!({"workouts": [{"workout_id": id, "date": "2027-01-04"}]}));
    let sent = sends_plan(&world, &athlete, "created", world.platform.id(), plan).await;
    assert_eq!(refused(&athlete, sent), "id_taken");
}

#[tokio::test]
async fn nobody_plans_for_somebody_else_unasked() {
    let world = world().await;
    let (athlete, stranger) = (world.athlete(), world.athlete());
    let id = world.platform.id();
    sends_plan(&world, &athlete, "created", id, a_plan()).await;
    for (event, data) in [
        ("created", with(named("theirs"), json!({"plan_id": Uuid::nil()}))),
        ("created", with(named("theirs"), json!({"plan_id": id}))),
        ("updated", with(named("theirs"), json!({"plan_id": id, "base_version": 1}))),
        ("deleted", json!({"plan_id": id})),
    ] {
        let mut envelope = stranger.envelope(&format!("program.plan.{event}"), data);
        envelope.subject_user_id = Some(athlete.id);
        let sent = envelope.client_generated_id;
        world.takes_in(envelope).await;
        world.drain().await;
        assert_eq!(refused(&stranger, sent), "consent_missing", "{event}");
        assert!(told(&stranger, sent).data.get("theirs").is_none());
        assert_eq!(athlete.told_about(sent).len(), 0);
    }
    let plans = athlete.get("/api/v1/plans").await.body;
    assert_eq!(plans["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(plans["items"][0]["version"], 1);
}

#[tokio::test]
async fn one_whose_day_is_over_is_refused() {
    let world = world().await;
    let athlete = world.athlete();
    let over = with(a_plan(), json!({"start_date": "2026-11-02", "comp_date": "2027-01-03"}));
    let sent = sends_plan(&world, &athlete, "created", world.platform.id(), over).await;
    assert_eq!(refused(&athlete, sent), "in_the_past");
}

#[tokio::test]
async fn it_may_be_for_a_mission_of_ones_own() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let (mine, theirs) = (has_mission(&world, &athlete).await.0, has_mission(&world, &other).await.0);
    let of = |mission: Uuid| with(a_plan(), json!({"mission_id": mission}));
    let sent = sends_plan(&world, &athlete, "created", world.platform.id(), of(mine)).await;
    assert_eq!(told(&athlete, sent).data["mission_id"], mine.to_string());
    let sent = sends_plan(&world, &athlete, "created", world.platform.id(), of(theirs)).await;
    assert_eq!(refused(&athlete, sent), "mission_unknown");
    sends_mission(&world, &athlete, "deleted", mine, json!({})).await;
    let sent = sends_plan(&world, &athlete, "created", world.platform.id(), of(mine)).await;
    assert_eq!(refused(&athlete, sent), "mission_unknown");
}

#[tokio::test]
async fn it_waits_for_a_mission_that_is_on_the_way() {
    let world = world().await;
    let athlete = world.athlete();
    let (id, mission) = (world.platform.id(), world.platform.id());
    let plan = with(a_plan(), json!({"mission_id": mission}));
    let sent = sends_plan(&world, &athlete, "created", id, plan).await;
    assert_eq!(athlete.told_about(sent).len(), 0);
    sends_mission(&world, &athlete, "submitted", mission, a_mission()).await;
    world.wait(TimeDelta::seconds(6));
    world.drain().await;
    assert_eq!(accepted(&athlete, sent), 1);
}

/// Accepted work is not refused because nobody was there to handle it.
#[tokio::test]
async fn it_waits_for_its_mission_also_where_both_were_left_lying_for_an_hour() {
    let world = world().await;
    let athlete = world.athlete();
    let mission = world.platform.id();
    let plan = with(a_plan(), json!({"plan_id": world.platform.id(), "mission_id": mission}));
    let sent = athlete.sends_json("program.plan.created", plan).await;
    world.wait(TimeDelta::hours(1));
    world.drain().await;
    assert_eq!(athlete.told_about(sent).len(), 0);
    sends_mission(&world, &athlete, "submitted", mission, a_mission()).await;
    world.wait(TimeDelta::seconds(6));
    world.drain().await;
    assert_eq!(accepted(&athlete, sent), 1);
}

#[tokio::test]
async fn a_mission_that_never_comes_is_refused_in_the_end() {
    let world = world().await;
    let athlete = world.athlete();
    let plan = with(a_plan(), json!({"mission_id": world.platform.id()}));
    let sent = sends_plan(&world, &athlete, "created", world.platform.id(), plan).await;
    for seconds in [6, 31, 301] {
        assert_eq!(athlete.told_about(sent).len(), 0);
        world.wait(TimeDelta::seconds(seconds));
        world.drain().await;
    }
    assert_eq!(refused(&athlete, sent), "mission_unknown");
}

#[tokio::test]
async fn nobody_can_make_anothers_plan_wait() {
    let world = world().await;
    let (athlete, stranger) = (world.athlete(), world.athlete());
    let data = with(a_plan(), json!({"plan_id": world.platform.id(), "mission_id": world.platform.id()}));
    let mut envelope = stranger.envelope("program.plan.created", data);
    envelope.subject_user_id = Some(athlete.id);
    let sent = envelope.client_generated_id;
    world.takes_in(envelope).await;
    world.drain().await;
    assert_eq!(refused(&stranger, sent), "consent_missing");
}
