//! P2: 500 events a second, embedded: from the post to the fact on the person's stream.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use futures::future::join_all;
use serde_json::Value;
use taper_rig::{Ground, Person, Profile};
use tokio::sync::mpsc;

use crate::Size;
use crate::report::{Figure, Report, percentile};

const PER_SECOND: u64 = 500;
const PEOPLE: u64 = 50;
const BEFORE_THE_FIRST: Duration = Duration::from_secs(1);
const LAST_FACT_WITHIN: Duration = Duration::from_secs(30);

pub(crate) async fn measure(size: Size) -> Result<Report> {
    let ground = Ground::prepare(Profile::Embedded).await?;
    let mut taper = ground.taper("taper", &[])?;
    taper.start().await?;
    let mut people = Vec::new();
    for seed in 0..PEOPLE {
        people.push(Person::sign_up(&taper.url, seed).await?);
    }
    let (mut medians, mut worst) = (Vec::new(), Vec::new());
    once(&mut people, &taper.url, size.seconds).await?;
    for _ in 0..size.repetitions {
        let latencies = once(&mut people, &taper.url, size.seconds).await?;
        medians.push(percentile(&latencies, 0.5));
        worst.push(percentile(&latencies, 0.99));
    }
    taper.stop().await?;
    Ok(Report::new(
        "P2",
        "from the post to the stream, 500 events/s",
        "median 10 ms, 99th percentile 40 ms",
        vec![Figure::of("median", "ms", medians), Figure::of("99th percentile", "ms", worst)],
    ))
}

async fn once(people: &mut [Person], url: &str, seconds: u64) -> Result<Vec<f64>> {
    let each = usize::try_from(PER_SECOND * seconds / people.len() as u64)?;
    let pause = Duration::from_secs_f64(seconds as f64 / each as f64);
    let prepared: Vec<_> = people.iter_mut().map(|person| (person.ideas(each), person)).collect();
    // By then all listen. Each sends at a moment of its own, or all would in the same one.
    let start = tokio::time::Instant::now() + BEFORE_THE_FIRST;
    let turns = prepared.into_iter().enumerate().map(|(number, (drafts, person))| async move {
        let (heard, mut facts) = mpsc::unbounded_channel();
        let listening = person.hears_all(url, heard);
        let sending = async {
            let mut clock = tokio::time::interval_at(start + pause.mul_f64(number as f64 / PEOPLE as f64), pause);
            let mut sent = HashMap::new();
            let mut posts = Vec::new();
            for draft in &drafts {
                clock.tick().await;
                sent.insert(draft.client_generated_id.to_string(), Instant::now());
                posts.push(person.posts_one(url, &draft.envelope).await?.0);
            }
            ensure!(posts.iter().all(|status| *status == 202), "not everything was taken");
            let mut latencies = Vec::new();
            let collecting = async {
                while latencies.len() < drafts.len() {
                    let Some((at, fact)): Option<(Instant, Value)> = facts.recv().await else { break };
                    let sent = fact["causation_id"].as_str().and_then(|cause| sent.get(cause));
                    latencies.extend(sent.map(|sent| at.duration_since(*sent).as_secs_f64() * 1000.0));
                }
            };
            tokio::time::timeout(LAST_FACT_WITHIN, collecting).await?;
            Ok(latencies)
        };
        tokio::select! {
            latencies = sending => latencies,
            ended = listening => anyhow::bail!("the stream ended: {ended:?}"),
        }
    });
    let mut all: Vec<f64> = Vec::new();
    for latencies in join_all(turns).await {
        all.extend(latencies?);
    }
    all.sort_by(f64::total_cmp);
    Ok(all)
}
