//! The file of a backup: a plain tar archive, with a checksum of each entry.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use sha2::{Digest, Sha256};
use tar::{EntryType, Header};
use tempfile::NamedTempFile;
use tokio::io::{AsyncRead, AsyncReadExt};

use super::manifest::{self, Checksum, Manifest};

const BLOCK: u64 = 512;
const BUFFER_BYTES: usize = 256 * 1024;
const OWNER_ONLY: u32 = 0o600;
/// A manifest is small; what is longer is none.
const MAX_SMALL_BYTES: u64 = 4 * 1024 * 1024;

/// An archive that grows beside its place and gets its name when it is complete. Dropped before that, it leaves nothing.
pub(super) struct Writer {
    file: NamedTempFile,
    target: PathBuf,
    files: BTreeMap<String, Checksum>,
}

impl Writer {
    /// # Errors
    /// The target exists, or nothing can be written in its folder.
    pub(super) fn create(target: &Path) -> anyhow::Result<Self> {
        ensure!(!target.is_dir(), "{} is a folder: name a file in it", target.display());
        ensure!(
            !target.exists(),
            "{} exists already, and a backup replaces nothing: name another file",
            target.display()
        );
        let target = std::path::absolute(target)?;
        let folder = target.parent().context("name a file")?;
        // Only its owner can read it from its first byte on.
        let file = tempfile::Builder::new()
            .prefix(".taper-backup-")
            .tempfile_in(folder)
            .with_context(|| format!("cannot write in {}", folder.display()))?;
        Ok(Self { file, target, files: BTreeMap::new() })
    }

    /// # Errors
    /// The source's or the disk's.
    pub(super) async fn add(&mut self, name: &str, source: &mut (impl AsyncRead + Unpin)) -> anyhow::Result<()> {
        let failed = || format!("cannot write {}", self.target.display());
        let file = self.file.as_file_mut();
        let begin = file.stream_position()?;
        // Its header tells its length, which is known afterwards.
        file.write_all(&[0; BLOCK as usize]).with_context(failed)?;
        let (mut digest, mut bytes, mut buffer) = (Sha256::new(), 0_u64, vec![0; BUFFER_BYTES]);
        loop {
            let read = source.read(&mut buffer).await?;
            if read == 0 {
                break;
            }
            digest.update(&buffer[..read]);
            file.write_all(&buffer[..read]).with_context(failed)?;
            bytes += read as u64;
        }
        let padding = (BLOCK - bytes % BLOCK) % BLOCK;
        file.write_all(&vec![0; padding as usize]).with_context(failed)?;
        let end = file.stream_position()?;
        file.seek(SeekFrom::Start(begin))?;
        file.write_all(header(name, bytes)?.as_bytes()).with_context(failed)?;
        file.seek(SeekFrom::Start(end))?;
        self.files.insert(name.to_owned(), Checksum { bytes, sha256: hex(digest) });
        Ok(())
    }

    /// Writes the manifest and gives the file its name. Returns its length in bytes.
    ///
    /// # Errors
    /// The disk's, or the name was taken meanwhile.
    pub(super) async fn finish(mut self, mut manifest: Manifest) -> anyhow::Result<u64> {
        manifest.files = std::mem::take(&mut self.files);
        let text = serde_json::to_vec_pretty(&manifest)?;
        self.add(manifest::NAME, &mut text.as_slice()).await?;
        let Self { mut file, target, .. } = self;
        let end_of_archive = [0; 2 * BLOCK as usize];
        let failed = || format!("cannot write {}", target.display());
        file.write_all(&end_of_archive).with_context(failed)?;
        file.as_file().sync_all().with_context(failed)?;
        let bytes = file.as_file_mut().stream_position()?;
        file.persist_noclobber(&target).map_err(|refused| refused.error).with_context(failed)?;
        if let Some(folder) = target.parent() {
            File::open(folder)?.sync_all().with_context(failed)?;
        }
        Ok(bytes)
    }
}

fn header(name: &str, bytes: u64) -> anyhow::Result<Header> {
    let mut header = Header::new_gnu();
    header.set_path(name)?;
    header.set_entry_type(EntryType::Regular);
    header.set_size(bytes);
    header.set_mode(OWNER_ONLY);
    header.set_mtime(0);
    header.set_cksum();
    Ok(header)
}

/// A complete archive whose content is what its manifest says.
pub(super) struct Checked {
    path: PathBuf,
    pub(super) manifest: Manifest,
}

impl Checked {
    /// Reads all of it.
    ///
    /// # Errors
    /// It is no backup, of another format, cut off, or damaged.
    pub(super) fn open(path: &Path) -> anyhow::Result<Self> {
        let no_backup = || format!("{} cannot be restored", path.display());
        let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
        let (manifest, found) = read_all(file).with_context(no_backup)?;
        for (name, expected) in &manifest.files {
            ensure!(
                found.get(name) == Some(expected),
                "{} is damaged: {name} is not as it was written",
                path.display()
            );
        }
        if let Some(name) = found.keys().find(|name| !manifest.files.contains_key(*name)) {
            bail!("{} is damaged: {name} does not belong to it", path.display());
        }
        Ok(Self { path: path.to_owned(), manifest })
    }

