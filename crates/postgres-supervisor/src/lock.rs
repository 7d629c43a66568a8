//! One process per data directory. The kernel releases the lock with the process that held it, however that ended.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{Read, Seek, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use crate::{StartError, error::Doing, socket};

const FILE_NAME: &str = "taper.lock";
/// A process that is just ending, or `taper doctor` looking, may hold the lock for a moment.
const PATIENCE: Duration = Duration::from_millis(500);

/// Held as long as this process uses the data directory.
#[derive(Debug)]
pub(crate) struct Lock {
    file: File,
}

/// Who holds the lock, as the holder wrote it.
pub(crate) struct Holder {
    pub(crate) pid: String,
    pub(crate) socket_dir: Option<PathBuf>,
}

impl Lock {
    pub(crate) fn take(data_dir: &Path) -> Result<Self, StartError> {
        let path = data_dir.join(FILE_NAME);
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&path)
            .doing(|| format!("open {}", path.display()))?;
        let deadline = Instant::now() + PATIENCE;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if Instant::now() < deadline => thread::sleep(Duration::from_millis(20)),
                Err(TryLockError::WouldBlock) => {
                    let pid = read(&mut file).pid;
                    return Err(StartError::AlreadyRunning { data_dir: data_dir.to_owned(), pid });
                }
                Err(TryLockError::Error(source)) => {
                    return Err(StartError::Io { doing: format!("lock {}", path.display()), source });
                }
            }
        }
        if let Some(earlier) = read(&mut file).socket_dir {
            socket::remove_detour(&earlier);
        }
        let mut lock = Self { file };
        lock.write("")?;
        Ok(lock)
    }

    /// Tells other processes of this machine (`taper admin`, `taper dlq`) where the server listens.
    pub(crate) fn record(&mut self, socket_dir: &Path) -> Result<(), StartError> {
        self.write(&socket_dir.to_string_lossy())
    }

    fn write(&mut self, socket_dir: &str) -> Result<(), StartError> {
        let text = format!("{}\n{socket_dir}\n", std::process::id());
        self.file
            .set_len(0)
            .and_then(|()| self.file.rewind())
            .and_then(|()| self.file.write_all(text.as_bytes()))
            .doing(|| format!("write {FILE_NAME}"))
    }
}

/// The process that uses the data directory now, if any.
pub(crate) fn holder(data_dir: &Path) -> Option<Holder> {
    let mut file = fs::File::open(data_dir.join(FILE_NAME)).ok()?;
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => Some(read(&mut file)),
        _ => None,
    }
}

/// Where to connect if a Taper process runs the embedded server of this data directory now.
pub fn running_url(data_dir: &Path) -> Option<String> {
    let socket_dir = holder(data_dir)?.socket_dir?;
    Some(socket::url(&socket_dir))
}

fn read(file: &mut File) -> Holder {
    let mut text = String::new();
    let _ = file.rewind().and_then(|()| file.read_to_string(&mut text));
    let mut lines = text.lines();
    let pid = lines.next().filter(|pid| !pid.is_empty()).unwrap_or("unknown").to_owned();
    Holder { pid, socket_dir: lines.next().filter(|path| !path.is_empty()).map(PathBuf::from) }
}
