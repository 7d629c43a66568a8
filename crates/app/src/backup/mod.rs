//! Backups: everything of an instance in one file, and back into an empty place.
//!
//! A backup is a snapshot of every database, the instance's keys, and a manifest with versions and checksums. It changes
//! nothing, and never overwrites anything; a restore only ever fills what is empty.

mod archive;
mod databases;
mod manifest;
mod programs;
mod restore;
mod snapshot;
mod take;

pub(crate) use databases::{InDatabase, of as databases};
pub(crate) use restore::{refuse_half_restored, restore};
pub(crate) use snapshot::APPLICATION;
pub(crate) use take::take;
