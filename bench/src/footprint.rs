//! P11: the whole platform at rest: memory without PostgreSQL, time until it is ready, size of the binary.

use std::time::Duration;

use anyhow::Result;
use taper_rig::{Ground, Profile, binary};

use crate::Size;
use crate::report::{Figure, Report};

const SETTLE: Duration = Duration::from_secs(5);
const MIB: f64 = 1024.0 * 1024.0;

pub(crate) async fn measure(size: Size) -> Result<Report> {
    let ground = Ground::prepare(Profile::Embedded).await?;
    let mut taper = ground.taper("taper", &[])?;
    // The first start makes the cluster.
    taper.start().await?;
    taper.stop().await?;
    let (mut ready, mut resident, mut busy) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..size.repetitions {
        ready.push(taper.start().await?.as_secs_f64());
        tokio::time::sleep(SETTLE).await;
        busy.push(taper.processor(Duration::from_secs(size.seconds)).await?);
        resident.push(taper.resident_mib()?);
        taper.stop().await?;
    }
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    let bytes = std::fs::metadata(binary()?)?.len() as f64;
    Ok(Report::new(
        "P11",
        "the whole platform at rest",
        "80 MB, ready within 1.5 s, binary 80 MB",
        vec![
            Figure::of("resident memory", "MiB", resident),
            Figure::of("ready after", "s", ready),
            Figure::of("processor, of one core", "%", busy),
            Figure::of("binary", "MiB", vec![bytes / MIB]),
        ],
    ))
}
