use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use futures::future::try_join_all;
use taper_rig::{Draft, Expected, Ground, Person, Profile, Sent, Taper, judge};

use crate::Size;
use crate::load::{Load, people};
use crate::report::{Report, Story};

/// Longest that anything may be under way after the last event was taken.
pub(crate) const QUIET_WITHIN: Duration = Duration::from_secs(600);

/// People send to one process while `breaks` breaks something and waits until that is mended, again and
/// again; it is told how often it did, and says how long the mending took.
pub(crate) async fn siege(
    scenario: &str,
    profile: Profile,
    size: Size,
    ground: &mut Ground,
    mut taper: Taper,
    mut breaks: impl AsyncFnMut(&mut Ground, &mut Taper, usize) -> Result<Duration>,
) -> Result<Report> {
    taper.start().await?;
    let people = people(&taper.url, size.people, size.seed).await?;
    let started = Instant::now();
    let load = Load::start(people, &Arc::new(vec![taper.url.clone()]), size.each());
    let mut recoveries = Vec::new();
    while recoveries.len() < size.kills || load.acknowledged() < size.events {
        recoveries.push(breaks(ground, &mut taper, recoveries.len()).await?);
    }
    let (expected, sent) = load.finish().await?;
    let took = started.elapsed();
    let (verdict, quiet_after) = judge(&mut ground.database().await?, &expected, QUIET_WITHIN).await?;
    taper.stop().await?;
    let scenario = scenario.to_owned();
    Ok(Report::of(Story { scenario, profile, seed: size.seed, sent, recoveries, took, quiet_after }, verdict))
}

/// Who sent what, how that went, and how often they broke something themselves.
pub(crate) type Sending = (uuid::Uuid, Vec<Draft>, Sent, usize);

/// People send to one process that nobody breaks, each at once and in their own way: `sends` is given a person, where
/// to, and a seed of their own.
pub(crate) async fn visit(
    scenario: &str,
    profile: Profile,
    size: Size,
    sends: impl AsyncFn(Person, String, u64) -> Result<Sending>,
) -> Result<Report> {
    let ground = Ground::prepare(profile).await?;
    let mut taper = ground.taper("taper", &[])?;
    taper.start().await?;
    let people = people(&taper.url, size.people, size.seed).await?;
    let started = Instant::now();
    let sending = people.into_iter().zip(size.seed * 1_000..).map(|(one, seed)| sends(one, taper.url.clone(), seed));
    let (mut expected, mut sent, mut broken) = (Expected::new(), Vec::new(), 0);
    for (person, drafts, story, breaks) in try_join_all(sending).await? {
        expected.insert(person, drafts);
        sent.push(story);
        broken += breaks;
    }
    let took = started.elapsed();
    let (verdict, quiet_after) = judge(&mut ground.database().await?, &expected, QUIET_WITHIN).await?;
    taper.stop().await?;
    let (scenario, recoveries) = (scenario.to_owned(), vec![Duration::ZERO; broken]);
    Ok(Report::of(Story { scenario, profile, seed: size.seed, sent, recoveries, took, quiet_after }, verdict))
}
