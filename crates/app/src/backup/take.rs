//! Making a backup, while `taper serve` goes on.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use taper_bus::broker;
use taper_platform::KeyRing;
use taper_postgres_supervisor::client_program;

use super::archive::Writer;
use super::databases::{self, InDatabase};
use super::manifest::{self, Database, Manifest};
use super::programs::{self, Complaint};
use super::snapshot::Snapshot;
use crate::boot::{Consumers, Instance, asked_to_stop, boot};
use crate::config::{Config, address};
use crate::keys;

const SHUTDOWN: Duration = Duration::from_secs(5);
/// How long the dump waits for a table that something else locks; migrations do.
const LOCK_WAIT: &str = "--lock-wait-timeout=60s";
const INTERRUPTED: &str = "interrupted; nothing was written";

/// A finished backup.
pub(crate) struct Taken {
    pub bytes: u64,
    pub databases: usize,
    pub services: usize,
}

/// Writes everything into a new file.
///
/// # Errors
/// Said for the operator; then there is no file.
pub(crate) async fn take(config: &Config, target: &Path) -> anyhow::Result<Taken> {
    let nothing = || format!("there is no instance in {}: name its folder with --data-dir", config.data_dir.display());
    let keys = keys::find(config)?.with_context(nothing)?;
    // Else the embedded server would make a new cluster.
    ensure!(!config.is_embedded() || crate::boot::cluster_folder(config).exists(), nothing());
    let archive = Writer::create(target)?;
    let instance = tokio::select! {
        instance = boot(config, Consumers::None) => instance?,
        () = asked_to_stop() => bail!(INTERRUPTED),
    };
    let taken = tokio::select! {
        taken = write(config, &instance, &keys, archive) => taken,
        () = asked_to_stop() => Err(anyhow::anyhow!(INTERRUPTED)),
    };
    instance.shut_down(SHUTDOWN).await;
    taken
}

async fn write(config: &Config, instance: &Instance, keys: &KeyRing, mut archive: Writer) -> anyhow::Result<Taken> {
    let databases = databases::of(instance);
    let mut manifest = Manifest::new(instance.bus.platform.now(), &config.public_url);
    let snapshots = snapshots(config, instance, &databases).await?;
    archive.add(manifest::KEYS, &mut keys.to_json().as_bytes()).await?;
    for (number, (database, snapshot)) in databases.iter().zip(snapshots).enumerate() {
        let file = format!("database-{}.dump", number + 1);
        let about = || format!("database {}", address(database.url()));
        ensure!(!snapshot.schemas.is_empty(), "{} has no tables of Taper yet: nothing to back up", about());
        dump(config, database, &snapshot, &file, &mut archive).await.with_context(about)?;
        manifest.databases.push(Database { file, postgres: snapshot.postgres, schemas: snapshot.schemas });
    }
    let services = manifest.databases.iter().flat_map(Database::services).count();
    let bytes = archive.finish(manifest).await?;
    Ok(Taken { bytes, databases: databases.len(), services })
}

/// Of one moment as far as the bus goes: with a broker, nothing may be on its way from one to the other.
async fn snapshots(config: &Config, instance: &Instance, databases: &[InDatabase]) -> anyhow::Result<Vec<Snapshot>> {
    let still = match &config.rabbitmq_url {
        Some(url) => Some(broker::hold_still(&instance.bus, url).await?),
        None => None,
    };
    let mut snapshots = Vec::new();
    for database in databases {
        snapshots.push(Snapshot::of(database).await?);
    }
    drop(still);
    Ok(snapshots)
}

async fn dump(
    config: &Config,
    database: &InDatabase,
    snapshot: &Snapshot,
    file: &str,
    archive: &mut Writer,
) -> anyhow::Result<()> {
    let program = client_program("pg_dump", snapshot.postgres, config.postgres_bin.as_deref())?;
    let mut command = programs::command(&program, database.url())?;
    // Neither owners nor rights: whoever restores it owns it.
    command.args(["--format=custom", "--no-owner", "--no-privileges", "--no-password", LOCK_WAIT]);
    command.arg(format!("--snapshot={}", snapshot.name));
    command.args(snapshot.schemas.keys().map(|schema| format!("--schema={schema}"))).stdout(Stdio::piped());
    let complaint = Complaint::of(&mut command)?;
    let mut child = tokio::process::Command::from(command).kill_on_drop(true).spawn().context("pg_dump")?;
    let mut output = child.stdout.take().context("pg_dump has no output")?;
    archive.add(file, &mut output).await?;
    complaint.unless(child.wait().await?, "pg_dump")
}
