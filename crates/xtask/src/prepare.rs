//! Renews `.sqlx/`: what PostgreSQL says about every query of the workspace, so that builds need no database.
//!
//! The migrations are applied by psql and not by `taper`, because a `taper` with a new query does not compile before
//! `.sqlx/` knows that query.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::generated::{Committed, fresh_folder};
use crate::migrations;
use crate::tidy::tree::Tree;

const COMMITTED: Committed = Committed { folder: ".sqlx", extension: "json" };
const QUERY_MACROS: [&str; 3] = ["query!", "query_as!", "query_scalar!"];

#[derive(Args)]
pub(crate) struct Prepare {
    /// Changes nothing; fails if .sqlx/ is not what the queries and migrations give.
    #[arg(long)]
    check: bool,
    /// The throw-away database; given by the task to itself.
    #[arg(long, hide = true)]
    database_url: Option<String>,
}

impl Prepare {
    pub(crate) fn run(&self, root: &Path) -> Result<bool> {
        let Some(database_url) = &self.database_url else {
            return self.run_with_postgres(root);
        };
        migrations::apply(root, database_url)?;
        let fresh = fresh_folder(root, "prepare")?;
        let sources = query_files(root)?;
        let times = touch(&sources)?;
        let status = Command::new("cargo")
            .args(["check", "--quiet", "--locked", "--workspace", "--all-targets"])
            .current_dir(root)
            .env("SQLX_OFFLINE", "false")
            .env("SQLX_OFFLINE_DIR", &fresh)
            .env("DATABASE_URL", database_url)
            .status()
            .context("cargo could not be started")?;
        if self.check {
            // Nothing in them changed, so whatever was compiled before is still good.
            restore(&times)?;
        }
        ensure!(status.success(), "the workspace does not compile against the migrated database");
        COMMITTED.settle(root, &fresh, "prepare", self.check)
    }

    /// Runs this task again under a PostgreSQL that ends with it.
    fn run_with_postgres(&self, root: &Path) -> Result<bool> {
        let mut command = Command::new(root.join("scripts/with-postgres"));
        command.args(["sh", "-c", r#"exec "$@" --database-url "$DATABASE_URL""#, "prepare"]);
        command.arg(std::env::current_exe()?).arg("prepare");
        if self.check {
            command.arg("--check");
        }
        let status = command.current_dir(root).status().context("scripts/with-postgres")?;
        Ok(status.success())
    }
}

fn query_files(root: &Path) -> Result<Vec<PathBuf>> {
    let tree = Tree::load(root)?;
    let has_queries = |text: &str| QUERY_MACROS.iter().any(|name| text.contains(name));
    let files =
        tree.rust().filter(|(path, _)| !path.starts_with("crates/xtask/") && tree.text(path).is_some_and(has_queries));
    Ok(files.map(|(path, _)| root.join(path)).collect())
}

/// Makes cargo expand the macros of these files again. Gives the times they had.
fn touch(paths: &[PathBuf]) -> Result<Vec<(PathBuf, SystemTime)>> {
    let mut times = Vec::new();
    for path in paths {
        let file = File::options().append(true).open(path)?;
        let before = file.metadata()?.modified()?;
        #[expect(clippy::disallowed_methods, reason = "a file's time for cargo, not the product's clock")]
        let now = SystemTime::now();
        file.set_modified(now)?;
        times.push((path.clone(), before));
    }
    Ok(times)
}

fn restore(times: &[(PathBuf, SystemTime)]) -> Result<()> {
    for (path, time) in times {
        File::options().append(true).open(path)?.set_modified(*time)?;
    }
    Ok(())
}
