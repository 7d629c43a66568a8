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
pub(crate) const FOLDER_NAME: &str = "postgres";

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
        let data_dir = config
            .data_dir
            .canonicalize()
            .doing(|| format!("find {}", config.data_dir.display()))?;
        let folder = data_dir.join(FOLDER_NAME);
        let owner = owner::of(&folder, config.user.as_deref())?;
        let written_by = written_by(&folder)?;
        let found = binaries::find(config.binaries.as_deref());
        let existing = written_by.map(|major| (major, folder.as_path()));
        let installation = binaries::choose(&found, config.binaries.as_deref(), existing)?;
        let cluster = Self {
            data_dir,
            folder,
            owner,
            installation,
            max_connections: config.max_connections,
        };
        Ok((cluster, written_by.is_some()))
    }

    /// A command for one of PostgreSQL's programs as the cluster's owner, working on `folder`.
    pub(crate) fn command(
        &self,
        program: &str,
        folder: &Path,
        shim: &NameShim,
    ) -> Result<Launch, StartError> {
        self.launch(shim.command(&self.installation.bin.join(program)), folder)
    }

    /// Makes a command run as the cluster's owner, in a process group of its own (a Ctrl-C at the terminal is for Taper,
    /// which then stops the server in order), without our environment.
    pub(crate) fn launch(&self, mut command: Command, folder: &Path) -> Result<Launch, StartError> {
        let given: Vec<_> = command
            .get_envs()
            .map(|(name, value)| (name.to_owned(), value.map(OsString::from)))
            .collect();
        command
            .env_clear()
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .env("LC_ALL", "C")
            .env("TZ", "UTC");
        command.envs(
            given
                .into_iter()
                .filter_map(|(name, value)| Some((name, value?))),
        );
        command
            .current_dir("/")
            .process_group(0)
            .stdin(Stdio::null());
        let (folder, handle) = if self.owner.switch {
            // With the user the supplementary groups go, too: the standard library sees to that for root.
            command
                .uid(self.owner.uid.as_raw())
                .gid(self.owner.gid.as_raw());
            let (path, handle) = open_door(folder)?;
            (path, handle)
        } else {
            (folder.to_owned(), None)
        };
        Ok(Launch {
            command,
            folder,
            _handle: handle,
        })
    }

    /// Makes a folder that only the owner can enter.
    pub(crate) fn make_folder(&self, path: &Path) -> Result<(), StartError> {
        DirBuilder::new()
            .mode(0o700)
            .create(path)
            .doing(|| format!("make {}", path.display()))?;
        if self.owner.switch {
            let (uid, gid) = (self.owner.uid.as_raw(), self.owner.gid.as_raw());
            chown(path, Some(uid), Some(gid)).doing(|| {
                format!(
                    "give {} to {}",
                    path.display(),
                    owner::name_of(self.owner.uid)
                )
            })?;
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
    pub(crate) fn replace_file(
        &self,
        folder: &Path,
        name: &str,
        text: &str,
    ) -> Result<(), StartError> {
        let (path, new) = (folder.join(name), folder.join(format!("{name}.new")));
        let written = || -> io::Result<()> {
            match fs::remove_file(&new) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
            let mut file = OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(&new)?;
            file.write_all(text.as_bytes())?;
            if self.owner.switch {
                fchown(
                    &file,
                    Some(self.owner.uid.as_raw()),
                    Some(self.owner.gid.as_raw()),
                )?;
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
    /// Open until the command has been started.
    _handle: Option<OwnedFd>,
}

/// An open descriptor of a folder that a child inherits, and its name there. Through it the child reaches the folder
/// wherever it is, without a right on the directories above, as for a repository cloned under `/root`.
#[cfg(target_os = "linux")]
fn open_door(folder: &Path) -> Result<(PathBuf, Option<OwnedFd>), StartError> {
    // Not close-on-exec, so any other child started in this moment has it as well; as O_PATH it permits nothing to
    // whom the folder does not belong.
    let handle = open(folder, OFlag::O_PATH | OFlag::O_DIRECTORY, Mode::empty())
        .doing(|| format!("open {}", folder.display()))?;
    Ok((
        PathBuf::from(format!("/proc/self/fd/{}", handle.as_raw_fd())),
        Some(handle),
    ))
}

#[cfg(not(target_os = "linux"))]
fn open_door(folder: &Path) -> Result<(PathBuf, Option<OwnedFd>), StartError> {
    Ok((folder.to_owned(), None))
}

/// The major version that wrote a cluster; none if there is no cluster.
pub(crate) fn written_by(folder: &Path) -> Result<Option<u32>, StartError> {
    match fs::read_to_string(folder.join("PG_VERSION")) {
        Ok(text) => text
            .trim()
            .parse()
            .map(Some)
            .map_err(|_| StartError::NotACluster {
                path: folder.to_owned(),
            }),
        Err(error) if error.kind() == io::ErrorKind::NotFound && !folder.exists() => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(StartError::NotACluster {
            path: folder.to_owned(),
        }),
        Err(source) => Err(StartError::Io {
            doing: format!("read {}", folder.join("PG_VERSION").display()),
            source,
        }),
    }
}

pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}
