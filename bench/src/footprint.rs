//! P11: the whole platform at rest: memory without PostgreSQL, time until it is ready, size of the binary.

use std::time::Duration;

use anyhow::{Context, Result};
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
        let pid = taper.pid().context("a process")?;
        tokio::time::sleep(SETTLE).await;
        let before = cpu_ticks(pid)?;
        tokio::time::sleep(Duration::from_secs(size.seconds)).await;
        #[expect(clippy::cast_precision_loss, reason = "ticks of some seconds")]
        busy.push((cpu_ticks(pid)? - before) as f64 / size.seconds as f64);
        resident.push(resident_mib(pid)?);
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

fn resident_mib(pid: u32) -> Result<f64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("VmRSS")?;
    let kib: f64 = line.trim().trim_end_matches(" kB").trim().parse()?;
    Ok(kib / 1024.0)
}

/// Of 10 ms each, as Linux counts them.
fn cpu_ticks(pid: u32) -> Result<u64> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let (_, after_name) = stat.rsplit_once(')').context("stat")?;
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let field = |index: usize| fields.get(index).and_then(|text| text.parse::<u64>().ok()).context("stat");
    Ok(field(11)? + field(12)?)
}
