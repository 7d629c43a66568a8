use taper_service::prelude::*;

use crate::{Obedient, an_event, count, world};

const TYPE: &str = "user.settings.submitted";

#[tokio::test]
async fn events_of_one_key_are_handled_in_order_of_arrival_each_once() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
    let athletes: Vec<_> = (0..5).map(|_| world.athlete()).collect();
    for number in 0..40 {
        for (who, athlete) in athletes.iter().enumerate() {
            let event = athlete.envelope(TYPE, an_event(&format!("{who}-{number:02}")));
            world.takes_in(event.clone()).await;
            world.takes_in(event).await;
        }
    }
    world.drain().await;
    let seen = obedient.seen();
    assert_eq!(seen.len(), 200);
    for who in 0..5 {
        let own: Vec<_> = seen.iter().filter(|label| label.starts_with(&format!("{who}-"))).collect();
        assert!(own.is_sorted(), "{own:?}");
    }
}

#[tokio::test]
async fn a_key_with_a_long_backlog_takes_turns_with_the_others() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
    let hot = world.athlete();
    for _ in 0..200 {
        hot.sends_json(TYPE, an_event("hot")).await;
    }
    // Somebody whose key is in the same lane, and who comes last.
    let lane = |id: taper_events::UserId| taper_events::OrderKey::subject(id.0).lane();
    let quiet = std::iter::repeat_with(|| world.athlete()).find(|other| lane(other.id) == lane(hot.id)).unwrap();
    quiet.sends_json(TYPE, an_event("quiet")).await;
    // All of them wait before the first is handled, over a broker too.
    world.carried().await;
    world.drain().await;
    let place = obedient.seen().iter().position(|label| label == "quiet").unwrap();
    assert!(place < 50, "it waited for {place} of the other's events");
    assert_eq!(count(&world, "select count(*) from bus.inbox").await, 0);
}

#[tokio::test]
async fn who_writes_on_a_request_and_the_handler_of_the_same_key_wait_for_each_other() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
    let athlete = world.athlete();
    let key = taper_events::OrderKey::subject(athlete.id.0);
    let cause = taper_bus::Cause::request(world.platform.id(), athlete.id);
    let mut request = Tx::begin(&world.bus, "athlete", &world.bus.db("athlete").http, cause).await.unwrap();
    request.lock(key).await.unwrap();
    athlete.sends_json(TYPE, an_event("after the request")).await;
    world.carried().await;
    let end = async {
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        assert_eq!(obedient.seen(), [""; 0], "handled while a request was writing");
        request.commit().await.unwrap();
    };
    tokio::join!(world.drain(), end);
    assert_eq!(obedient.seen(), ["after the request"]);
}
