//! Several processes on one database count limits together and wake each other by Redis; without it there is one.

use std::time::Duration;

use anyhow::bail;

use crate::boot::Instance;

/// One that was killed a moment ago may still be seen.
const PATIENCE: Duration = Duration::from_secs(6);
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// # Errors
/// Another process serves from one of the databases, or they cannot be asked.
pub(crate) async fn refuse(instance: &Instance) -> anyhow::Result<()> {
    let mut waited = Duration::ZERO;
    while has_others(instance).await? {
        if waited >= PATIENCE {
            bail!(
                "another `taper serve` uses this database, and several count limits and wake each other by Redis: \
                 set TAPER_REDIS_URL for all of them, or stop the other one"
            );
        }
        tokio::time::sleep(LOOK_EVERY).await;
        waited += LOOK_EVERY;
    }
    Ok(())
}

async fn has_others(instance: &Instance) -> Result<bool, sqlx::Error> {
    for pools in instance.bus.platform.databases.each() {
        let mut db = pools.jobs.acquire().await?;
        let others = taper_bus::processes(&mut db).await?;
        if others.iter().any(|process| *process != instance.process) {
            return Ok(true);
        }
    }
    Ok(false)
}
