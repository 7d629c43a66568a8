use chrono::TimeDelta;
use serde_json::json;

use crate::{Obedient, an_event, count, world};

const TYPE: &str = "user.settings.submitted";

#[tokio::test]
async fn after_the_last_try_an_event_is_dead_and_its_key_goes_on() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
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
    assert!(taper_bus::replay(pool, id).await.unwrap());
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
