//! Files that `taper` writes about itself and that are committed: a difference is a mistake (rule 7).

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// A folder of files written by one subcommand of `taper`.
pub(crate) struct Generated {
    subcommand: &'static str,
    folder: &'static str,
    extension: &'static str,
}

pub(crate) const SCHEMAS: Generated = Generated {
    subcommand: "schemas",
    folder: "events/schemas",
    extension: "json",
};
pub(crate) const OPENAPI: Generated = Generated {
    subcommand: "openapi",
    folder: "specs",
    extension: "yaml",
};

impl Generated {
    /// Writes the folder anew, or with `check` only says what would change.
    pub(crate) fn run(&self, root: &Path, taper: Option<&Path>, check: bool) -> Result<bool> {
        let fresh_folder = root.join("target").join("xtask").join(self.subcommand);
        if fresh_folder.exists() {
            std::fs::remove_dir_all(&fresh_folder)?;
        }
        std::fs::create_dir_all(&fresh_folder)?;
        let status = taper_command(root, taper)
            .args([self.subcommand, "--out"])
            .arg(&fresh_folder)
            .status()
            .context("taper could not be started")?;
        ensure!(status.success(), "taper {} failed", self.subcommand);

        let fresh = read_folder(&fresh_folder, self.extension)?;
        ensure!(
            !fresh.is_empty(),
            "taper {} wrote no .{} file",
            self.subcommand,
            self.extension
        );
        let committed = read_folder(&root.join(self.folder), self.extension)?;
        if !check {
            return self.write(root, &committed, &fresh).map(|()| true);
        }
        let changes = differences(&committed, &fresh);
        for (name, change) in &changes {
            println!(
                "{}/{name}:1 generated: {change}; run `cargo xtask {}` and commit",
                self.folder, self.subcommand
            );
        }
        Ok(changes.is_empty())
    }

    fn write(&self, root: &Path, old: &Files, fresh: &Files) -> Result<()> {
        let folder = root.join(self.folder);
        std::fs::create_dir_all(&folder)?;
        for name in old.keys().filter(|name| !fresh.contains_key(*name)) {
            std::fs::remove_file(folder.join(name))?;
        }
        for (name, text) in fresh {
            if old.get(name) != Some(text) {
                std::fs::write(folder.join(name), text)?;
            }
        }
        Ok(())
    }
}

fn taper_command(root: &Path, taper: Option<&Path>) -> Command {
    let mut command = match taper {
        Some(path) => Command::new(path),
        None => {
            let mut cargo = Command::new(env!("CARGO"));
            cargo.args(["run", "--quiet", "--locked", "--package", "taper", "--"]);
            cargo
        }
    };
    command.current_dir(root);
    command
}

type Files = BTreeMap<String, String>;

fn read_folder(folder: &Path, extension: &str) -> Result<Files> {
    let mut files = Files::new();
    if !folder.exists() {
        return Ok(files);
    }
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|found| found == extension) {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            files.insert(name, std::fs::read_to_string(&path)?);
        }
    }
    Ok(files)
}

/// What changed from `old` to `new`, by file name.
pub(crate) fn differences(old: &Files, new: &Files) -> BTreeMap<String, &'static str> {
    let mut changes = BTreeMap::new();
    for (name, text) in new {
        match old.get(name) {
            None => changes.insert(name.clone(), "is missing"),
            Some(before) if before != text => {
                changes.insert(name.clone(), "is not what the code gives")
            }
            Some(_) => None,
        };
    }
    for name in old.keys().filter(|name| !new.contains_key(*name)) {
        changes.insert(name.clone(), "belongs to nothing in the code");
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(entries: &[(&str, &str)]) -> Files {
        entries
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn equal_folders_differ_in_nothing() {
        let same = files(&[("a.json", "1")]);
        assert!(differences(&same, &same).is_empty());
    }

    #[test]
    fn every_kind_of_difference_is_told() {
        let old = files(&[
            ("changed.json", "1"),
            ("gone.json", "1"),
            ("same.json", "1"),
        ]);
        let new = files(&[("changed.json", "2"), ("new.json", "1"), ("same.json", "1")]);
        let names: Vec<String> = differences(&old, &new).into_keys().collect();
        assert_eq!(names, ["changed.json", "gone.json", "new.json"]);
    }
}
