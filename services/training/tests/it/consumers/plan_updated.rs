use chrono::TimeDelta;
use insta::assert_json_snapshot;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    a_plan, a_workout, accepted, has_mission, named, on_version, refused, sends_mission, sends_plan, sends_workout,
    told, with, world,
};

#[tokio::test]
async fn the_second_edit_of_one_version_is_told_both_sides() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    sends_plan(&world, &athlete, "created", id, a_plan()).await;
    sends_plan(&world, &athlete, "updated", id, on_version(named("morning"), 1)).await;
    let late = sends_plan(&world, &athlete, "updated", id, on_version(named("evening"), 1)).await;
    let answer = told(&athlete, late);
    assert_eq!(answer.event_type, "program.plan.failed");
    assert_json_snapshot!(answer.data, {
        ".id" => "[id]", ".theirs.id" => "[id]", ".theirs.plan_id" => "[id]", ".theirs.last_change" => "[morning]"
    }, @r#"
    {
      "errors": [
        {
          "code": "version_conflict",
          "message": "It was changed meanwhile; the newest version is 2.",
          "pointer": ""
        }
      ],
      "id": "[id]",
      "theirs": {
        "comp_date": "2027-03-06",
        "id": "[id]",
        "last_change": "[morning]",
        "name": "morning",
        "plan_id": "[id]",
        "start_date": "2027-01-04",
        "time_zone": "Europe/Oslo",
        "training_days_per_week": 3,
        "updated_at": "2027-01-04T09:00:00Z",
        "version": 2,
        "workouts": []
      }
    }
    "#);
    assert_eq!(athlete.get(&format!("/api/v1/plans/{id}")).await.body["name"], "morning");
}

#[tokio::test]
async fn edits_queued_behind_one_another_are_all_taken() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    let mut last = athlete.sends_json("program.plan.created", with(a_plan(), json!({"plan_id": id}))).await;
    let mut sent = Vec::new();
    for name in ["a", "b", "c"] {
        let edit = with(named(name), json!({"plan_id": id, "after": last}));
        last = athlete.sends_json("program.plan.updated", edit).await;
        sent.push(last);
    }
    world.drain().await;
    let versions: Vec<i64> = sent.into_iter().map(|sent| accepted(&athlete, sent)).collect();
    assert_eq!(versions, [2, 3, 4]);
    assert_eq!(athlete.get(&format!("/api/v1/plans/{id}")).await.body["name"], "c");
}

#[tokio::test]
async fn a_queued_edit_never_overwrites_what_another_device_wrote_in_between() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    sends_plan(&world, &athlete, "created", id, a_plan()).await;
    let first = sends_plan(&world, &athlete, "updated", id, on_version(named("phone"), 1)).await;
    sends_plan(&world, &athlete, "updated", id, on_version(named("desk"), 2)).await;
    let behind = sends_plan(&world, &athlete, "updated", id, with(named("phone again"), json!({"after": first}))).await;
    assert_eq!(refused(&athlete, behind), "version_conflict");
    assert_eq!(told(&athlete, behind).data["theirs"]["name"], "desk");
}

#[tokio::test]
async fn an_edit_says_what_it_was_made_on() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    sends_plan(&world, &athlete, "created", id, a_plan()).await;
    let sent = sends_plan(&world, &athlete, "updated", id, named("a")).await;
    assert_eq!(refused(&athlete, sent), "base_missing");
    assert_eq!(told(&athlete, sent).data["errors"][0]["pointer"], "/base_version");
}

#[tokio::test]
async fn what_is_not_there_and_what_is_anothers_are_the_same() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let id = world.platform.id();
    sends_plan(&world, &other, "created", id, a_plan()).await;
    let anothers = sends_plan(&world, &athlete, "updated", id, on_version(named("a"), 1)).await;
    let unknown = sends_plan(&world, &athlete, "updated", world.platform.id(), on_version(named("a"), 1)).await;
    let (anothers, unknown) = (told(&athlete, anothers).data, told(&athlete, unknown).data);
    assert_eq!(anothers["errors"], unknown["errors"]);
    assert_eq!(anothers["errors"][0]["code"], "not_found");
    assert!(anothers.get("theirs").is_none());
    assert_eq!(other.get(&format!("/api/v1/plans/{id}")).await.body["name"], "Nordic Open");
}

#[tokio::test]
async fn competition_day_ends_in_the_plans_time_zone_by_when_the_edit_was_made() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    sends_plan(&world, &athlete, "created", id, a_plan()).await;
    // Oslo is an hour ahead of UTC: its sixth of March ends at 23:00.
    world.clock.set("2027-03-06T22:59:00Z");
    let in_time =
        athlete.envelope("program.plan.updated", with(on_version(named("in time"), 1), json!({"plan_id": id})));
    world.wait(TimeDelta::days(3));
    let mut arrives_late = in_time.clone();
    arrives_late.received_at = Some(world.platform.now());
    world.takes_in(arrives_late).await;
    world.drain().await;
    assert_eq!(accepted(&athlete, in_time.client_generated_id), 2);
    world.clock.set("2027-03-06T23:00:00Z");
    let late = sends_plan(&world, &athlete, "updated", id, on_version(named("late"), 2)).await;
    assert_eq!(refused(&athlete, late), "competition_is_over");
    assert_eq!(told(&athlete, late).data["theirs"]["name"], "in time");
}

