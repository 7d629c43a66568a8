use chrono::TimeDelta;
use serde_json::{Value, json};
use taper_events::SYSTEM_USER;
use taper_testkit::{TestAthlete, World};
use uuid::Uuid;

use crate::{a_mission, has_mission, moves, sends_mission, with, world};

/// The state of a mission once the schedule has run at that time.
async fn state_at(world: &World, athlete: &TestAthlete<'_>, path: &str, instant: &str) -> String {
    world.clock.set(instant);
    world.run_schedules().await;
    world.drain().await;
    let mission = world.as_athlete(athlete.id).get(path).await.body;
    mission["state"].as_str().expect("a state").to_owned()
}

async fn has_mission_in(world: &World, athlete: &TestAthlete<'_>, dates: Value) -> String {
    let id = world.platform.id();
    sends_mission(world, athlete, "submitted", id, with(a_mission(), dates)).await;
    format!("/api/v1/missions/{id}")
}

#[tokio::test]
async fn a_mission_moves_on_when_the_day_begins_where_it_is() {
    let world = world().await;
    let athlete = world.athlete();
    let (id, path) = has_mission(&world, &athlete).await;
    // Oslo is an hour ahead of UTC.
    for (instant, state) in [
        ("2027-01-31T22:59:49Z", "PREP"),
        ("2027-01-31T23:00:00Z", "TRAINING"),
        ("2027-03-04T22:59:00Z", "TRAINING"),
        ("2027-03-04T23:00:00Z", "EVENT_ACTIVE"),
        ("2027-03-07T22:59:00Z", "EVENT_ACTIVE"),
        ("2027-03-07T23:00:00Z", "MISSION_COMPLETE"),
        ("2028-01-01T00:00:00Z", "MISSION_COMPLETE"),
    ] {
        assert_eq!(state_at(&world, &athlete, &path, instant).await, state, "{instant}");
    }
    assert_eq!(moves(&world, id).len(), 3);
}

#[tokio::test]
async fn every_step_that_is_due_is_walked_recorded_and_told() {
    let world = world().await;
    let athlete = world.athlete();
    let (id, path) = has_mission(&world, &athlete).await;
    assert_eq!(state_at(&world, &athlete, &path, "2027-06-01T12:00:00Z").await, "MISSION_COMPLETE");
    let step = |from: &str, to: &str| (from.to_owned(), to.to_owned(), SYSTEM_USER);
    let walked = [step("PREP", "TRAINING"), step("TRAINING", "EVENT_ACTIVE"), step("EVENT_ACTIVE", "MISSION_COMPLETE")];
    assert_eq!(moves(&world, id), walked);
    let facts = world.facts().into_iter().filter(|fact| fact.user_id == SYSTEM_USER);
    let told: Vec<_> = facts.map(|fact| (fact.event_type, fact.subject_user_id, fact.audience)).collect();
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(told.iter().all(|(_, subject, audience)| *subject == Some(athlete.id) && *audience == [athlete.id]));
    let history = world.as_athlete(athlete.id).get(&format!("{path}/history")).await.body;
    let reasons: Vec<_> = history["items"].as_array().unwrap().iter().map(|item| item["reason"].clone()).collect();
    assert_eq!(reasons, ["event_end is over", "event_start has come", "prep_start has come"]);
}

#[tokio::test]
async fn midnight_follows_the_clocks_when_they_change() {
    let world = world().await;
    let athlete = world.athlete();
    // The day of Oslo's change to summer time and the day behind it; then the same in autumn.
    for (dates, days) in [
        (
            json!({"prep_start": "2027-03-28", "event_start": "2027-03-29", "event_end": "2027-03-29"}),
            [
                ("2027-03-27T22:59:49Z", "PREP"),
                ("2027-03-27T23:00:00Z", "TRAINING"),
                ("2027-03-28T21:59:49Z", "TRAINING"),
                ("2027-03-28T22:00:00Z", "EVENT_ACTIVE"),
            ],
        ),
        (
            json!({"prep_start": "2027-10-31", "event_start": "2027-11-01", "event_end": "2027-11-01"}),
            [
                ("2027-10-30T21:59:49Z", "PREP"),
                ("2027-10-30T22:00:00Z", "TRAINING"),
                ("2027-10-31T22:59:49Z", "TRAINING"),
                ("2027-10-31T23:00:00Z", "EVENT_ACTIVE"),
            ],
        ),
    ] {
        let path = has_mission_in(&world, &athlete, dates).await;
        for (instant, state) in days {
            assert_eq!(state_at(&world, &athlete, &path, instant).await, state, "{instant}");
        }
    }
}

