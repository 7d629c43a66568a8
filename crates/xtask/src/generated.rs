//! Files that `taper` writes about itself and that are committed: a difference is a mistake (rule 7).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// A folder of files written by one subcommand of `taper`.
pub(crate) struct Generated {
    subcommand: &'static str,
    folder: &'static str,
    extension: &'static str,
}

pub(crate) const SCHEMAS: Generated = Generated { subcommand: "schemas", folder: "events/schemas", extension: "json" };
pub(crate) const OPENAPI: Generated = Generated { subcommand: "openapi", folder: "specs", extension: "yaml" };

impl Generated {
    /// Writes the folder anew, or with `check` only says what would change.
    pub(crate) fn run(&self, root: &Path, taper: Option<&Path>, check: bool) -> Result<bool> {
        let fresh = fresh_folder(root, self.subcommand)?;
        let status = taper_command(root, taper)
            .args([self.subcommand, "--out"])
            .arg(&fresh)
            .status()
            .context("taper could not be started")?;
        ensure!(status.success(), "taper {} failed", self.subcommand);
        let committed = Committed { folder: self.folder, extension: self.extension };
        committed.settle(root, &fresh, self.subcommand, check)
    }
}

/// An empty folder under target/ for what a task called `name` writes.
pub(crate) fn fresh_folder(root: &Path, name: &str) -> Result<PathBuf> {
    let folder = root.join("target").join("xtask").join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// A folder of generated files in the repository. Only files with the extension are looked at.
pub(crate) struct Committed {
    pub(crate) folder: &'static str,
    pub(crate) extension: &'static str,
}

impl Committed {
    /// Makes the folder what `fresh` is, or with `check` prints each difference and the task that mends it.
    pub(crate) fn settle(&self, root: &Path, fresh: &Path, task: &str, check: bool) -> Result<bool> {
        let fresh = read_folder(fresh, self.extension)?;
        ensure!(!fresh.is_empty(), "cargo xtask {task} gave no .{} file", self.extension);
        let folder = root.join(self.folder);
        let committed = read_folder(&folder, self.extension)?;
        let changes = differences(&committed, &fresh);
        if !check {
            return write(&folder, &fresh, changes.keys()).map(|()| true);
        }
        for (name, change) in &changes {
            println!("{}/{name}:1 generated: {change}; run `cargo xtask {task}` and commit", self.folder);
        }
        Ok(changes.is_empty())
    }
}

fn write<'a>(folder: &Path, fresh: &Files, names: impl Iterator<Item = &'a String>) -> Result<()> {
    for name in names {
        let path = folder.join(name);
        match fresh.get(name) {
            Some(text) => {
                std::fs::create_dir_all(path.parent().unwrap_or(folder))?;
                std::fs::write(path, text)?;
            }
            None => std::fs::remove_file(path)?,
        }
    }
    Ok(())
}

/// Documents that `taper` prints about itself.
const DOCUMENTS: [(&[&str], &str); 8] = [
    (&["config", "docs"], "docs/configuration.md"),
    (&["config", "example"], ".env.example"),
    (&["events"], "docs/events.md"),
    (&["problems"], "docs/problems.md"),
    (&["metrics"], "docs/metrics.md"),
    (&["routes"], "specs/routes.json"),
    (&["routes", "--as", "ingress"], "deploy/edge/ingress.json"),
    (&["routes", "--as", "envoy"], "deploy/edge/envoy.json"),
];

/// Writes the documents anew, or with `check` only says which would change.
pub(crate) fn run_documents(root: &Path, taper: Option<&Path>, check: bool) -> Result<bool> {
    let mut settled = true;
    for (arguments, document) in DOCUMENTS {
        let output = taper_command(root, taper).args(arguments).output().context("taper could not be started")?;
        ensure!(output.status.success(), "taper {} failed", arguments.join(" "));
        let fresh = String::from_utf8(output.stdout)?;
        ensure!(!fresh.trim().is_empty(), "taper {} printed nothing", arguments.join(" "));
        let path = root.join(document);
        if std::fs::read_to_string(&path).is_ok_and(|text| text == fresh) {
            continue;
        }
        if check {
            println!("{document}:1 generated: is not what the code gives; run `cargo xtask docs` and commit");
            settled = false;
        } else {
            std::fs::create_dir_all(path.parent().unwrap_or(root))?;
            std::fs::write(path, fresh)?;
        }
    }
    Ok(settled)
}

fn taper_command(root: &Path, taper: Option<&Path>) -> Command {
    let mut command = match taper {
        Some(path) => Command::new(path),
        None => {
            let mut cargo = Command::new("cargo");
            cargo.args(["run", "--quiet", "--locked", "--package", "taper", "--"]);
            cargo
        }
    };
    command.current_dir(root);
    command
}

type Files = BTreeMap<String, String>;

/// The files beneath the folder with the extension, by their path in it.
fn read_folder(folder: &Path, extension: &str) -> Result<Files> {
    let mut files = Files::new();
    if !folder.exists() {
        return Ok(files);
    }
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            let inside = read_folder(&path, extension)?;
            files.extend(inside.into_iter().map(|(below, text)| (format!("{name}/{below}"), text)));
        } else if path.extension().is_some_and(|found| found == extension) {
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
            Some(before) if before != text => changes.insert(name.clone(), "is not what the code gives"),
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
        entries.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn equal_folders_differ_in_nothing() {
        let same = files(&[("a.json", "1")]);
        assert!(differences(&same, &same).is_empty());
    }

    #[test]
    fn every_kind_of_difference_is_told() {
        let old = files(&[("changed.json", "1"), ("gone.json", "1"), ("same.json", "1")]);
        let new = files(&[("changed.json", "2"), ("new.json", "1"), ("same.json", "1")]);
        let names: Vec<String> = differences(&old, &new).into_keys().collect();
        assert_eq!(names, ["changed.json", "gone.json", "new.json"]);
    }
}
