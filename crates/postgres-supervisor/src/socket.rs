//! How clients reach the server's socket. The server itself binds it by a relative name inside its folder.

use std::{
    fs,
    os::unix::{ffi::OsStrExt, fs::symlink},
    path::{Path, PathBuf},
};

use crate::StartError;

/// The name PostgreSQL gives its socket, for port 5432.
const SOCKET_NAME: &str = ".s.PGSQL.5432";
/// The longest path `connect` takes, one less than the kernel's `sun_path` for the closing zero (macOS has 104).
const LONGEST_PATH: usize = if cfg!(target_os = "macos") { 103 } else { 107 };
const DETOUR_LINK: &str = "postgres";

/// The folder that clients name: the cluster's own, or, if that is too deep, a link to it in a new private folder.
pub(crate) fn reachable(folder: &Path) -> Result<PathBuf, StartError> {
    if folder.join(SOCKET_NAME).as_os_str().as_bytes().len() <= LONGEST_PATH {
        return Ok(folder.to_owned());
    }
    let own = format!("/run/user/{}", nix::unistd::geteuid());
    for parent in [own.as_str(), "/tmp", "/var/tmp"] {
        // Made anew each time with mode 0700: nobody can have prepared it.
        let Ok(private) = nix::unistd::mkdtemp(&Path::new(parent).join("taper-XXXXXX")) else {
            continue;
        };
        let link = private.join(DETOUR_LINK);
        if symlink(folder, &link).is_ok() {
            return Ok(link);
        }
    }
    Err(StartError::TooDeep { folder: folder.to_owned() })
}

/// Removes what [`reachable`] made; leaves the cluster's own folder alone.
pub(crate) fn remove_detour(socket_dir: &Path) {
    if fs::read_link(socket_dir).is_ok() && fs::remove_file(socket_dir).is_ok() {
        let _ = socket_dir.parent().map(fs::remove_dir);
    }
}

/// The address as sqlx and libpq read it.
pub(crate) fn url(socket_dir: &Path) -> String {
    let mut host = String::new();
    for byte in socket_dir.as_os_str().as_bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => host.push(char::from(*byte)),
            other => host.push_str(&format!("%{other:02X}")),
        }
    }
    format!("postgres://taper@localhost/taper?host={host}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_survives_odd_folder_names() {
        assert_eq!(url(Path::new("/my data/ä&b")), "postgres://taper@localhost/taper?host=/my%20data/%C3%A4%26b");
    }
}
