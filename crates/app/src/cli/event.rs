use std::path::PathBuf;

use anyhow::{Context, bail, ensure};
use taper_bus::{Arrival, Arrived};
use taper_events::{Envelope, Version, bus_schema};
use taper_platform::Checker;

use crate::boot::boot_existing;
use crate::config::Config;

/// Whose idempotency keys events by hand have.
const CONSUMER: &str = "event.publish";

#[derive(clap::Subcommand)]
pub(super) enum Command {
    /// Puts the event of a file onto the bus, as any service would.
    Publish { file: PathBuf },
}

pub(super) async fn run(config: &Config, command: &Command) -> anyhow::Result<()> {
    let Command::Publish { file } = command;
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let document = serde_json::from_str(&text).context("the file is not JSON")?;
    let mut envelope: Envelope = serde_json::from_value(document).context("this is no event")?;
    let entry = taper_events::entry(&envelope.event_type)
        .with_context(|| format!("there is no event type `{}`; see docs/events.md", envelope.event_type))?;
    let known = entry.event.version;
    let is_known = |wanted: Version| wanted.major == known.major && wanted.minor <= known.minor;
    ensure!(
        Version::parse(&envelope.schema_version).is_some_and(is_known),
        "`{}` is known here up to version {known}; one of a newer version would hold up all that follows it",
        envelope.event_type
    );
    let checker = Checker::new(&bus_schema(entry)).map_err(anyhow::Error::msg)?;
    let faults = checker.check(&serde_json::to_value(&envelope)?);
    if let Some(fault) = faults.first() {
        bail!("the event is not as its schema says, at {}: {}", fault.pointer, fault.message);
    }
    let instance = boot_existing(config).await?;
    envelope.event_id = Some(envelope.id());
    envelope.received_at = Some(instance.bus.platform.now());
    let key = envelope.order_key(&entry.event);
    let mut tx = instance.bus.db("bus").jobs.begin().await?;
    let arrivals = [Arrival { key, envelope, fingerprint: None }];
    let arrived = taper_bus::arrive(&instance.bus, &mut tx, CONSUMER, &arrivals).await?;
    tx.commit().await?;
    match arrived.first() {
        Some(Arrived::New { event_id }) => println!("{event_id}"),
        Some(Arrived::Known { event_id, .. }) => println!("{event_id} (it was there already)"),
        None => bail!("nothing arrived"),
    }
    instance.shut_down(std::time::Duration::from_secs(5)).await;
    Ok(())
}
