use std::sync::Arc;

use taper_bus::Worker;

use crate::{Obedient, an_event, world};

const TYPE: &str = "user.settings.submitted";

/// Two and four workers on the same lanes, as two and four processes would be: the same end as one.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_workers_handle_each_event_once_and_in_order() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
    let athletes: Vec<_> = (0..20).map(|_| world.athlete()).collect();
    for number in 0..20 {
        for (who, athlete) in athletes.iter().enumerate() {
            athlete.sends_json(TYPE, an_event(&format!("{who:02}-{number:02}"))).await;
        }
    }
    let service = Arc::new(obedient.service());
    let workers = (0..4).map(|_| {
        let (bus, service) = (world.bus.clone(), service.clone());
        async move {
            let worker = Worker::new(&bus, "athlete", service.consumer().clone());
            let mut idle = 0;
            while idle < 20 {
                let batch = worker.run_batch(&bus, taper_bus::ALL_LANES, false).await.unwrap();
                idle = if batch.handled == 0 { idle + 1 } else { 0 };
            }
        }
    });
    futures::future::join_all(workers).await;
    world.drain().await;
    let mut seen = obedient.seen();
    assert_eq!(seen.len(), 400);
    for who in 0..20 {
        let own: Vec<_> = seen.iter().filter(|label| label.starts_with(&format!("{who:02}-"))).collect();
        assert!(own.is_sorted(), "{own:?}");
    }
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 400);
}

/// A worker that dies in the middle of a batch leaves everything as it was.
#[tokio::test]
async fn a_batch_that_is_cut_off_is_as_if_it_had_never_been() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
    let athlete = world.athlete();
    let sent = athlete.sends_json(TYPE, an_event("once")).await;
    let service = obedient.service();
    let worker = Worker::new(&world.bus, "athlete", service.consumer().clone());
    worker.floor(&world.bus).await.unwrap();
    let mut killer = world.database.connect().await;
    // Let the batch come as far as its locks, then end its connection.
    let mut gate = world.database.connect().await;
    sqlx::query("begin").execute(&mut gate).await.unwrap();
    sqlx::query("lock table bus.inbox in access exclusive mode").execute(&mut gate).await.unwrap();
    let batch = worker.run_batch(&world.bus, taper_bus::ALL_LANES, false);
    let kill = async {
        loop {
            let cut = sqlx::query(
                "select pg_terminate_backend(pid) from pg_stat_activity
                 where datname = current_database() and application_name like 'taper-consumers %'
                       and wait_event_type = 'Lock'",
            )
            .fetch_all(&mut killer)
            .await
            .unwrap();
            if !cut.is_empty() {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        sqlx::query("rollback").execute(&mut gate).await.unwrap();
    };
    let (result, ()) = tokio::join!(batch, kill);
    assert!(result.is_err(), "the connection was cut");
    world.drain().await;
    assert_eq!(obedient.seen(), ["once"]);
    assert_eq!(athlete.told_about(sent).len(), 1);
}

/// A worker that is stopped, as by SIGSTOP: its transaction stays open and nobody goes on with it.
#[tokio::test]
async fn the_lanes_of_a_stopped_worker_come_free() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
    let athlete = world.athlete();
    athlete.sends_json(TYPE, an_event("hang")).await;
    athlete.sends_json(TYPE, an_event("after")).await;
    world.carried().await;
    let service = obedient.service();
    let stopped = Worker::new(&world.bus, "athlete", service.consumer().clone());
    let mut batch = std::pin::pin!(stopped.run_batch(&world.bus, taper_bus::ALL_LANES, false));
    tokio::select! {
        _ = &mut batch => panic!("it hangs"),
        () = obedient.death.notified() => {}
    }
    obedient.hangs_no_more();
    let other = Worker::new(&world.bus, "athlete", service.consumer().clone());
    let first = other.run_batch(&world.bus, taper_bus::ALL_LANES, false).await.unwrap();
    assert!(first.handled == 0 && first.busy != 0, "the stopped one has the lane: {first:?}");
    tokio::time::sleep(taper_platform::IDLE_IN_TRANSACTION_LIMIT + std::time::Duration::from_secs(1)).await;
    world.drain().await;
    assert_eq!(obedient.seen(), ["hang", "after"]);
}

/// Statistics that were taken of an empty inbox, and a snapshot that somebody keeps open: neither makes the inbox be
/// read from end to end.
#[tokio::test]
async fn old_statistics_and_an_old_snapshot_change_nothing() {
    let obedient = Obedient::default();
    let world = world(&obedient).await;
    let mut reader = world.database.connect().await;
    let mut db = world.database.connect().await;
    sqlx::query("analyze bus.inbox").execute(&mut db).await.unwrap();
    sqlx::query("begin isolation level repeatable read").execute(&mut reader).await.unwrap();
    sqlx::query("select count(*) from bus.takers").execute(&mut reader).await.unwrap();
    let athletes: Vec<_> = (0..10).map(|_| world.athlete()).collect();
    let mut scans = async || -> i64 {
        sqlx::query("select pg_stat_force_next_flush()").execute(&mut db).await.unwrap();
        let scans = "select seq_scan from pg_stat_user_tables where schemaname = 'bus' and relname = 'inbox'";
        sqlx::query_scalar(scans).fetch_one(&mut db).await.unwrap()
    };
    let before = scans().await;
    for number in 0..30 {
        for athlete in &athletes {
            athlete.sends_json(TYPE, an_event(&number.to_string())).await;
        }
    }
    world.carried().await;
    world.drain().await;
    assert_eq!(obedient.seen().len(), 300);
    // The counts of the pool's sessions arrive when those end, or a second after they last did something.
    tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
    world.drain().await;
    assert_eq!(scans().await, before, "the inbox was read from end to end");
    sqlx::query("rollback").execute(&mut reader).await.unwrap();
}
