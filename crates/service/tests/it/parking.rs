use chrono::TimeDelta;

use crate::{Obedient, an_event, count, world};

const TYPE: &str = "user.settings.submitted";

#[tokio::test]
async fn a_failing_event_holds_up_its_own_key_and_nobody_else() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
    world.leaves_events_behind();
    let (one, other) = (world.athlete(), world.athlete());
    one.sends_json(TYPE, an_event("fail")).await;
    one.sends_json(TYPE, an_event("one-after")).await;
    other.sends_json(TYPE, an_event("other")).await;
    world.drain().await;
    assert!(obedient.saw_only("other"));
    assert_eq!(count(&world, "select count(*) from bus.inbox where service = 'athlete'").await, 2);
    assert_eq!(count(&world, "select count(*) from bus.blocked where state = 'parked'").await, 1);
}

#[tokio::test]
async fn it_is_tried_again_by_the_ladder_and_then_everything_of_the_key_goes_on_in_order() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
    let athlete = world.athlete();
    let later = (world.platform.now() + TimeDelta::seconds(20)).to_rfc3339();
    athlete.sends_json(TYPE, an_event(&format!("until@{later}"))).await;
    athlete.sends_json(TYPE, an_event("second")).await;
    world.drain().await;
    world.wait(TimeDelta::seconds(4));
    world.drain().await;
    assert_eq!(count(&world, "select attempts::bigint from bus.blocked").await, 1, "5 s are not over");
    world.wait(TimeDelta::seconds(2));
    world.drain().await;
    assert_eq!(count(&world, "select attempts::bigint from bus.blocked").await, 2);
    world.wait(TimeDelta::seconds(31));
    world.drain().await;
    assert_eq!(obedient.seen(), [format!("until@{later}"), "second".to_owned()]);
    assert_eq!(count(&world, "select count(*) from bus.blocked").await, 0);
}

#[tokio::test]
async fn what_a_failed_try_emitted_is_never_heard() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
    world.leaves_events_behind();
    let athlete = world.athlete();
    let failed = athlete.sends_json(TYPE, an_event("fail")).await;
    world.drain().await;
    assert_eq!(athlete.told_about(failed).len(), 0);
}

#[tokio::test]
async fn a_panic_is_a_failure_like_others() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
    world.leaves_events_behind();
    let (one, other) = (world.athlete(), world.athlete());
    one.sends_json(TYPE, an_event("panic")).await;
    other.sends_json(TYPE, an_event("other")).await;
    world.drain().await;
    assert!(obedient.saw_only("other"));
    let mut db = world.database.connect().await;
    let reason: String = sqlx::query_scalar("select reason from bus.blocked").fetch_one(&mut db).await.unwrap();
    assert_eq!(reason, "the handler panicked");
}

#[tokio::test]
async fn one_that_never_ends_is_a_failure_like_others() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
    world.leaves_events_behind();
    let (one, other) = (world.athlete(), world.athlete());
    one.sends_json(TYPE, an_event("hang")).await;
    other.sends_json(TYPE, an_event("other")).await;
    world.drain().await;
    assert!(obedient.saw_only("other"));
    assert_eq!(world.facts().iter().filter(|fact| fact.event_type == "user.settings.failed").count(), 1);
    assert_eq!(count(&world, "select attempts::bigint from bus.blocked where reason like 'not done within%'").await, 1);
}
