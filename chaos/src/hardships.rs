//! R5: a full disk, a consumer that stands still for a minute, a clock that is set. Nothing is mended by hand.

use std::time::Duration;

use anyhow::Result;
use taper_rig::{Ground, Profile, SetClock, SmallDisk, Taper};

use crate::Size;
use crate::report::Report;
use crate::siege::siege;

/// Room for a fresh server and what a run writes.
const DISK_MIB: u32 = 1024;
const FULL_FOR: Duration = Duration::from_secs(5);
const SLOW_FOR: Duration = Duration::from_secs(60);
/// That a consumer writes, and nobody who takes events in.
const CONSUMERS_TABLE: &str = "training.workouts";
const BETWEEN: Duration = Duration::from_secs(3);
const HOUR_SECONDS: i64 = 3600;
const MOST_EVENTS: usize = 20_000;

pub(crate) async fn run(profile: Profile, size: Size) -> Result<Vec<Report>> {
    let size = |faults: usize| Size { events: size.events.min(MOST_EVENTS), kills: size.kills.min(faults), ..size };
    let mut reports = Vec::new();
    if profile == Profile::Embedded {
        reports.push(disk_full(size(4)).await?);
    }
    reports.push(slow_consumer(profile, size(1)).await?);
    reports.push(clock_set(profile, size(6)).await?);
    Ok(reports)
}

/// The disk that the embedded server and everything else of the platform lies on.
async fn disk_full(size: Size) -> Result<Report> {
    let mut ground = Ground::prepare(Profile::Embedded).await?;
    let disk = SmallDisk::at(&ground.data_dir(), DISK_MIB)?;
    let taper = ground.taper("taper", &[])?;
    siege("R5 disk full", Profile::Embedded, size, &mut ground, taper, async |_, taper, _| {
        tokio::time::sleep(BETWEEN).await;
        disk.fill()?;
        tokio::time::sleep(FULL_FOR).await;
        disk.free()?;
        taper.is_ready().await
    })
    .await
}

async fn slow_consumer(profile: Profile, size: Size) -> Result<Report> {
    let mut ground = Ground::prepare(profile).await?;
    let taper = ground.taper("taper", &[])?;
    siege("R5 slow consumer", profile, size, &mut ground, taper, async |ground, taper, _| {
        tokio::time::sleep(BETWEEN).await;
        ground.locks_table(CONSUMERS_TABLE, SLOW_FOR).await?;
        taper.is_ready().await
    })
    .await
}

/// An hour ahead, right, an hour behind, right, while the clients' clocks go on.
async fn clock_set(profile: Profile, size: Size) -> Result<Report> {
    let mut ground = Ground::prepare(profile).await?;
    let clock = SetClock::at(ground.path())?;
    let mut settings = ground.settings();
    settings.extend(clock.settings());
    let taper = Taper::new(ground.path(), "taper", &settings, &[])?;
    siege("R5 clock", profile, size, &mut ground, taper, async |_, taper, number| {
        tokio::time::sleep(BETWEEN).await;
        clock.set([1, 0, -1, 0][number % 4] * HOUR_SECONDS)?;
        taper.is_ready().await
    })
    .await
}
