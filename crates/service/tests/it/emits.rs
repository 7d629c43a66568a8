use crate::{Obedient, an_event, count, world};

const TYPE: &str = "user.settings.submitted";

#[tokio::test]
async fn what_is_emitted_derives_from_its_cause() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
    let athlete = world.athlete();
    let event = athlete.envelope(TYPE, an_event("x"));
    let cause = event.clone();
    world.takes_in(event).await;
    world.drain().await;
    let fact = world.facts().remove(0);
    assert_eq!(fact.causation_id, Some(cause.client_generated_id));
    assert_eq!(fact.client_generated_id, taper_events::derived_id(cause.id(), "user.settings.failed", 0));
    assert_eq!(fact.audience, [athlete.id]);
    assert_eq!((fact.user_id, fact.subject()), (athlete.id, athlete.id));
    assert_eq!(fact.source_service, "athlete");
}

#[tokio::test]
async fn an_event_that_is_taken_in_again_after_it_was_handled_does_nothing() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
    let event = world.athlete().envelope(TYPE, an_event("once"));
    world.takes_in(event.clone()).await;
    world.drain().await;
    world.takes_in(event).await;
    assert_eq!(world.drain().await, 0);
    assert_eq!(obedient.seen(), ["once"]);
}

#[tokio::test]
async fn a_fact_that_nobody_takes_leaves_nothing_behind() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
    world.athlete().sends_json(TYPE, an_event("any")).await;
    world.drain().await;
    assert_eq!(world.facts().len(), 1, "it was said");
    assert_eq!(count(&world, "select count(*) from bus.inbox").await, 0);
    assert_eq!(count(&world, "select count(*) from bus.outbox").await, 0);
}
