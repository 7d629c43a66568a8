use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::Context;
use taper_bus::Bus;
use taper_platform::KeyRing;

use crate::config::Config;

const FILE: &str = "keys.json";
const OWNER_ONLY: u32 = 0o600;

/// Refuses keys that are not those of the instance's database: what is sealed there would be lost to them, and what is
/// sealed with them to the right ones.
///
/// # Errors
/// They open none of the signing keys, or the database cannot be asked.
pub(crate) async fn fit(config: &Config, bus: &Bus) -> anyhow::Result<()> {
    // A process without identity's tables has none to look at.
    if taper_bus::newest_migration(&bus.db(identity::NAME).jobs, identity::NAME).await?.is_none() {
        return Ok(());
    }
    let keys = identity::inspect_signing_keys(bus).await.map_err(|error| anyhow::anyhow!("{error}"))?;
    anyhow::ensure!(
        keys.opened > 0 || keys.kept == 0,
        "{}; put back the right keys, from where the folder was moved from or from a backup",
        match &config.keys {
            Some(_) => "TAPER_KEYS are not the keys of this database".to_owned(),
            None if path(&config.data_dir).exists() =>
                format!("{} holds other keys than those of this database", path(&config.data_dir).display()),
            None => format!("{} is missing, and the database was sealed with it", path(&config.data_dir).display()),
        }
    );
    Ok(())
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
