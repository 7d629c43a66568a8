//! From a backup into an empty place.

use std::collections::BTreeMap;
use std::fs::{self, DirBuilder, File};
use std::io::{self, ErrorKind};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use taper_bus::broker;
use taper_platform::KeyRing;
use taper_postgres_supervisor::{self as embedded, client_program};
use taper_service::Service;

use super::archive::Checked;
use super::databases::{self, InDatabase};
use super::manifest::{self, Database, Manifest};
use super::programs::{self, Complaint};
use super::snapshot::{connect, major};
use crate::boot::{Consumers, Instance, assemble, embedded_config};
use crate::config::{Config, address};
use crate::{keys, services};

const SHUTDOWN: Duration = Duration::from_secs(30);
/// In the data directory while a restore is under way: what is there then is no instance.
const MARK: &str = "restore.unfinished";
/// What an empty disk has.
const LOST_AND_FOUND: &str = "lost+found";

/// A finished restore.
pub(crate) struct Restored {
    pub manifest: Manifest,
    /// Where the keys were written to; none if they are configured.
    pub keys: Option<PathBuf>,
}

/// Fills an empty data directory, or the empty databases that are configured.
///
/// # Errors
/// Said for the operator. A check that fails has changed nothing; what fails later is left marked as unfinished.
pub(crate) async fn restore(config: &Config, file: &Path) -> anyhow::Result<Restored> {
    let archive = Checked::open(file)?;
    let manifest = &archive.manifest;
    refuse_newer(manifest, &services::all(config))?;
    let text = archive.text(manifest::KEYS)?;
    let ring = KeyRing::from_json(&text).context("the backup's keys")?;
    let writes_keys = writes_keys(config, &ring)?;
    ensure_same_grouping(config, manifest)?;
    let mark = if config.is_embedded() {
        ensure_empty(&config.data_dir)?;
        Some(Mark::set(&config.data_dir)?)
    } else {
        None
    };
    let running = if config.is_embedded() { Some(embedded::start(embedded_config(config)).await?) } else { None };
    let url = running.as_ref().map(|running| running.url().to_owned()).or_else(|| config.database_url.clone());
    let instance = assemble(config, (&url.unwrap_or_default(), running), ring.clone(), Consumers::None)?;
    let filled = fill(config, &instance, &archive).await;
    instance.shut_down(SHUTDOWN).await;
    filled?;
    if writes_keys {
        keys::write(&config.data_dir, &ring)?;
    }
    if let Some(mark) = mark {
        mark.remove()?;
    }
    let keys = writes_keys.then(|| keys::path(&config.data_dir));
    Ok(Restored { manifest: archive.manifest, keys })
}

/// # Errors
/// A restore into this folder did not finish.
pub(crate) fn refuse_half_restored(data_dir: &Path) -> anyhow::Result<()> {
    ensure!(
        !data_dir.join(MARK).exists(),
        "a restore into {} did not finish: empty the folder, then run `taper restore` again",
        data_dir.display()
    );
    Ok(())
}

async fn fill(config: &Config, instance: &Instance, archive: &Checked) -> anyhow::Result<()> {
    ensure_empty_broker(config, instance).await?;
    let targets = targets(instance, &archive.manifest)?;
    // All are looked at before the first is written to.
    for (database, target) in &targets {
        ensure_takes(database, target).await?;
    }
    for (database, target) in &targets {
        load(config, archive, database, target).await.with_context(|| format!("database {}", address(target.url())))?;
    }
    ingress::begin_stream_epoch(&instance.bus).await?;
    Ok(())
}

/// Services that shared a database share one again, and others do not: inbox and outbox are of a database.
fn ensure_same_grouping(config: &Config, manifest: &Manifest) -> anyhow::Result<()> {
    let mut taken: BTreeMap<Option<&String>, String> = BTreeMap::new();
    for database in &manifest.databases {
        let services: Vec<&str> = database.services().collect();
        let named = services.join(", ");
        let mut urls: Vec<_> = services.iter().map(|service| config.own_databases.get(*service)).collect();
        urls.dedup();
        ensure!(urls.len() <= 1, "the backup has {named} in one database: configure one and the same for them");
        if let Some(other) = taken.insert(urls.first().copied().flatten(), named.clone()) {
            bail!("the backup has {other} in one database and {named} in another: configure two, see docs/backup.md");
        }
    }
    Ok(())
}

/// Where each of the backup's databases goes.
fn targets<'a>(instance: &Instance, manifest: &'a Manifest) -> anyhow::Result<Vec<(&'a Database, InDatabase)>> {
    let mut configured = databases::of(instance);
    let mut targets = Vec::new();
    for database in &manifest.databases {
        let url = &instance.bus.db(database.services().next().unwrap_or(databases::BUS)).id;
        let position = configured.iter().position(|target| target.pools.id == *url).context("a database for each")?;
        targets.push((database, configured.swap_remove(position)));
    }
    Ok(targets)
}

/// What an earlier instance left there would be taken for news.
async fn ensure_empty_broker(config: &Config, instance: &Instance) -> anyhow::Result<()> {
    let Some(url) = &config.rabbitmq_url else { return Ok(()) };
    let at = address(url);
    let queues = broker::queues(url, &instance.bus.subscriptions).await.with_context(|| format!("RabbitMQ {at}"))?;
    for queue in queues {
        ensure!(queue.consumers == 0, "{} of {at} is in use: stop every `taper serve` first", queue.name);
        ensure!(
            queue.messages == 0,
            "{} of {at} still holds {} events: give TAPER_RABBITMQ_URL an empty virtual host, or purge the queues",
            queue.name,
            queue.messages
        );
    }
    Ok(())
}

