//! Every migration on an empty database: up, down again, and up once more. What does not survive that would strand an
//! operator half-way.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use toml::{Table, Value};

/// The migrations of one crate or service, in order.
struct Folder {
    schemas: Vec<String>,
    /// Up and down, by number.
    files: BTreeMap<String, (PathBuf, PathBuf)>,
}

pub(crate) fn apply(root: &Path, database_url: &str) -> Result<()> {
    let folders = folders(root)?;
    ensure!(!folders.is_empty(), "no crate has migrations");
    for folder in &folders {
        folder.create_schemas(database_url)?;
        folder.up(database_url)?;
    }
    for folder in folders.iter().rev() {
        folder.down(database_url)?;
        folder.ensure_empty(database_url)?;
    }
    for folder in &folders {
        folder.up(database_url)?;
    }
    Ok(())
}

impl Folder {
    fn create_schemas(&self, database_url: &str) -> Result<()> {
        for schema in &self.schemas {
            let statement = format!("create schema if not exists {schema}");
            psql(database_url, &["--command", &statement])?;
        }
        Ok(())
    }

    fn up(&self, database_url: &str) -> Result<()> {
        self.files.values().try_for_each(|(up, _)| run_file(database_url, up))
    }

    fn down(&self, database_url: &str) -> Result<()> {
        self.files.values().rev().try_for_each(|(_, down)| run_file(database_url, down))
    }

    fn ensure_empty(&self, database_url: &str) -> Result<()> {
        for schema in &self.schemas {
            let statement = format!("select relname from pg_class where relnamespace = '{schema}'::regnamespace");
            let left = psql(database_url, &["--command", &statement])?;
            ensure!(left.trim().is_empty(), "the down migrations of {schema} leave {left}");
        }
        Ok(())
    }
}

/// The crates first: what the services stand on is there before them.
fn folders(root: &Path) -> Result<Vec<Folder>> {
    let mut folders = Vec::new();
    for place in ["crates", "services"] {
        let entries: Result<Vec<_>, _> = std::fs::read_dir(root.join(place))?.collect();
        let mut members: Vec<PathBuf> = entries?.into_iter().map(|entry| entry.path()).collect();
        members.sort();
        for member in members.into_iter().filter(|member| member.join("migrations").is_dir()) {
            folders.push(folder(&member)?);
        }
    }
    Ok(folders)
}

fn folder(member: &Path) -> Result<Folder> {
    let config = member.join("sqlx.toml");
    let text = std::fs::read_to_string(&config).with_context(|| config.display().to_string())?;
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(member.join("migrations"))? {
        let up = entry?.path();
        let name = up.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Some(stem) = name.strip_suffix(".up.sql") {
            let down = up.with_file_name(format!("{stem}.down.sql"));
            files.insert(stem.to_owned(), (up, down));
        }
    }
    Ok(Folder { schemas: created_schemas(&text)?, files })
}

/// `[migrate] create-schemas` of a sqlx.toml.
pub(crate) fn created_schemas(text: &str) -> Result<Vec<String>> {
    let config: Table = text.parse()?;
    let listed = config.get("migrate").and_then(|migrate| migrate.get("create-schemas"));
    let names = listed.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    Ok(names.map(str::to_owned).collect())
}

fn run_file(database_url: &str, file: &Path) -> Result<()> {
    let path = file.to_string_lossy();
    psql(database_url, &["--single-transaction", "--file", &path]).map(drop)
}

fn psql(database_url: &str, arguments: &[&str]) -> Result<String> {
    let output = Command::new("psql")
        .args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1"])
        .args(["--dbname", database_url])
        .args(arguments)
        .output()
        .context("psql could not be started; it comes with PostgreSQL")?;
    let errors = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "psql {}: {errors}", arguments.join(" "));
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemas_are_those_that_sqlx_would_create() {
        let text = "[migrate]\ncreate-schemas = [\"training\", \"bus\"]\ntable-name = \"x\"\n";
        assert_eq!(created_schemas(text).unwrap(), ["training", "bus"]);
        assert!(created_schemas("").unwrap().is_empty());
    }
}
