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
