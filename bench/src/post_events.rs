//! P1: single events from 64 connections, each durable before its 202, against single-row inserts of pgbench
//! on the same PostgreSQL, in turn.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use futures::future::join_all;
use reqwest::StatusCode;
use taper_rig::{Ground, Person, Profile};

use crate::Size;
use crate::report::{Figure, Report, percentile};

const CONNECTIONS: usize = 64;
const PEOPLE: u64 = 16;

pub(crate) async fn measure(size: Size) -> Result<Report> {
    let ground = Ground::prepare(Profile::Embedded).await?;
    let mut taper = ground.taper("taper", &[])?;
    taper.start().await?;
    let mut people = people(&taper.url).await?;
    let url = format!("{}/api/v1/notify/events", taper.url);
    let time = Duration::from_secs(size.seconds);
    post(&mut people, &url, time).await?;
    let (mut rates, mut medians, mut worst, mut bases, mut ratios) = (vec![], vec![], vec![], vec![], vec![]);
    for _ in 0..size.repetitions {
        let base = ground.single_row_commits_per_second(CONNECTIONS, size.seconds).await?;
        let latencies = post(&mut people, &url, time).await?;
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
        let rate = latencies.len() as f64 / time.as_secs_f64();
        rates.push(rate);
        medians.push(percentile(&latencies, 0.5));
        worst.push(percentile(&latencies, 0.99));
        bases.push(base);
        ratios.push(rate / base);
    }
    taper.stop().await?;
    Ok(Report::new(
        "P1",
        "events posted one by one, each durable before 202",
        "at least 0.5 of the baseline",
        vec![
            Figure::of("events posted", "1/s", rates),
            Figure::of("latency, median", "ms", medians),
            Figure::of("latency, 99th percentile", "ms", worst),
            Figure::of("pgbench, single-row commits", "1/s", bases),
            Figure::of("ratio", "", ratios),
        ],
    ))
}

/// Those who post.
pub(crate) async fn people(url: &str) -> Result<Vec<Person>> {
    let mut people = Vec::new();
    for seed in 0..PEOPLE {
        people.push(Person::sign_up(url, seed).await?);
    }
    Ok(people)
}

/// Latencies in ms, sorted.
pub(crate) async fn post(people: &mut [Person], url: &str, time: Duration) -> Result<Vec<f64>> {
    let each = CONNECTIONS / people.len();
    let mut lines = Vec::new();
    for person in people.iter_mut() {
        // Prepared before the clock runs.
        for _ in 0..each {
            let drafts = person.ideas(usize::try_from(time.as_secs())? * 400);
            // A connection of its own.
            let client = taper_rig::client(Duration::from_secs(10))?;
            lines.push((client, person.token.clone(), drafts));
        }
    }
    let until = Instant::now() + time;
    let posting = lines.into_iter().map(|(client, token, drafts)| async move {
        let mut latencies = Vec::new();
        for draft in drafts {
            if Instant::now() >= until {
                return Ok(latencies);
            }
            let body = draft.envelope.to_string();
            let started = Instant::now();
            let request = client.post(url).bearer_auth(&token).header("content-type", "application/json").body(body);
            let answer = request.send().await?;
            ensure!(answer.status() == StatusCode::ACCEPTED, "answered {}", answer.status());
            answer.bytes().await?;
            latencies.push(started.elapsed().as_secs_f64() * 1000.0);
        }
        anyhow::bail!("too few events were prepared")
    });
    let mut all = Vec::new();
    for latencies in join_all(posting).await {
        all.extend(latencies.context("posting")?);
    }
    all.sort_by(f64::total_cmp);
    Ok(all)
}
