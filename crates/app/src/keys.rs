use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::Context;
use taper_platform::{KeyRing, Random};

use crate::config::Config;

const FILE: &str = "keys.json";
const OWNER_ONLY: u32 = 0o600;

/// The instance's keys: configured, or kept in the data directory and made there at the first start.
pub(crate) fn load(config: &Config, random: &Random) -> anyhow::Result<KeyRing> {
    if let Some(ring) = find(config)? {
        return Ok(ring);
    }
    let ring = KeyRing::generate(random);
    write(&config.data_dir, &ring)?;
    Ok(ring)
}

/// The instance's keys if it has any yet: looks only.
pub(crate) fn find(config: &Config) -> anyhow::Result<Option<KeyRing>> {
    if let Some(json) = &config.keys {
        return KeyRing::from_json(json).context("TAPER_KEYS").map(Some);
    }
    let path = path(&config.data_dir);
    if !path.exists() {
        return Ok(None);
    }
    let json = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    KeyRing::from_json(&json)
        .with_context(|| format!("{} is damaged; restore it from a backup", path.display()))
        .map(Some)
}

/// Where the keys are kept if they are not configured.
pub(crate) fn path(data_dir: &Path) -> PathBuf {
    data_dir.join(FILE)
}

/// Writes the keys so that a crash leaves the old file or the new one.
pub(crate) fn write(data_dir: &Path, ring: &KeyRing) -> anyhow::Result<()> {
    std::fs::create_dir_all(data_dir).with_context(|| format!("cannot make {}", data_dir.display()))?;
    let draft = data_dir.join("keys.json.new");
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(OWNER_ONLY)
        .open(&draft)
        .with_context(|| format!("cannot write {}", draft.display()))?;
    file.write_all(ring.to_json().as_bytes())?;
    file.sync_all()?;
    std::fs::rename(&draft, path(data_dir))?;
    std::fs::File::open(data_dir)?.sync_all()?;
    Ok(())
}
