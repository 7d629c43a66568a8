use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use taper_events::athlete::SettingsSubmitted;
use taper_service::prelude::*;
use taper_testkit::World;

use crate::{NO_TABLES, an_event, count};

static TRIES: AtomicU32 = AtomicU32::new(0);

#[derive(Serialize, Deserialize)]
struct Deliver {
    fail_times: u32,
}

impl Job for Deliver {
    const KIND: &'static str = "deliver";
    const LADDER: &'static [Duration] = &[Duration::from_secs(10), Duration::from_secs(60)];
}

async fn enqueue(tx: &mut Tx, event: &Event<SettingsSubmitted>) -> Handled {
    let fail_times = event.data.0.federation.as_deref().unwrap_or("0").parse().unwrap();
    tx.enqueue(&Deliver { fail_times }).await?;
    Ok(())
}

async fn deliver(run: &JobRun, job: &Deliver) -> JobResult {
    TRIES.fetch_add(1, Ordering::SeqCst);
    if u32::try_from(run.attempt).unwrap() <= job.fail_times {
        return Err(JobFault::Retry("the provider is away".to_owned()));
    }
    Ok(run.begin().await?)
}

#[tokio::test]
async fn a_job_is_tried_by_its_ladder_and_is_dead_after_the_last() {
    let service = Service::new("athlete", "Enqueues", &NO_TABLES).on(enqueue).job(deliver);
    let world = World::start(vec![service]).await;
    let athlete = world.athlete();
    athlete.sends_json("user.settings.submitted", an_event("2")).await;
    world.drain().await;
    assert_eq!(world.run_jobs().await, 1);
    assert_eq!(world.run_jobs().await, 0, "it waits 10 s");
    world.wait(TimeDelta::seconds(11));
    assert_eq!(world.run_jobs().await, 1);
    world.wait(TimeDelta::seconds(61));
    assert_eq!(world.run_jobs().await, 1);
    assert_eq!(count(&world, "select count(*) from bus.jobs").await, 0, "the third try did it");
    assert_eq!(TRIES.load(Ordering::SeqCst), 3);

    athlete.sends_json("user.settings.submitted", an_event("9")).await;
    world.drain().await;
    for _ in 0..5 {
        world.run_jobs().await;
        world.wait(TimeDelta::minutes(2));
    }
    assert_eq!(TRIES.load(Ordering::SeqCst), 6);
    assert_eq!(count(&world, "select count(*) from bus.jobs where dead_at is not null").await, 1);
}