#[tokio::test]
async fn a_clock_that_runs_ahead_is_not_believed() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    sends_plan(&world, &athlete, "created", id, a_plan()).await;
    let mut ahead = athlete.envelope("program.plan.updated", with(on_version(named("a"), 1), json!({"plan_id": id})));
    ahead.timestamp += TimeDelta::days(100);
    let sent = ahead.client_generated_id;
    world.takes_in(ahead).await;
    world.drain().await;
    assert_eq!(accepted(&athlete, sent), 2);
}

#[tokio::test]
async fn a_workout_taken_out_of_one_plan_can_go_into_another() {
    let world = world().await;
    let athlete = world.athlete();
    let (one, other) = (world.platform.id(), world.platform.id());
    let planned = with(a_plan(), json!({"workouts": [{"workout_id": world.platform.id(), "date": "2027-01-05"}]}));
    sends_plan(&world, &athlete, "created", one, planned.clone()).await;
    sends_plan(&world, &athlete, "updated", one, on_version(a_plan(), 1)).await;
    let sent = sends_plan(&world, &athlete, "created", other, planned).await;
    assert_eq!(accepted(&athlete, sent), 1);
}

#[tokio::test]
async fn an_edit_cannot_take_in_a_workout_of_somebody_elses_plan() {
    let world = world().await;
    let (athlete, other) = (world.athlete(), world.athlete());
    let (mine, theirs) = (world.platform.id(), world.platform.id());
    let with_workouts = |ids: &[Uuid]| {
        let workouts: Vec<Value> = ids.iter().map(|id| json!({"workout_id": id, "date": "2027-01-05"})).collect();
        with(a_plan(), json!({"workouts": workouts}))
    };
    sends_plan(&world, &other, "created", world.platform.id(), with_workouts(&[theirs])).await;
    let plan = world.platform.id();
    sends_plan(&world, &athlete, "created", plan, with_workouts(&[mine])).await;
    let sent = sends_plan(&world, &athlete, "updated", plan, on_version(with_workouts(&[mine, theirs]), 1)).await;
    assert_eq!(refused(&athlete, sent), "id_taken");
    assert_eq!(told(&athlete, sent).data["errors"][0]["pointer"], "/workouts/1/workout_id");
}

#[tokio::test]
async fn what_a_workout_says_of_its_plan_follows_the_edits() {
    let world = world().await;
    let athlete = world.athlete();
    let (plan, id) = (world.platform.id(), world.platform.id());
    let day = |date: &str, title: &str| {
        with(a_plan(), json!({"workouts": [{"workout_id": id, "date": date, "title": title}]}))
    };
    sends_plan(&world, &athlete, "created", plan, day("2027-01-05", "Squats")).await;
    sends_workout(&world, &athlete, "completed", id, a_workout("a")).await;
    for (version, (date, title)) in
        (1..).zip([("2027-01-05", "Squats"), ("2027-01-05", "Pulls"), ("2027-01-06", "Pulls")])
    {
        sends_plan(&world, &athlete, "updated", plan, on_version(day(date, title), version)).await;
        let planned = athlete.get(&format!("/api/v1/workouts/{id}")).await.body["planned"].clone();
        assert_eq!((&planned["date"], &planned["title"]), (&json!(date), &json!(title)));
    }
}

#[tokio::test]
async fn an_edit_may_name_another_mission_of_ones_own_and_keep_one_that_is_gone() {
    let world = world().await;
    let athlete = world.athlete();
    let id = world.platform.id();
    let (first, second) = (has_mission(&world, &athlete).await.0, has_mission(&world, &athlete).await.0);
    let of = |mission: Uuid| with(a_plan(), json!({"mission_id": mission}));
    sends_plan(&world, &athlete, "created", id, of(first)).await;
    let moved = sends_plan(&world, &athlete, "updated", id, on_version(of(second), 1)).await;
    assert_eq!(accepted(&athlete, moved), 2);
    for mission in [first, second] {
        sends_mission(&world, &athlete, "deleted", mission, json!({})).await;
    }
    let kept = sends_plan(&world, &athlete, "updated", id, on_version(with(of(second), json!({"name": "a"})), 2)).await;
    assert_eq!(accepted(&athlete, kept), 3);
    let gone = sends_plan(&world, &athlete, "updated", id, on_version(of(first), 3)).await;
    assert_eq!(refused(&athlete, gone), "mission_unknown");
    assert_eq!(told(&athlete, gone).data["errors"][0]["pointer"], "/mission_id");
}
