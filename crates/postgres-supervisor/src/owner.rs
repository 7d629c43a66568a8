//! As whom the server runs. PostgreSQL refuses root, and its initdb refuses a user without a name.

use std::{
    fs,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use nix::unistd::{Gid, Group, Uid, User, getegid, geteuid};

use crate::{StartError, error::Doing};

/// Whom root runs the server of a new cluster as: the first that exists.
const UNPRIVILEGED_USERS: [&str; 3] = ["taper", "postgres", "nobody"];

/// Where packages put libnss-wrapper, which gives a user id a name.
const NSS_WRAPPER_PLACES: [&str; 4] = ["/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib"];
const NSS_WRAPPER: &str = "libnss_wrapper.so";

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Owner {
    pub(crate) uid: Uid,
    pub(crate) gid: Gid,
    /// We are root and become that user for the server.
    pub(crate) switch: bool,
}

/// The owner of a cluster that is there, or will be made, in `folder`.
pub(crate) fn of(folder: &Path, wanted: Option<&str>) -> Result<Owner, StartError> {
    let (me, existing) = (geteuid(), fs::metadata(folder).ok());
    if !me.is_root() {
        return match existing {
            Some(meta) if meta.uid() != me.as_raw() => {
                Err(StartError::NotYours { path: folder.to_owned(), owner: name_of(Uid::from_raw(meta.uid())) })
            }
            _ => Ok(Owner { uid: me, gid: getegid(), switch: false }),
        };
    }
    let unprivileged = || {
        let named = |name: &str| User::from_name(name).ok().flatten().filter(|user| !user.uid.is_root());
        wanted.map_or_else(|| UNPRIVILEGED_USERS.into_iter().find_map(named), named)
    };
    match existing {
        Some(meta) if meta.uid() == 0 => {
            let user = unprivileged().map_or_else(|| "taper".to_owned(), |user| user.name);
            Err(StartError::OwnedByRoot { path: folder.to_owned(), user })
        }
        Some(meta) => Ok(Owner { uid: Uid::from_raw(meta.uid()), gid: Gid::from_raw(meta.gid()), switch: true }),
        None => {
            let wanted = || wanted.map_or_else(|| UNPRIVILEGED_USERS.join(", "), str::to_owned);
            let user = unprivileged().ok_or_else(|| StartError::NoUser { wanted: wanted() })?;
            Ok(Owner { uid: user.uid, gid: user.gid, switch: true })
        }
    }
}

pub(crate) fn name_of(uid: Uid) -> String {
    User::from_uid(uid).ok().flatten().map_or_else(|| uid.to_string(), |user| user.name)
}

/// How `initdb` and the single-user server are told a name for a user id that has none, as in a container started with
/// an arbitrary one. The running server does not ask.
#[derive(Debug)]
pub(crate) enum NameShim {
    NotNeeded,
    /// libnss-wrapper, preloaded, answers from these two files.
    NssWrapper {
        library: PathBuf,
        passwd: PathBuf,
        group: PathBuf,
    },
    /// A user namespace in which this id is called by a name that exists. Many containers forbid that.
    Namespace {
        as_uid: Uid,
    },
}

impl NameShim {
    /// `scratch` is a folder for the shim's files.
    pub(crate) fn for_owner(owner: &Owner, scratch: &Path) -> Result<Self, StartError> {
        if User::from_uid(owner.uid).ok().flatten().is_some() {
            return Ok(Self::NotNeeded);
        }
        if let Some(library) = nss_wrapper() {
            let (passwd, group) = (scratch.join("postgres.passwd"), scratch.join("postgres.group"));
            let (uid, gid) = (owner.uid, owner.gid);
            fs::write(&passwd, format!("taper:x:{uid}:{gid}::/:/bin/false\n"))
                .doing(|| format!("write {}", passwd.display()))?;
            let group_name = Group::from_gid(gid).ok().flatten().map_or_else(|| "taper".to_owned(), |group| group.name);
            fs::write(&group, format!("{group_name}:x:{gid}:\n")).doing(|| format!("write {}", group.display()))?;
            return Ok(Self::NssWrapper { library, passwd, group });
        }
        let nobody = User::from_name("nobody").ok().flatten().map(|user| user.uid);
        match nobody {
            Some(as_uid) if !owner.switch && namespace_allowed(as_uid) => Ok(Self::Namespace { as_uid }),
            _ => Err(StartError::Nameless { uid: owner.uid.as_raw() }),
        }
    }

    /// What goes before a program's own command line.
    pub(crate) fn prefix(&self) -> Vec<String> {
        match self {
            Self::NotNeeded | Self::NssWrapper { .. } => Vec::new(),
            Self::Namespace { as_uid } => namespace(*as_uid),
        }
    }

    pub(crate) fn environment(&self) -> Vec<(&'static str, &Path)> {
        match self {
            Self::NotNeeded | Self::Namespace { .. } => Vec::new(),
            Self::NssWrapper { library, passwd, group } => {
                vec![("LD_PRELOAD", library), ("NSS_WRAPPER_PASSWD", passwd), ("NSS_WRAPPER_GROUP", group)]
            }
        }
    }
}

impl Drop for NameShim {
    fn drop(&mut self) {
        if let Self::NssWrapper { passwd, group, .. } = self {
            let _ = fs::remove_file(passwd);
            let _ = fs::remove_file(group);
        }
    }
}

fn nss_wrapper() -> Option<PathBuf> {
    NSS_WRAPPER_PLACES.iter().find_map(|place| {
        let direct = Path::new(place).join(NSS_WRAPPER);
        // Debian and its kin have one more folder, named after the processor.
        let nested = || {
            fs::read_dir(place).ok()?.flatten().map(|entry| entry.path().join(NSS_WRAPPER)).find(|path| path.exists())
        };
        if direct.exists() { Some(direct) } else { nested() }
    })
}

fn namespace(as_uid: Uid) -> Vec<String> {
    vec!["unshare".into(), "--user".into(), format!("--map-user={as_uid}"), "--".into()]
}

fn namespace_allowed(as_uid: Uid) -> bool {
    works(&namespace(as_uid))
}

/// Whether a prefix can be put before a command here.
pub(crate) fn works(prefix: &[String]) -> bool {
    let Some((program, arguments)) = prefix.split_first() else {
        return true;
    };
    let tried = Command::new(program).args(arguments).arg("true").stdout(Stdio::null()).stderr(Stdio::null()).status();
    tried.is_ok_and(|status| status.success())
}
