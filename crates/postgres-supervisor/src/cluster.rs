//! One cluster: where it is, whose it is, which programs work on it, and how they are given its folder.

use std::{
    ffi::OsString,
    fs::{self, DirBuilder, OpenOptions, Permissions},
    io::{self, Write},
    os::{
        fd::{AsRawFd, OwnedFd},
        unix::{
            fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt, chown, fchown},
            process::CommandExt,
        },
    },
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use nix::{
    fcntl::{OFlag, open},
    sys::stat::Mode,
};

use crate::{
    Config, StartError,
    binaries::{self, Installation},
    error::Doing,
    owner::{self, NameShim, Owner},
};

/// The cluster's folder in the data directory.
pub const FOLDER_NAME: &str = "postgres";

#[derive(Clone, Debug)]
pub(crate) struct Cluster {
    pub(crate) data_dir: PathBuf,
    pub(crate) folder: PathBuf,
    pub(crate) owner: Owner,
    pub(crate) installation: Installation,
    pub(crate) max_connections: u16,
}

impl Cluster {
    /// The cluster of a configuration, and whether it is there already.
    pub(crate) fn locate(config: &Config) -> Result<(Self, bool), StartError> {
        let data_dir = config.data_dir.canonicalize().doing(|| format!("find {}", config.data_dir.display()))?;
        let folder = data_dir.join(FOLDER_NAME);
        let owner = owner::of(&folder, config.user.as_deref())?;
        let written_by = written_by(&folder)?;
        let found = binaries::find(config.binaries.as_deref());
        let existing = written_by.map(|major| (major, folder.as_path()));
        let installation = binaries::choose(&found, config.binaries.as_deref(), existing)?;
        let cluster = Self { data_dir, folder, owner, installation, max_connections: config.max_connections };
        Ok((cluster, written_by.is_some()))
    }

    /// A command for one of PostgreSQL's programs, working on `folder`: as the cluster's owner, without our environment,
    /// in a process group of its own (a Ctrl-C at the terminal is for Taper, which then stops the server in order), and
    /// ending when the thread that starts it does, see [`ending_with_us`].
    pub(crate) fn command(&self, program: &str, folder: &Path, shim: &NameShim) -> Result<Launch, StartError> {
        let mut words: Vec<OsString> = shim.prefix().into_iter().map(OsString::from).collect();
        words.extend(ending_with_us().into_iter().map(OsString::from));
        words.push(self.installation.bin.join(program).into());
        let mut command = Command::new(&words[0]);
        command.args(&words[1..]).env_clear().envs(shim.environment());
        command.env("PATH", "/usr/local/bin:/usr/bin:/bin").env("LC_ALL", "C").env("TZ", "UTC");
        command.current_dir("/").process_group(0).stdin(Stdio::null());
        if self.owner.switch {
            // With the user the supplementary groups go, too: the standard library sees to that for root.
            command.uid(self.owner.uid.as_raw()).gid(self.owner.gid.as_raw());
        }
        let mut launch = Launch { command, folder: PathBuf::new(), switch: self.owner.switch, doors: Vec::new() };
        launch.folder = launch.way_to(folder)?;
        Ok(launch)
    }

    /// Makes a folder that only the owner can enter.
    pub(crate) fn make_folder(&self, path: &Path) -> Result<(), StartError> {
        DirBuilder::new().mode(0o700).create(path).doing(|| format!("make {}", path.display()))?;
        if self.owner.switch {
            let (uid, gid) = (self.owner.uid.as_raw(), self.owner.gid.as_raw());
            chown(path, Some(uid), Some(gid))
                .doing(|| format!("give {} to {}", path.display(), owner::name_of(self.owner.uid)))?;
        }
        Ok(())
    }

    /// PostgreSQL would take 0750 as well, but the socket in the folder lets in whoever can reach it.
    pub(crate) fn close_folder(&self) -> Result<(), StartError> {
        fs::set_permissions(&self.folder, Permissions::from_mode(0o700))
            .doing(|| format!("close {} to others", self.folder.display()))
    }

    /// Replaces a file in the owner's folder, durably. A new file takes the old one's place rather than being written
    /// through it: as root we must not follow a link that somebody put there.
    pub(crate) fn replace_file(&self, folder: &Path, name: &str, text: &str) -> Result<(), StartError> {
        let (path, new) = (folder.join(name), folder.join(format!("{name}.new")));
        let written = || -> io::Result<()> {
            match fs::remove_file(&new) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
            let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&new)?;
            file.write_all(text.as_bytes())?;
            if self.owner.switch {
                fchown(&file, Some(self.owner.uid.as_raw()), Some(self.owner.gid.as_raw()))?;
            }
            file.sync_all()?;
            fs::rename(&new, &path)?;
            sync_folder(folder)
        };
        written().doing(|| format!("write {}", path.display()))
    }
}

/// A command and the path under which it finds the cluster's folder.
pub(crate) struct Launch {
    pub(crate) command: Command,
    pub(crate) folder: PathBuf,
    switch: bool,
    /// Open until the command has been started.
    doors: Vec<OwnedFd>,
}

impl Launch {
    /// A path under which the command finds a folder of its user's. As another user that is an inherited descriptor:
    /// the folder may be where that user has no right to go, as in a repository cloned under `/root`.
    pub(crate) fn way_to(&mut self, folder: &Path) -> Result<PathBuf, StartError> {
        if !self.switch || !cfg!(target_os = "linux") {
            return Ok(folder.to_owned());
        }
        // Not close-on-exec, so any other child started in this moment has it as well. It permits nothing to whom the
        // folder does not belong.
        let door = open(folder, OFlag::O_RDONLY | OFlag::O_DIRECTORY, Mode::empty())
            .doing(|| format!("open {}", folder.display()))?;
        let way = PathBuf::from(format!("/proc/self/fd/{}", door.as_raw_fd()));
        self.doors.push(door);
        Ok(way)
    }
}

/// Asks the kernel to tell a command to shut down (SIGINT: cleanly, at once) when the thread that started it ends, which
/// includes a kill -9 of the process. `setpriv` of util-linux does the asking, since we write no unsafe code.
fn ending_with_us() -> Vec<String> {
    let prefix = ["setpriv", "--pdeathsig", "INT", "--"].map(str::to_owned).to_vec();
    if owner::works(&prefix) { prefix } else { Vec::new() }
}

/// The major version that wrote a cluster; none if there is no cluster.
pub(crate) fn written_by(folder: &Path) -> Result<Option<u32>, StartError> {
    match fs::read_to_string(folder.join("PG_VERSION")) {
        Ok(text) => text.trim().parse().map(Some).map_err(|_| StartError::NotACluster { path: folder.to_owned() }),
        Err(error) if error.kind() == io::ErrorKind::NotFound && !folder.exists() => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(StartError::NotACluster { path: folder.to_owned() })
        }
        Err(source) => Err(StartError::Io { doing: format!("read {}", folder.join("PG_VERSION").display()), source }),
    }
}

pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}
