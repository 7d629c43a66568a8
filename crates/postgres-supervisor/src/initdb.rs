//! Making a cluster: beside its place, then moved there whole, so that a crash leaves either none or a complete one.

use std::{
    fs,
    io::{self, Seek, Write},
    path::{Path, PathBuf},
    process::Stdio,
};

use crate::{
    StartError,
    cluster::{Cluster, sync_folder},
    error::Doing,
    owner::NameShim,
    settings,
};

/// Where a cluster is made; what is found there at a start was interrupted.
const UNFINISHED_NAME: &str = "postgres.unfinished";

/// From this major on `initdb` takes settings for its own work. Before, it takes about 2 MB from /dev/shm, the only time
/// that place is needed.
pub(crate) const SETTINGS_WHILE_MAKING_FROM: u32 = 16;

/// Taper's services are no superusers: they own one database and nothing else.
const FIRST_SQL: &str = "\
create role taper login;
create database taper owner taper;
grant pg_monitor to taper;
";

pub(crate) fn unfinished(data_dir: &Path) -> PathBuf {
    data_dir.join(UNFINISHED_NAME)
}

pub(crate) fn make(cluster: &Cluster) -> Result<(), StartError> {
    let place = unfinished(&cluster.data_dir);
    tracing::info!(folder = %cluster.folder.display(), major = cluster.installation.major, "making a new PostgreSQL cluster");
    let shim = NameShim::for_owner(&cluster.owner, &cluster.data_dir)?;
    make_empty(cluster, &place, &shim)?;
    first_sql(cluster, &place, &shim)?;
    fs::rename(&place, &cluster.folder)
        .and_then(|()| sync_folder(&cluster.data_dir))
        .doing(|| format!("move the new cluster to {}", cluster.folder.display()))
}

/// A cluster with our settings and nothing else, in place of whatever was there.
pub(crate) fn make_empty(cluster: &Cluster, place: &Path, shim: &NameShim) -> Result<(), StartError> {
    clear(place)?;
    cluster.make_folder(place)?;
    initdb(cluster, place, shim)?;
    cluster.replace_file(place, "pg_hba.conf", settings::PG_HBA_CONF)?;
    cluster.replace_file(place, "postgresql.conf", settings::POSTGRESQL_CONF)?;
    cluster.replace_file(place, settings::FILE_NAME, &settings::taper_conf(cluster.max_connections))
}

pub(crate) fn clear(place: &Path) -> Result<(), StartError> {
    match fs::remove_dir_all(place) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).doing(|| format!("remove {}", place.display()))
        }
        _ => Ok(()),
    }
}

fn initdb(cluster: &Cluster, place: &Path, shim: &NameShim) -> Result<(), StartError> {
    // Text sorts by code point on every machine and after every upgrade of the system's libraries.
    let from_17 = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
    let locale: &[&str] = if cluster.installation.major >= 17 { &from_17 } else { &["--locale=C.UTF-8"] };
    match try_initdb(cluster, place, shim, locale)? {
        // Systems without that locale, such as macOS: the same order, upper and lower case for ASCII alone.
        Err(output) if output.contains("invalid locale name") => {
            clear(place)?;
            cluster.make_folder(place)?;
            try_initdb(cluster, place, shim, &["--locale=C"])?
        }
        outcome => outcome,
    }
    .map_err(|output| StartError::Initdb { output })
}

/// The inner result is what `initdb` printed when it failed.
fn try_initdb(
    cluster: &Cluster,
    place: &Path,
    shim: &NameShim,
    locale: &[&str],
) -> Result<Result<(), String>, StartError> {
    let mut launch = cluster.command("initdb", place, shim)?;
    launch.command.arg("-D").arg(&launch.folder).args([
        "--username=postgres",
        "--auth=trust",
        "--encoding=UTF8",
        "--data-checksums",
    ]);
    if cluster.installation.major >= SETTINGS_WHILE_MAKING_FROM {
        launch.command.arg("-c").arg(format!("dynamic_shared_memory_type={}", settings::SHARED_MEMORY_TYPE));
    }
    let output = launch.command.args(locale).output().doing(|| "run initdb".into())?;
    if output.status.success() {
        return Ok(Ok(()));
    }
    Ok(Err(both(&output.stdout, &output.stderr)))
}

/// The role and the database, through the single-user server: nobody else can be connected, and no client is needed.
fn first_sql(cluster: &Cluster, place: &Path, shim: &NameShim) -> Result<(), StartError> {
    let mut script = script(&cluster.data_dir).doing(|| "write the first statements".into())?;
    script
        .write_all(FIRST_SQL.as_bytes())
        .and_then(|()| script.rewind())
        .doing(|| "write the first statements".into())?;
    let mut launch = cluster.command("postgres", place, shim)?;
    launch.command.args(["--single", "-D"]).arg(&launch.folder).args(["-c", "exit_on_error=on", "template1"]);
    let output =
        launch.command.stdin(Stdio::from(script)).output().doing(|| "run PostgreSQL for the first time".into())?;
    if output.status.success() {
        Ok(())
    } else {
        Err(StartError::Initdb { output: both(&output.stdout, &output.stderr) })
    }
}

/// A file without a name, so that nothing is left behind.
fn script(folder: &Path) -> io::Result<fs::File> {
    let path = folder.join("postgres.first-sql");
    let file = fs::File::options().read(true).write(true).create(true).truncate(true).open(&path)?;
    fs::remove_file(path)?;
    Ok(file)
}

pub(crate) fn both(stdout: &[u8], stderr: &[u8]) -> String {
    let text = [String::from_utf8_lossy(stdout), String::from_utf8_lossy(stderr)].concat();
    text.trim().to_owned()
}