    /// Gives an entry's content to `read`.
    ///
    /// # Errors
    /// There is no such entry, or what `read` says.
    pub(super) fn entry<T>(
        &self,
        name: &str,
        read: impl FnOnce(&mut dyn Read) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let mut archive = tar::Archive::new(File::open(&self.path)?);
        for entry in archive.entries()? {
            let mut entry = entry?;
            if entry.path_bytes().as_ref() == name.as_bytes() {
                return read(&mut entry);
            }
        }
        bail!("{} lacks {name}", self.path.display())
    }

    pub(super) fn text(&self, name: &str) -> anyhow::Result<String> {
        self.entry(name, |entry| {
            let mut text = String::new();
            entry.take(MAX_SMALL_BYTES).read_to_string(&mut text)?;
            Ok(text)
        })
    }
}

fn read_all(file: File) -> anyhow::Result<(Manifest, BTreeMap<String, Checksum>)> {
    let mut archive = tar::Archive::new(file);
    let mut found = BTreeMap::new();
    let mut buffer = vec![0; BUFFER_BYTES];
    for entry in archive.entries()? {
        let mut entry = entry.context("it is no backup that `taper backup` made, or it was cut off")?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if name == manifest::NAME {
            let mut text = Vec::new();
            entry.take(MAX_SMALL_BYTES).read_to_end(&mut text)?;
            return Ok((Manifest::parse(&text)?, found));
        }
        let (mut digest, mut bytes) = (Sha256::new(), 0);
        loop {
            let read = entry.read(&mut buffer).context("it was cut off")?;
            if read == 0 {
                break;
            }
            digest.update(&buffer[..read]);
            bytes += read as u64;
        }
        found.insert(name, Checksum { bytes, sha256: hex(digest) });
    }
    bail!("it is no backup that `taper backup` made, or it was cut off: it has no manifest")
}

fn hex(digest: Sha256) -> String {
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use chrono::DateTime;

    use super::*;

    async fn written(folder: &Path) -> PathBuf {
        let path = folder.join("a.tar");
        let mut writer = Writer::create(&path).unwrap();
        writer.add("keys.json", &mut b"{}".as_slice()).await.unwrap();
        writer.add("long", &mut vec![7; 3 * BUFFER_BYTES + 1].as_slice()).await.unwrap();
        assert!(!path.exists(), "it has its name before it is complete");
        writer.finish(Manifest::new(DateTime::UNIX_EPOCH, "http://localhost")).await.unwrap();
        path
    }

    fn refusal(path: &Path) -> String {
        format!("{:#}", Checked::open(path).err().unwrap())
    }

    #[tokio::test]
    async fn what_is_written_is_read_again_and_only_by_its_owner() {
        let folder = tempfile::tempdir().unwrap();
        let path = written(folder.path()).await;
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, OWNER_ONLY);
        let archive = Checked::open(&path).unwrap();
        assert_eq!(archive.text("keys.json").unwrap(), "{}");
        assert_eq!(archive.manifest.files["long"].bytes, 3 * BUFFER_BYTES as u64 + 1);
        assert!(refusal_to_replace(&path).contains("exists already"));
    }

    fn refusal_to_replace(path: &Path) -> String {
        Writer::create(path).err().unwrap().to_string()
    }

    #[tokio::test]
    async fn one_flipped_bit_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let path = written(folder.path()).await;
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[100_000] ^= 1;
        std::fs::write(&path, bytes).unwrap();
        assert!(refusal(&path).contains("long is not as it was written"), "{}", refusal(&path));
    }

    #[tokio::test]
    async fn a_file_that_was_cut_off_and_one_that_is_none_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = written(folder.path()).await;
        let bytes = std::fs::read(&path).unwrap();
        for length in [0, 700, 1024, 100_000, bytes.len() - 3000] {
            std::fs::write(&path, &bytes[..length]).unwrap();
            assert!(refusal(&path).contains("cut off"), "{length}: {}", refusal(&path));
        }
        std::fs::write(&path, vec![b'x'; 5000]).unwrap();
        assert!(refusal(&path).contains("no backup"), "{}", refusal(&path));
    }

    #[tokio::test]
    async fn another_format_names_its_maker() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("b.tar");
        let manifest = Manifest { format: 9, taper: "7.0.0".into(), ..Manifest::new(DateTime::UNIX_EPOCH, "") };
        Writer::create(&path).unwrap().finish(manifest).await.unwrap();
        assert!(refusal(&path).contains("format 9, made by Taper 7.0.0"), "{}", refusal(&path));
    }

    #[tokio::test]
    async fn what_is_given_up_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = Writer::create(&folder.path().join("c.tar")).unwrap();
        writer.add("keys.json", &mut b"{}".as_slice()).await.unwrap();
        drop(writer);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
