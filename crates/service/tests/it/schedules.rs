use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use chrono::TimeDelta;
use taper_service::prelude::*;
use taper_testkit::World;

use crate::NO_TABLES;

static RUNS: AtomicU32 = AtomicU32::new(0);

async fn tick(_: &mut Tx) -> Handled {
    RUNS.fetch_add(1, Ordering::SeqCst);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn scheduled_work_runs_once_a_period_however_many_look() {
    let service = Service::new("athlete", "Ticks", &NO_TABLES).every("tick", Duration::from_secs(60), tick);
    let world = World::start(vec![service]).await;
    for expected in 1..=3 {
        futures::future::join_all((0..8).map(|_| world.run_schedules())).await;
        assert_eq!(RUNS.load(Ordering::SeqCst), expected);
        world.wait(TimeDelta::seconds(61));
    }
}

/// Somebody else holds what it needs.
async fn wait_for_a_lock(tx: &mut Tx) -> Handled {
    sqlx::query("set local lock_timeout = '10ms'").execute(&mut **tx).await?;
    sqlx::query("lock table bus.takers").execute(&mut **tx).await?;
    Ok(())
}

static SIBLING_RUNS: AtomicU32 = AtomicU32::new(0);

async fn sibling(_: &mut Tx) -> Handled {
    SIBLING_RUNS.fetch_add(1, Ordering::SeqCst);
    Ok(())
}

#[tokio::test]
async fn one_that_has_to_wait_holds_up_no_other_and_runs_when_it_can() {
    let period = Duration::from_secs(60);
    let service = Service::new("athlete", "Waits", &NO_TABLES).every("waits", period, wait_for_a_lock);
    let world = World::start(vec![service.every("sibling", period, sibling)]).await;
    let mut other = world.database.connect().await;
    sqlx::query("begin").execute(&mut other).await.unwrap();
    sqlx::query("lock table bus.takers").execute(&mut other).await.unwrap();
    assert_eq!((world.run_schedules().await, SIBLING_RUNS.load(Ordering::SeqCst)), (2, 1));
    sqlx::query("rollback").execute(&mut other).await.unwrap();
    assert_eq!((world.run_schedules().await, SIBLING_RUNS.load(Ordering::SeqCst)), (1, 1));
}
