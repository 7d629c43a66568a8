use chrono::TimeDelta;
use serde_json::json;
use taper_bus::Carrier;
use taper_events::athlete::SettingsSubmitted;
use taper_service::prelude::*;
use taper_testkit::World;

use crate::{NO_TABLES, Obedient, an_event, count, world};

const TYPE: &str = "user.settings.submitted";

#[tokio::test]
async fn after_the_last_try_an_event_is_dead_and_its_key_goes_on() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
    world.leaves_events_behind();
    let athlete = world.athlete();
    athlete.sends_json(TYPE, an_event("fail")).await;
    athlete.sends_json(TYPE, an_event("after")).await;
    for _ in 0..taper_bus::MAX_ATTEMPTS {
        assert_eq!(obedient.seen(), [""; 0]);
        world.drain().await;
        world.wait(TimeDelta::minutes(31));
    }
    world.drain().await;
    assert_eq!(obedient.seen(), ["after"]);
    let letters = taper_bus::list(&world.platform.db("").jobs, 10).await.unwrap();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].attempts, taper_bus::MAX_ATTEMPTS);
    assert_eq!(letters[0].history.as_array().unwrap().len(), 5, "{:?}", letters[0].history);
}

#[tokio::test]
async fn what_cannot_be_read_is_dead_at_once() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
    world.leaves_events_behind();
    let athlete = world.athlete();
    athlete.sends_json(TYPE, json!({"weight": "heavy"})).await;
    athlete.sends_json(TYPE, an_event("reject")).await;
    athlete.sends_json(TYPE, an_event("after")).await;
    world.drain().await;
    assert_eq!(obedient.seen(), ["after"]);
    assert_eq!(count(&world, "select count(*) from bus.dead").await, 2);
}

#[tokio::test]
async fn a_replayed_letter_is_handled_and_a_discarded_one_is_told() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
    let athlete = world.athlete();
    let pool = &world.platform.db("").jobs;
    let sent = athlete.sends_json(TYPE, an_event("reject")).await;
    world.drain().await;
    let id = taper_bus::list(pool, 1).await.unwrap()[0].id;
    assert!(taper_bus::replay(&world.bus, pool, id).await.unwrap());
    world.drain().await;
    let id = taper_bus::list(pool, 1).await.unwrap()[0].id;
    assert!(athlete.told_about(sent).is_empty(), "a dead intent stays pending");
    assert!(taper_bus::discard(&world.bus, pool, id).await.unwrap());
    assert!(!taper_bus::discard(&world.bus, pool, id).await.unwrap(), "only once");
    world.drain().await;
    let told = athlete.told_about(sent);
    assert_eq!(told[0].event_type, "user.settings.failed");
    assert_eq!(told[0].data["errors"][0]["code"], "discarded");
}

#[tokio::test]
async fn a_dead_job_is_listed_with_the_events_replayed_and_discarded() {
    let service = Service::new("athlete", "Enqueues", &NO_TABLES).on(enqueue_what_fails).job(fail);
    let world = World::start(vec![service]).await;
    let pool = &world.platform.db("").jobs;
    world.athlete().sends_json(TYPE, an_event("1")).await;
    world.drain().await;
    assert_eq!(world.run_jobs().await, 1);
    let letters = taper_bus::list(pool, 10).await.unwrap();
    let letter = letters.first().unwrap();
    assert_eq!((letters.len(), letter.what.as_str(), letter.name.as_str()), (1, "job", "fail"));
    assert_eq!(letter.reason, "always");
    let (_, payload) = taper_bus::show(pool, letter.id).await.unwrap().unwrap();
    assert_eq!(payload, "null");
    assert!(taper_bus::replay(&world.bus, pool, letter.id).await.unwrap());
    assert!(taper_bus::list(pool, 10).await.unwrap().is_empty());
    assert_eq!(world.run_jobs().await, 1, "it is tried again");
    assert!(taper_bus::discard(&world.bus, pool, letter.id).await.unwrap());
    assert_eq!(count(&world, "select count(*) from bus.jobs").await, 0);
}

#[tokio::test]
async fn what_is_kept_for_long_enough_is_forgotten_in_every_row_and_nothing_younger() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
    let mut sent = Vec::new();
    let athlete = world.athlete();
    for _ in 0..3 {
        sent.push(athlete.sends_json(TYPE, an_event("reject")).await);
    }
    world.drain().await;
    let keys = count(&world, "select count(*) from bus.idempotency_keys").await;
    world.wait(TimeDelta::days(399));
    athlete.sends_json(TYPE, an_event("young")).await;
    world.drain().await;
    assert_eq!(taper_bus::forget_old(&world.bus).await.unwrap(), 0);
    world.wait(TimeDelta::days(2));
    assert_eq!(taper_bus::forget_old(&world.bus).await.unwrap(), u64::try_from(keys).unwrap() + 3);
    let old = "select count(*) from bus.idempotency_keys where received_at < '2028-01-01'";
    assert_eq!(count(&world, old).await, 0);
    let young = "select count(*) from bus.idempotency_keys where received_at > '2028-01-01'";
    assert_ne!(count(&world, young).await, 0);
    assert_eq!(count(&world, "select count(*) from bus.dead").await, 0);
    if world.bus.carrier == Carrier::Broker {
        // What tells the testkit that all has arrived are the keys that were forgotten.
        return world.leaves_events_behind();
    }
    world.drain().await;
    for sent in sent {
        assert_eq!(athlete.told_about(sent)[0].data["errors"][0]["code"], "discarded", "nobody is left waiting");
    }
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Fail;

impl Job for Fail {
    const KIND: &'static str = "fail";
    const LADDER: &'static [std::time::Duration] = &[];
}

async fn enqueue_what_fails(tx: &mut Tx, _: &Event<SettingsSubmitted>) -> Handled {
    tx.enqueue(&Fail).await.map(drop)
}

async fn fail(_: &JobRun, _: &Fail) -> JobResult {
    Err(JobFault::GiveUp("always".to_owned()))
}