#[tokio::test]
async fn a_day_without_midnight_and_one_with_two_begin_once() {
    let world = world().await;
    let athlete = world.athlete();
    // In Havana the clocks go from 0:00 to 1:00 on 14 March, and from 1:00 back to 0:00 on 7 November.
    let day =
        |day: &str| json!({"timezone": "America/Havana", "prep_start": day, "event_start": day, "event_end": day});
    let spring = has_mission_in(&world, &athlete, day("2027-03-14")).await;
    let autumn = has_mission_in(&world, &athlete, day("2027-11-07")).await;
    for (path, instant, state) in [
        (&spring, "2027-03-14T04:59:49Z", "PREP"),
        (&spring, "2027-03-14T05:00:00Z", "EVENT_ACTIVE"),
        (&spring, "2027-03-15T03:59:49Z", "EVENT_ACTIVE"),
        (&spring, "2027-03-15T04:00:00Z", "MISSION_COMPLETE"),
        (&autumn, "2027-11-07T03:59:49Z", "PREP"),
        (&autumn, "2027-11-07T04:00:00Z", "EVENT_ACTIVE"),
        (&autumn, "2027-11-07T05:00:00Z", "EVENT_ACTIVE"),
        (&autumn, "2027-11-08T04:59:49Z", "EVENT_ACTIVE"),
        (&autumn, "2027-11-08T05:00:00Z", "MISSION_COMPLETE"),
    ] {
        assert_eq!(state_at(&world, &athlete, path, instant).await, state, "{instant}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn each_step_is_taken_once_however_many_replicas_look() {
    let world = world().await;
    let athlete = world.athlete();
    let (id, path) = has_mission(&world, &athlete).await;
    for (instant, steps) in [("2027-02-02T00:00:00Z", 1), ("2027-03-05T12:00:00Z", 2), ("2027-03-09T12:00:00Z", 3)] {
        world.clock.set(instant);
        futures::future::join_all((0..8).map(|_| world.run_schedules())).await;
        world.drain().await;
        assert_eq!(moves(&world, id).len(), steps, "{instant}");
    }
    let history = world.as_athlete(athlete.id).get(&format!("{path}/history")).await.body;
    assert_eq!(history["items"].as_array().map(Vec::len), Some(3));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_request_at_the_same_moment_takes_the_step_or_finds_it_taken() {
    let world = world().await;
    let athlete = world.athlete();
    let mut ids = Vec::new();
    for _ in 0..10 {
        ids.push(has_mission(&world, &athlete).await);
    }
    world.clock.set("2027-02-02T00:00:00Z");
    let athlete = world.as_athlete(athlete.id);
    let to_training = json!({"to": "TRAINING"});
    let paths: Vec<String> = ids.iter().map(|(_, path)| format!("{path}/transition")).collect();
    let requests = futures::future::join_all(paths.iter().map(|path| athlete.post(path, &to_training)));
    let (answers, _) = tokio::join!(requests, world.run_schedules());
    world.drain().await;
    for ((id, path), answer) in ids.iter().zip(&answers) {
        let by = moves(&world, *id).into_iter().map(|(_, _, actor)| actor).collect::<Vec<_>>();
        let taken_by = if answer.status == 200 { athlete.id } else { SYSTEM_USER };
        assert!([200, 409].contains(&answer.status.as_u16()), "{answer:?}");
        assert_eq!(by, [taken_by]);
        assert_eq!(athlete.get(path).await.body["version"], 2);
    }
}

#[tokio::test]
async fn more_than_one_run_takes_follow_in_the_next() {
    let world = world().await;
    let athlete = world.athlete();
    let ids: Vec<Uuid> = (0..101).map(|_| world.platform.id()).collect();
    for id in &ids {
        athlete.sends_json("mission.submitted", with(a_mission(), json!({"mission_id": id}))).await;
    }
    world.drain().await;
    world.clock.set("2027-02-02T00:00:00Z");
    for moved in [100, 101] {
        world.run_schedules().await;
        world.drain().await;
        let all: usize = ids.iter().map(|id| moves(&world, *id).len()).sum();
        assert_eq!(all, moved);
        world.wait(TimeDelta::seconds(11));
    }
}

#[tokio::test]
async fn put_off_it_waits_and_a_deleted_one_moves_no_more() {
    let world = world().await;
    let athlete = world.athlete();
    let (put_off, path) = has_mission(&world, &athlete).await;
    let (deleted, _) = has_mission(&world, &athlete).await;
    let edit = with(a_mission(), json!({"base_version": 1, "prep_start": "2027-02-10"}));
    sends_mission(&world, &athlete, "submitted", put_off, edit).await;
    sends_mission(&world, &athlete, "deleted", deleted, json!({})).await;
    assert_eq!(state_at(&world, &athlete, &path, "2027-02-05T12:00:00Z").await, "PREP");
    assert_eq!(state_at(&world, &athlete, &path, "2027-02-10T12:00:00Z").await, "TRAINING");
    assert_eq!(moves(&world, deleted), []);
}
