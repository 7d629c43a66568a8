use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use taper_rig::{Ground, Profile, Taper, judge};

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
