use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use taper_events::athlete::{SettingsFailed, SettingsSubmitted};
use taper_service::prelude::*;
use taper_testkit::World;
use tokio::sync::Notify;

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
    let fail_times = event.data.settings.federation.as_deref().unwrap_or("0").parse().unwrap();
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
    world.leaves_events_behind();
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

#[derive(Serialize, Deserialize)]
struct Linger;

impl Job for Linger {
    const KIND: &'static str = "linger";
    const LADDER: &'static [Duration] = &[Duration::from_secs(1)];

    fn died(&self, tx: &mut Tx, reason: &str) -> Handled {
        tx.answer(&SettingsFailed { errors: vec![FieldError::new("", "died", reason)], theirs: None })
    }
}

async fn enqueue_linger(tx: &mut Tx, _: &Event<SettingsSubmitted>) -> Handled {
    tx.enqueue(&Linger).await.map(drop)
}

/// Does its job and says so, unless its process ends in the middle of it: then it is never polled again.
#[derive(Clone, Default)]
struct Lingers {
    begun: Arc<Notify>,
    goes_on: Arc<Notify>,
}

impl<'a> JobFn<'a, Linger> for Lingers {
    fn call(&self, run: &'a JobRun, _: &'a Linger) -> futures::future::BoxFuture<'a, JobResult> {
        let (begun, goes_on) = (self.begun.clone(), self.goes_on.clone());
        Box::pin(async move {
            begun.notify_one();
            goes_on.notified().await;
            let mut tx = run.begin().await?;
            tx.answer(&SettingsFailed {
                errors: vec![FieldError::new("", "done", run.attempt.to_string())],
                theirs: None,
            })?;
            Ok(tx)
        })
    }
}

async fn lingering() -> (Lingers, World) {
    let lingers = Lingers::default();
    let service = Service::new("athlete", "Lingers", &NO_TABLES).on(enqueue_linger).job(lingers.clone());
    let world = World::start(vec![service]).await;
    world.athlete().sends_json("user.settings.submitted", an_event("any")).await;
    world.drain().await;
    (lingers, world)
}

fn said(world: &World) -> Vec<String> {
    let facts = world.facts();
    facts.iter().map(|fact| fact.data["errors"][0]["code"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn who_lost_the_lease_writes_nothing() {
    let (lingers, world) = lingering().await;
    let mut first = std::pin::pin!(world.run_jobs());
    tokio::select! {
        _ = &mut first => panic!("it lingers"),
        () = lingers.begun.notified() => {}
    }
    // The lease ends while the first process sleeps; a second one does the job.
    assert_eq!(world.run_jobs().await, 0, "the lease stands");
    world.wait(TimeDelta::seconds(121));
    // The first one is told, and does not wake before the second has done it.
    lingers.goes_on.notify_one();
    lingers.goes_on.notify_one();
    assert_eq!(world.run_jobs().await, 1);
    first.await;
    world.drain().await;
    assert_eq!(said(&world), ["done"], "the first one's words are gone with its fence");
    assert_eq!(count(&world, "select count(*) from bus.jobs").await, 0);
}

#[tokio::test]
async fn a_job_that_ends_every_process_that_does_it_is_dead_at_last() {
    let (lingers, world) = lingering().await;
    world.leaves_events_behind();
    for _ in 0..2 {
        tokio::select! {
            _ = world.run_jobs() => panic!("it lingers"),
            () = lingers.begun.notified() => {}
        }
        world.wait(TimeDelta::seconds(121));
    }
    assert_eq!(world.run_jobs().await, 1);
    world.drain().await;
    assert_eq!(said(&world), ["died"]);
    let letters = taper_bus::list(&world.platform.db("").jobs, 10).await.unwrap();
    assert_eq!(letters[0].reason, "the process ended while it was done");
}
