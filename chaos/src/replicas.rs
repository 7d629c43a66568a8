//! R4: one, two and four replicas, and processes of single services and roles, killed in turn: the same end
//! as one process that nobody touches.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use taper_rig::{Ground, Profile, Taper, judge};

use crate::Size;
use crate::load::{Load, people};
use crate::report::{Report, Story};
use crate::siege::QUIET_WITHIN;

const LIFE_MS: std::ops::Range<u64> = 200..1_500;

/// Its name, and the arguments of its processes; those that begin with http answer.
const SETS: [(&str, &[&[&str]]); 4] = [
    ("one", &[&[]]),
    ("two", &[&[], &[]]),
    ("four", &[&[], &[], &[], &[]]),
    (
        "split",
        &[
            &["--role", "http"],
            &["--role", "http"],
            &["--only", "training,athlete", "--role", "consumers,jobs"],
            &["--only", "training,ingress", "--role", "consumers,jobs"],
            &["--only", "identity,notifications,ingress", "--role", "consumers,jobs"],
        ],
    ),
];

pub(crate) async fn run(size: Size) -> Result<Vec<Report>> {
    let mut reports: Vec<(Report, String)> = Vec::new();
    for (name, processes) in SETS {
        // The first is left alone: the others must end like it.
        let kills = if reports.is_empty() { 0 } else { size.kills };
        let (report, digest) = one_set(name, processes, Size { kills, ..size }).await?;
        if let Some((_, first)) = reports.first() {
            ensure!(*first == digest, "the end of {name} is another than that of one process");
        }
        reports.push((report, digest));
    }
    Ok(reports.into_iter().map(|(report, _)| report).collect())
}

async fn one_set(name: &str, processes: &[&[&str]], size: Size) -> Result<(Report, String)> {
    let ground = Ground::prepare(Profile::Distributed).await?;
    let mut set: Vec<Taper> = Vec::new();
    for (number, arguments) in processes.iter().enumerate() {
        let mut taper = ground.taper(&format!("taper-{number}"), arguments)?;
        taper.start().await?;
        set.push(taper);
    }
    let answers = |arguments: &&[&str]| !arguments.contains(&"consumers,jobs");
    let target: Vec<String> = set
        .iter()
        .zip(processes)
        .filter(|(_, arguments)| answers(arguments))
        .map(|(taper, _)| taper.url.clone())
        .collect();
    let people = people(&target[0], size.people, size.seed).await?;
    let mut random = StdRng::seed_from_u64(size.seed);
    let started = Instant::now();
    let load = Load::exactly(people, &Arc::new(target), size.each());
    let mut recoveries = Vec::new();
    while size.kills > 0 && !load.is_finished() {
        tokio::time::sleep(Duration::from_millis(random.random_range(LIFE_MS))).await;
        let victim = recoveries.len() % set.len();
        set[victim].kill().await?;
        recoveries.push(set[victim].start().await?);
    }
    let (expected, sent) = load.finish().await?;
    let took = started.elapsed();
    let (verdict, quiet_after) = judge(&mut ground.database().await?, &expected, QUIET_WITHIN).await?;
    for taper in &mut set {
        taper.stop().await?;
    }
    let digest = verdict.digest.clone();
    let scenario = format!("R4 {name}");
    let story = Story { scenario, profile: Profile::Distributed, seed: size.seed, sent, recoveries, took, quiet_after };
    Ok((Report::of(story, verdict), digest))
}
