//! The repository as tidy sees it: paths and texts, so that a rule can be tried on a tree that never was on a disk.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::rust_source::RustSource;

/// The one file whose lines stay: the tree knows also those that it once had.
pub(crate) const CHANGELOG: &str = "specs/CHANGELOG.md";

/// What holds nothing written by hand; `.git` is a file in a second working tree.
const SKIPPED: [&str; 10] =
    [".git", ".data", ".run", "artifacts", "corpus", "coverage", "dist", "node_modules", "target", "test-results"];

/// Every text file of the repository by its path from the root, with `/` between the parts.
#[derive(Default)]
pub(crate) struct Tree {
    files: BTreeMap<String, String>,
    rust: BTreeMap<String, RustSource>,
    /// Every line that a commit added to the changelog.
    changelog_history: Vec<String>,
}

impl Tree {
    pub(crate) fn load(root: &Path) -> Result<Self> {
        let mut tree = Self::default();
        tree.load_folder(root, "")?;
        tree.changelog_history = lines_committed(root, CHANGELOG);
        Ok(tree)
    }

    fn load_folder(&mut self, folder: &Path, prefix: &str) -> Result<()> {
        let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{prefix}{name}");
            let kind = entry.file_type()?;
            if SKIPPED.contains(&name.as_str()) {
                continue;
            }
            if kind.is_dir() {
                self.load_folder(&entry.path(), &format!("{path}/"))?;
            } else if kind.is_file() && name != ".env" {
                let bytes = std::fs::read(entry.path()).with_context(|| path.clone())?;
                // What is not UTF-8 is a picture, a font or a sample, and no rule speaks of those.
                if let Ok(text) = String::from_utf8(bytes) {
                    self.insert(path, text);
                }
            }
        }
        Ok(())
    }

    fn insert(&mut self, path: String, text: String) {
        // A file that is no Rust is the compiler's to refuse.
        if path.ends_with(".rs")
            && let Ok(source) = RustSource::parse(&text)
        {
            self.rust.insert(path.clone(), source);
        }
        self.files.insert(path, text);
    }

    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    pub(crate) fn rust(&self) -> impl Iterator<Item = (&str, &RustSource)> {
        self.rust.iter().map(|(path, source)| (path.as_str(), source))
    }

    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    pub(crate) fn once_in_changelog(&self) -> impl Iterator<Item = &str> {
        self.changelog_history.iter().map(String::as_str)
    }

    /// The names of the folders directly in `folder` that have a Cargo.toml: `crates` → `app`, `bus`, …
    pub(crate) fn members<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> {
        self.files.keys().filter_map(move |path| {
            let name = path.strip_prefix(folder)?.strip_prefix('/')?.strip_suffix("/Cargo.toml")?;
            (!name.contains('/')).then_some(name)
        })
    }

    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let mut tree = Self::default();
        for (path, text) in files {
            tree.insert((*path).to_owned(), (*text).to_owned());
        }
        tree
    }

    #[cfg(test)]
    pub(crate) fn with_changelog_history(mut self, lines: &[&str]) -> Self {
        self.changelog_history = lines.iter().map(|line| (*line).to_owned()).collect();
        self
    }
}

/// Every line that a commit added to the file, on the way of this branch: what a branch that was merged had rewritten
/// before is its own affair. None where there is no history, as in an archive of the sources.
fn lines_committed(root: &Path, path: &str) -> Vec<String> {
    let log = ["log", "--first-parent", "--patch", "--unified=0", "--format=", "--no-color", "--", path];
    // Who owns the folder says nothing about what is read here.
    let output = Command::new("git").current_dir(root).args(["-c", "safe.directory=*"]).args(log).output();
    let Ok(output) = output else { return Vec::new() };
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().filter_map(|line| line.strip_prefix('+')).map(str::to_owned).collect()
}
