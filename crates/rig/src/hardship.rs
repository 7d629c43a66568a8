//! What a machine may do to its programs: a full disk, a clock that was set.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use nix::mount::{MntFlags, MsFlags, mount, umount2};

const CHUNK: usize = 1 << 20;
/// Of Debian's package faketime.
const LIBRARIES: [&str; 3] = [
    "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
    "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
    "/usr/lib/faketime/libfaketimeMT.so.1",
];

/// A folder with a small file system of its own, until dropped.
pub struct SmallDisk {
    folder: PathBuf,
}

impl SmallDisk {
    /// # Errors
    /// This is not root, or not Linux.
    pub fn at(folder: &Path, mebibytes: u32) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        let size = format!("size={mebibytes}m,mode=0755");
        mount(Some("tmpfs"), folder, Some("tmpfs"), MsFlags::empty(), Some(size.as_str()))
            .with_context(|| format!("a small disk at {}: only root can mount one", folder.display()))?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// Leaves no byte free.
    ///
    /// # Errors
    /// Another than that it is full.
    pub fn fill(&self) -> Result<()> {
        let mut file = File::create(self.filler())?;
        for size in [CHUNK, 4096, 1] {
            let chunk = vec![0; size];
            loop {
                match file.write(&chunk) {
                    Ok(0) => break,
                    Ok(_) => {}
                    Err(full) if full.kind() == std::io::ErrorKind::StorageFull => break,
                    Err(other) => return Err(other.into()),
                }
            }
        }
        Ok(())
    }

    /// Gives back what [`Self::fill`] took.
    ///
    /// # Errors
    /// The system's.
    pub fn free(&self) -> Result<()> {
        Ok(std::fs::remove_file(self.filler())?)
    }

    fn filler(&self) -> PathBuf {
        self.folder.join("filler")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Also while something of a run that failed still has files there.
        let _ = umount2(&self.folder, MntFlags::MNT_DETACH);
    }
}

/// The clock of a process and of what it starts; time goes on as it does, from another moment.
pub struct SetClock {
    file: PathBuf,
    library: &'static str,
}

impl SetClock {
    /// # Errors
    /// libfaketime is not installed.
    pub fn at(folder: &Path) -> Result<Self> {
        let library = LIBRARIES.into_iter().find(|library| Path::new(library).exists());
        let library = library.context("libfaketime was not found: install Debian's package faketime")?;
        let clock = Self { file: folder.join("clock"), library };
        clock.set(0)?;
        Ok(clock)
    }

    /// Off by so many seconds from now on; noticed within one.
    ///
    /// # Errors
    /// The system's.
    pub fn set(&self, seconds: i64) -> Result<()> {
        let next = self.file.with_extension("next");
        std::fs::write(&next, format!("{seconds:+}\n"))?;
        Ok(std::fs::rename(next, &self.file)?)
    }

    /// What a process has to be told.
    pub fn settings(&self) -> Vec<(String, String)> {
        let file = self.file.display().to_string();
        [
            ("LD_PRELOAD", self.library),
            ("FAKETIME_TIMESTAMP_FILE", &file),
            ("FAKETIME_CACHE_DURATION", "1"),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into()
    }
}
