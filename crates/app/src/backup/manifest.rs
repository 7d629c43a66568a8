//! What a backup says about itself: its last entry, so that one which was cut off has none.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::databases::BUS;

pub(super) const NAME: &str = "manifest.json";
/// Of the instance's keys in the archive.
pub(super) const KEYS: &str = "keys.json";
/// Changes when an older program could not read the file any more.
const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
pub(crate) struct Manifest {
    pub format: u32,
    /// Version of the program that made it.
    pub taper: String,
    /// All of what was acknowledged before is in it.
    pub begun_at: DateTime<Utc>,
    /// Where the instance was reached; tokens and links name it.
    pub public_url: String,
    pub databases: Vec<Database>,
    /// Every other entry of the archive.
    pub files: BTreeMap<String, Checksum>,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Database {
    /// The entry that `pg_dump` wrote.
    pub file: String,
    /// Major version of the server.
    pub postgres: u32,
    /// The newest migration of each schema.
    pub schemas: BTreeMap<String, i64>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Checksum {
    pub bytes: u64,
    /// In hexadecimal digits.
    pub sha256: String,
}

impl Manifest {
    pub(super) fn new(begun_at: DateTime<Utc>, public_url: &str) -> Self {
        Self {
            format: FORMAT,
            taper: env!("CARGO_PKG_VERSION").to_owned(),
            begun_at,
            public_url: public_url.to_owned(),
            databases: Vec::new(),
            files: BTreeMap::new(),
        }
    }

    /// # Errors
    /// No manifest, or one of another format.
    pub(super) fn parse(text: &[u8]) -> anyhow::Result<Self> {
        // Another format's other fields must not hide that it is another.
        #[derive(Deserialize)]
        struct Head {
            format: u32,
            taper: String,
        }
        let head: Head = serde_json::from_slice(text).context("its manifest cannot be read")?;
        if head.format != FORMAT {
            bail!(
                "it has format {}, made by Taper {}; this is Taper {}, which reads format {FORMAT}: restore it with the \
                 version that made it, or a later one that still reads it",
                head.format,
                head.taper,
                env!("CARGO_PKG_VERSION")
            );
        }
        serde_json::from_slice(text).context("its manifest cannot be read")
    }

    pub(crate) fn schemas(&self) -> impl Iterator<Item = (&str, i64)> {
        self.databases
            .iter()
            .flat_map(|database| database.schemas.iter().map(|(name, version)| (name.as_str(), *version)))
    }
}

impl Database {
    pub(super) fn services(&self) -> impl Iterator<Item = &str> {
        self.schemas.keys().map(String::as_str).filter(|schema| *schema != BUS)
    }
}