async fn ensure_takes(database: &Database, target: &InDatabase) -> anyhow::Result<()> {
    let mut connection = connect(target.url()).await?;
    let at = address(target.url());
    let found = major(&mut connection).await?;
    ensure!(
        found >= database.postgres,
        "the backup was made with PostgreSQL {} and {at} is PostgreSQL {found}: restore with {} or newer",
        database.postgres,
        database.postgres
    );
    let schemas: Vec<String> = target.schemas().map(str::to_owned).chain(database.schemas.keys().cloned()).collect();
    let there: Vec<String> = sqlx::query_scalar("select nspname::text from pg_namespace where nspname = any($1)")
        .bind(&schemas)
        .fetch_all(&mut connection)
        .await?;
    ensure!(
        there.is_empty(),
        "{at} is not empty, it has the schemas {}: a restore replaces nothing, give it an empty database",
        there.join(", ")
    );
    Ok(())
}

/// All of one dump in one transaction.
async fn load(config: &Config, archive: &Checked, database: &Database, target: &InDatabase) -> anyhow::Result<()> {
    let mut connection = connect(target.url()).await?;
    let program = client_program("pg_restore", major(&mut connection).await?, config.postgres_bin.as_deref())?;
    let mut command = programs::command(&program, target.url())?;
    // An empty name: that of the environment.
    command.args([
        "--dbname=",
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--no-privileges",
        "--no-password",
    ]);
    command.stdin(Stdio::piped()).stdout(Stdio::null());
    let complaint = Complaint::of(&mut command)?;
    tokio::task::block_in_place(|| {
        let mut child = command.spawn().context("pg_restore")?;
        let mut input = child.stdin.take().context("pg_restore has no input")?;
        let given = archive.entry(&database.file, |dump| Ok(io::copy(dump, &mut input)?));
        drop(input);
        // Its own words say more than a pipe that it closed.
        complaint.unless(child.wait()?, "pg_restore")?;
        given.map(drop)
    })?;
    for schema in target.schemas() {
        let ran = taper_bus::migrations_that_ran(&mut connection, schema).await?;
        let newest = ran.iter().flatten().map(|migration| migration.version).max();
        ensure!(newest.as_ref() == database.schemas.get(schema), "{schema} is not what the backup says it holds");
    }
    Ok(())
}

/// A database that a later program has migrated is nothing this one knows.
fn refuse_newer(manifest: &Manifest, services: &[Service]) -> anyhow::Result<()> {
    let bus: &sqlx::migrate::Migrator = &taper_bus::MIGRATOR;
    let known: BTreeMap<&str, i64> = std::iter::once((databases::BUS, bus))
        .chain(services.iter().map(|service| (service.name, service.migrator)))
        .map(|(name, migrator)| (name, migrator.iter().map(|migration| migration.version).max().unwrap_or(0)))
        .collect();
    for (schema, version) in manifest.schemas() {
        if known.get(schema).is_none_or(|newest| version > *newest) {
            bail!(
                "the backup was made by Taper {}, which is newer: its {schema} is at migration {version}; restore it with \
                 that version or a later one (this is {})",
                manifest.taper,
                env!("CARGO_PKG_VERSION")
            );
        }
    }
    Ok(())
}

/// Whether the backup's keys go into the data directory; configured ones must be able to open what it holds.
fn writes_keys(config: &Config, ring: &KeyRing) -> anyhow::Result<bool> {
    let Some(own) = keys::find(config)? else { return Ok(true) };
    let place =
        if config.keys.is_some() { "TAPER_KEYS".into() } else { keys::path(&config.data_dir).display().to_string() };
    ensure!(
        own.opens_all_of(ring),
        "{place} has other keys than the backup, and could not open what is sealed in it: set it to what `taper keys show` \
         printed for that instance, or take it away"
    );
    Ok(false)
}

fn ensure_empty(data_dir: &Path) -> anyhow::Result<()> {
    refuse_half_restored(data_dir)?;
    let entries = match fs::read_dir(data_dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", data_dir.display())),
    };
    for entry in entries {
        let name = entry?.file_name();
        ensure!(
            name == LOST_AND_FOUND,
            "{} is not empty (there is {}): a restore replaces nothing, name an empty or a new folder with --data-dir",
            data_dir.display(),
            name.to_string_lossy()
        );
    }
    Ok(())
}

/// Set as long as the data directory holds half a restore.
struct Mark(PathBuf);

impl Mark {
    fn set(data_dir: &Path) -> anyhow::Result<Self> {
        let failed = || format!("cannot write in {}", data_dir.display());
        DirBuilder::new().recursive(true).mode(0o700).create(data_dir).with_context(failed)?;
        let path = data_dir.join(MARK);
        File::create_new(&path).and_then(|file| file.sync_all()).with_context(failed)?;
        Ok(Self(path))
    }

    fn remove(self) -> anyhow::Result<()> {
        let folder = self.0.parent().context("a folder")?;
        fs::remove_file(&self.0).and_then(|()| File::open(folder)?.sync_all()).context("the mark of a restore")
    }
}
