//! Clients that hang up at a random microsecond of their request, and send again later.

use std::time::{Duration, Instant};

use anyhow::Result;
use futures::future::try_join_all;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use taper_rig::{Draft, Expected, Ground, Person, Profile, Sent, judge};

use crate::Size;
use crate::load::people;
use crate::report::{Report, Story};
use crate::siege::QUIET_WITHIN;

/// The longest that a client waits before it hangs up; most answers take longer.
const PATIENCE_MICROS: std::ops::Range<u64> = 0..6_000;
/// A full run, of 200,000 events elsewhere, is 10,000 hang-ups.
const EVENTS_PER_HANG_UP: usize = 20;
/// Hang-ups before an event's answer is waited for.
const HANG_UPS: usize = 3;

pub(crate) async fn run(profile: Profile, size: Size) -> Result<Report> {
    let ground = Ground::prepare(profile).await?;
    let mut taper = ground.taper("taper", &[])?;
    taper.start().await?;
    let people = people(&taper.url, size.people, size.seed).await?;
    let started = Instant::now();
    let (url, each) = (taper.url.clone(), (size.events / EVENTS_PER_HANG_UP).div_ceil(HANG_UPS * people.len()));
    let sending = people.into_iter().enumerate().map(|(number, person)| {
        let (url, seed) = (url.clone(), size.seed * 1_000 + number as u64);
        async move { send(person, &url, each, seed).await }
    });
    let (mut expected, mut sent, mut cancelled) = (Expected::new(), Vec::new(), 0);
    for (person, drafts, story, hung_up) in try_join_all(sending).await? {
        expected.insert(person, drafts);
        sent.push(story);
        cancelled += hung_up;
    }
    let took = started.elapsed();
    let (verdict, quiet_after) = judge(&mut ground.database().await?, &expected, QUIET_WITHIN).await?;
    taper.stop().await?;
    let scenario = "cancellations".to_owned();
    let recoveries = vec![Duration::ZERO; cancelled];
    Ok(Report::of(Story { scenario, profile, seed: size.seed, sent, recoveries, took, quiet_after }, verdict))
}

async fn send(mut person: Person, url: &str, each: usize, seed: u64) -> Result<(uuid::Uuid, Vec<Draft>, Sent, usize)> {
    let mut random = StdRng::seed_from_u64(seed);
    let drafts = person.ideas(each);
    let (mut story, mut hung_up) = (Sent::default(), 0);
    for draft in &drafts {
        for _ in 0..HANG_UPS {
            let patience = Duration::from_micros(random.random_range(PATIENCE_MICROS));
            story.tries += 1;
            if tokio::time::timeout(patience, person.posts_one(url, &draft.envelope)).await.is_err() {
                hung_up += 1;
            }
        }
        let (status, body) = person.posts_one(url, &draft.envelope).await?;
        story.tries += 1;
        story.acknowledged += 1;
        if status != 202 {
            story.undeclared.push(format!("{status} {body}"));
        }
    }
    Ok((person.id, drafts, story, hung_up))
}
