//! R1: the platform is killed at random moments while people send.

use std::time::Duration;

use anyhow::Result;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use taper_rig::{Ground, Profile};

use crate::Size;
use crate::report::Report;
use crate::siege::siege;

const LIFE_MS: std::ops::Range<u64> = 200..3_000;

pub(crate) async fn run(profile: Profile, size: Size) -> Result<Report> {
    let mut random = StdRng::seed_from_u64(size.seed);
    let mut ground = Ground::prepare(profile).await?;
    let taper = ground.taper("taper", &[])?;
    siege("R1", profile, size, &mut ground, taper, async |_, taper, _| {
        tokio::time::sleep(Duration::from_millis(random.random_range(LIFE_MS))).await;
        taper.kill().await?;
        taper.start().await
    })
    .await
}
