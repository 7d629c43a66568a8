//! `taper pg upgrade`: the cluster's data in a new cluster of a newer major version, by PostgreSQL's own `pg_upgrade`.
//! The old cluster is copied from, never changed, and kept beside the new one.

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
};

use crate::{
    Config, StartError, UpgradeError,
    binaries::{self, Installation},
    cluster::{Cluster, sync_folder},
    error::Doing,
    initdb, leftovers,
    lock::Lock,
    log::LastWords,
    owner::NameShim,
    server::Server,
    socket,
};

/// Where the new cluster grows. It is moved to its place only after the old one was moved away, so finding this and no
/// cluster means that just the last step is missing, see [`finish_interrupted`].
const UPGRADED_NAME: &str = "postgres.upgraded";
const SCRATCH_NAME: &str = "postgres.upgrade-files";

/// A finished upgrade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upgraded {
    pub from: u32,
    pub to: u32,
    /// The old cluster, to be removed by hand when nobody misses anything.
    pub kept: PathBuf,
}

/// Brings the cluster of a data directory that nobody uses to the newest installed major version, or to that of
/// `config.binaries`. Needs the old version's programs as well, and room for a second copy of the data.
///
/// # Errors
/// [`UpgradeError`]; the cluster is then as it was.
pub async fn upgrade(config: Config) -> Result<Upgraded, UpgradeError> {
    let (done, outcome) = tokio::sync::oneshot::channel();
    thread::Builder::new()
        .name("postgres-upgrade".into())
        .spawn(move || drop(done.send(run(&config))))
        .doing(|| "start the thread that upgrades PostgreSQL".into())?;
    outcome.await.unwrap_or(Err(StartError::Abandoned.into()))
}

fn run(config: &Config) -> Result<Upgraded, UpgradeError> {
    let anywhere = Config { binaries: None, ..config.clone() };
    let data_dir = config.data_dir.canonicalize().map_err(|_| UpgradeError::NothingThere(config.data_dir.clone()))?;
    let _lock = Lock::take(&data_dir)?;
    finish_interrupted(&data_dir)?;
    let (old, true) = Cluster::locate(&anywhere)? else {
        return Err(UpgradeError::NothingThere(data_dir));
    };
    let from = old.installation.major;
    let newest = binaries::find(config.binaries.as_deref()).into_iter().next();
    let Some(installation) = newest.filter(|newest| newest.major > from) else {
        return Err(UpgradeError::NothingNewer { written_by: from });
    };
    let kept = data_dir.join(format!("{}.{from}", crate::cluster::FOLDER_NAME));
    if kept.exists() {
        return Err(UpgradeError::KeptFolderExists(kept));
    }
    end_cleanly(&old)?;
    let new = make_upgraded(&old, installation)?;
    let scratch = data_dir.join(SCRATCH_NAME);
    initdb::clear(&scratch)?;
    old.make_folder(&scratch)?;
    let outcome = pg_upgrade(&old, &new, &scratch).and_then(|()| gather_statistics(&new));
    initdb::clear(&scratch)?;
    if let Err(error) = outcome {
        initdb::clear(&new.folder)?;
        return Err(error);
    }
    fs::rename(&old.folder, &kept)
        .and_then(|()| sync_folder(&data_dir))
        .and_then(|()| fs::rename(&new.folder, &old.folder))
        .and_then(|()| sync_folder(&data_dir))
        .doing(|| "put the upgraded cluster in its place".into())?;
    Ok(Upgraded { from, to: new.installation.major, kept })
}

/// The last step of an upgrade that was interrupted before it: otherwise the next start would make an empty cluster.
pub(crate) fn finish_interrupted(data_dir: &Path) -> Result<(), StartError> {
    let (folder, upgraded) = (data_dir.join(crate::cluster::FOLDER_NAME), data_dir.join(UPGRADED_NAME));
    if folder.exists() || !upgraded.exists() {
        return Ok(());
    }
    tracing::warn!("finishing an interrupted upgrade of PostgreSQL");
    fs::rename(&upgraded, &folder)
        .and_then(|()| sync_folder(data_dir))
        .doing(|| "put the upgraded cluster in its place".into())
}

/// `pg_upgrade` takes only a cluster that was shut down in order, which after a crash it was not.
fn end_cleanly(cluster: &Cluster) -> Result<(), StartError> {
    cluster.close_folder()?;
    leftovers::end(cluster)?;
    run_for(cluster, || Ok(()))
}

fn make_upgraded(old: &Cluster, installation: Installation) -> Result<Cluster, StartError> {
    let new = Cluster { folder: old.data_dir.join(UPGRADED_NAME), installation, ..old.clone() };
    let shim = NameShim::for_owner(&new.owner, &new.data_dir)?;
    initdb::make_empty(&new, &new.folder, &shim)?;
    Ok(new)
}

fn pg_upgrade(old: &Cluster, new: &Cluster, scratch: &Path) -> Result<(), UpgradeError> {
    let shim = NameShim::for_owner(&new.owner, &new.data_dir)?;
    let mut launch = new.command("pg_upgrade", &new.folder, &shim)?;
    let (old_folder, scratch_way) = (launch.way_to(&old.folder)?, launch.way_to(scratch)?);
    // Its servers listen in the scratch folder, by a path that must be short.
    let detour = if new.owner.switch { None } else { Some(socket::reachable(scratch)?) };
    launch.command.current_dir(&scratch_way).args(["--username=postgres", "-b"]).arg(&old.installation.bin);
    launch.command.arg("-B").arg(&new.installation.bin).arg("-d").arg(old_folder).arg("-D").arg(&launch.folder);
    launch.command.arg("-s").arg(detour.as_deref().unwrap_or(&scratch_way));
    let output = launch.command.output().doing(|| "run pg_upgrade".into());
    if let Some(detour) = detour {
        socket::remove_detour(&detour);
    }
    let output = output?;
    if output.status.success() {
        return Ok(());
    }
    let output = initdb::both(&output.stdout, &output.stderr);
    Err(UpgradeError::Failed { from: old.installation.major, to: new.installation.major, output })
}

/// Without statistics the first queries would be planned blindly.
fn gather_statistics(cluster: &Cluster) -> Result<(), UpgradeError> {
    run_for(cluster, || {
        let mut launch = cluster.command("vacuumdb", &cluster.folder, &NameShim::NotNeeded)?;
        let way = if cluster.owner.switch { launch.folder.clone() } else { socket::reachable(&cluster.folder)? };
        launch.command.args(["--all", "--analyze-only", "--username=postgres", "--host"]).arg(&way);
        let output = launch.command.output().doing(|| "run vacuumdb".into())?;
        socket::remove_detour(&way);
        if !output.status.success() {
            let output = initdb::both(&output.stdout, &output.stderr);
            tracing::warn!(
                output,
                "the statistics of the upgraded cluster are incomplete; autovacuum will complete them"
            );
        }
        Ok(())
    })
    .map_err(UpgradeError::from)
}

/// Starts a cluster's server, does something, and shuts the server down in order.
fn run_for(cluster: &Cluster, action: impl FnOnce() -> Result<(), StartError>) -> Result<(), StartError> {
    let last_words = LastWords::default();
    let mut server = Server::spawn(cluster, &last_words)?;
    if let Err(status) = server.wait_until_ready(cluster) {
        return Err(StartError::Server { status, log: last_words.repeat() });
    }
    let outcome = action();
    server.shut_down();
    outcome
}
