use std::{io, path::PathBuf};

/// Why the embedded server could not be started. Each message is for the operator and says the way out.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("PostgreSQL {oldest} or newer was not found{place}: {install}, or set TAPER_DATABASE_URL to a server you run yourself", oldest = crate::binaries::OLDEST_MAJOR)]
    NotFound { place: String, install: &'static str },
    #[error("PostgreSQL {found} is too old, Taper needs {oldest} or newer: {install}", oldest = crate::binaries::OLDEST_MAJOR)]
    TooOld { found: u32, install: &'static str },
    #[error("the data in {folder} was written by PostgreSQL {written_by}, and only PostgreSQL {found} is installed: install PostgreSQL {written_by} as well, then go on as before{or_upgrade}", folder = .folder.display())]
    OtherMajor { folder: PathBuf, written_by: u32, found: String, or_upgrade: &'static str },
    #[error("Taper already runs on {data_dir} (process {pid}): stop that process, or give this one another --data-dir", data_dir = .data_dir.display())]
    AlreadyRunning { data_dir: PathBuf, pid: String },
    #[error("{path} belongs to user {owner} and not to this one: start Taper as that user, or hand it over with `chown -R`", path = .path.display())]
    NotYours { path: PathBuf, owner: String },
    #[error("{path} belongs to root, and PostgreSQL refuses to run as root: hand it to the user it should run as, for example `chown -R {user} {path}`", path = .path.display())]
    OwnedByRoot { path: PathBuf, user: String },
    #[error("{path} is not a PostgreSQL cluster (it has no PG_VERSION): move it away, or restore it from a backup", path = .path.display())]
    NotACluster { path: PathBuf },
    #[error(
        "PostgreSQL does not run as root and there is no user {wanted} to run it as: create one with `useradd --system taper`, or start Taper as an ordinary user"
    )]
    NoUser { wanted: String },
    #[error(
        "user id {uid} has no name on this system and PostgreSQL's initdb needs one: install libnss-wrapper, run as a user that is in /etc/passwd, or add this id to it"
    )]
    Nameless { uid: u32 },
    #[error("the new PostgreSQL cluster could not be made: {output}")]
    Initdb { output: String },
    #[error("PostgreSQL left behind by an earlier run (process {pid}) does not end: end it by hand")]
    Orphan { pid: i32 },
    #[error("PostgreSQL did not start ({status}); its last words: {log}")]
    Server { status: String, log: String },
    #[error("{folder} is so deep that a socket in it cannot be reached, and no short folder could be made in /run/user, /tmp or /var/tmp: choose a shorter --data-dir", folder = .folder.display())]
    TooDeep { folder: PathBuf },
    #[error("could not {doing}: {source}")]
    Io { doing: String, source: io::Error },
    #[error(
        "`{name}` of PostgreSQL {major} was not found: install the client programs of that version (`postgresql-client-{major}` on Debian and Ubuntu), or set TAPER_POSTGRES_BIN to their folder"
    )]
    NoClient { name: &'static str, major: u32 },
    #[error("the start of PostgreSQL was abandoned by a fault in Taper; see the log")]
    Abandoned,
}

/// Why the cluster could not be brought to a newer major version. It is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum UpgradeError {
    #[error(transparent)]
    Start(#[from] StartError),
    #[error("there is no PostgreSQL cluster in {path} to upgrade", path = .0.display())]
    NothingThere(PathBuf),
    #[error(
        "the data was written by PostgreSQL {written_by} and nothing newer is installed: install the newer PostgreSQL beside it, then run `taper pg upgrade` again"
    )]
    NothingNewer { written_by: u32 },
    #[error("an earlier upgrade left {path}: look whether anything in it is missing, then move it away", path = .0.display())]
    KeptFolderExists(PathBuf),
    #[error("the upgrade from PostgreSQL {from} to {to} failed, the data is as it was: {output}")]
    Failed { from: u32, to: u32, output: String },
}

/// The server did not end cleanly in time and was forced. It replays its log at the next start; nothing committed is lost.
#[derive(Debug, thiserror::Error)]
#[error("PostgreSQL did not shut down in time and was ended at once; it will recover at the next start")]
pub struct StopError;

pub(crate) trait Doing<T> {
    /// Says what was being done when an I/O error came: `could not {doing}: …`.
    fn doing(self, doing: impl FnOnce() -> String) -> Result<T, StartError>;
}

impl<T, E: Into<io::Error>> Doing<T> for Result<T, E> {
    fn doing(self, doing: impl FnOnce() -> String) -> Result<T, StartError> {
        self.map_err(|error| StartError::Io { doing: doing(), source: error.into() })
    }
}
