//! Handlers that take their process with them. A batch that is dropped in the middle stands for the death:
//! its transaction is rolled back and nothing of it is remembered but what was committed before.

use taper_bus::{ALL_LANES, Batch, MAX_ATTEMPTS, Worker};
use taper_testkit::World;

use crate::{Obedient, an_event, count, world};

const TYPE: &str = "user.settings.submitted";

/// A process that starts now and handles until nothing is left (true), or dies of `hang`.
async fn a_process_lives(world: &World, obedient: &Obedient) -> bool {
    let worker = Worker::new(&world.bus, "athlete", obedient.service().consumer().clone());
    worker.floor(&world.bus).await.unwrap();
    let life = async {
        let mut careful = false;
        loop {
            let batch: Batch = worker.run_batch(&world.bus, ALL_LANES, careful).await.unwrap();
            careful = batch.failed;
            // The dead process's transaction may not be rolled back yet.
            if batch.handled == 0 && batch.again == 0 && batch.busy == 0 {
                return;
            }
        }
    };
    tokio::select! {
        () = life => true,
        () = obedient.death.notified() => false,
    }
}

#[tokio::test]
async fn what_ends_every_process_that_handles_it_is_dead_at_last_and_the_others_are_handled() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
    world.leaves_events_behind();
    let (bad, good) = (world.athlete(), world.athlete());
    bad.sends_json(TYPE, an_event("hang")).await;
    bad.sends_json(TYPE, an_event("behind it")).await;
    good.sends_json(TYPE, an_event("beside it")).await;
    let mut deaths = 0;
    // In the distributed profile the inbox fills behind this line.
    world.carried().await;
    while !a_process_lives(&world, &obedient).await {
        deaths += 1;
        assert!(deaths <= MAX_ATTEMPTS, "it is never given up");
    }
    assert_eq!(deaths, MAX_ATTEMPTS);
    assert_eq!(count(&world, "select count(*) from bus.dead where reason like 'the process ended%'").await, 1);
    assert_eq!(count(&world, "select count(*) from bus.blocked").await, 0);
    let mut seen = obedient.seen();
    seen.sort_unstable();
    assert_eq!(seen, ["behind it", "beside it"]);
    world.drain().await;
}

#[tokio::test]
async fn an_innocent_row_that_was_under_way_at_a_death_is_handled_by_the_next_process() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
    let (one, other) = (world.athlete(), world.athlete());
    one.sends_json(TYPE, an_event("hang")).await;
    other.sends_json(TYPE, an_event("other")).await;
    world.carried().await;
    assert!(!a_process_lives(&world, &obedient).await);
    obedient.hangs_no_more();
    assert!(a_process_lives(&world, &obedient).await);
    assert_eq!(count(&world, "select count(*) from bus.blocked").await, 0);
    assert_eq!(obedient.seen().len(), 2);
    world.drain().await;
}

#[tokio::test]
async fn a_failure_after_the_mark_counts_once() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
    world.leaves_events_behind();
    world.athlete().sends_json(TYPE, an_event("fail")).await;
    world.carried().await;
    assert!(a_process_lives(&world, &obedient).await);
    assert_eq!(count(&world, "select attempts::bigint from bus.blocked where state = 'parked'").await, 1);
}

#[tokio::test]
async fn a_database_that_went_away_accuses_nobody() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
    world.athlete().sends_json(TYPE, an_event("cut")).await;
    world.carried().await;
    let worker = Worker::new(&world.bus, "athlete", obedient.service().consumer().clone());
    let cut = worker.run_batch(&world.bus, ALL_LANES, false).await;
    assert!(cut.is_err_and(|error| taper_platform::is_transient(&error)));
    assert_eq!(count(&world, "select count(*) from bus.blocked where state = 'suspect'").await, 1, "it was marked");
    // The process lives, and looks somewhere else first.
    worker.run_batch(&world.bus, 1, false).await.unwrap();
    assert_eq!(count(&world, "select count(*) from bus.blocked").await, 0);
    world.drain().await;
    assert_eq!(obedient.seen(), ["cut"]);
}
