//! The rules of the house that a program can check. One line per violation: where, which rule, why, and the mend.

mod rules;
mod rust_source;
mod sql_text;
pub(crate) mod tree;

use std::fmt;
use std::path::Path;

use anyhow::Result;

use tree::Tree;

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Violation {
    path: String,
    line: usize,
    rule: &'static str,
    why: String,
    mend: String,
}

impl Violation {
    fn new((path, line): (&str, usize), rule: &'static str, why: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, rule, why: why.into(), mend: mend.into() }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, rule, why, mend } = self;
        write!(f, "{path}:{line} {rule}: {why}; {mend}")
    }
}

/// Prints every violation; true if there is none.
pub(crate) fn run(root: &Path) -> Result<bool> {
    let tree = Tree::load(root)?;
    let mut violations: Vec<Violation> = rules::ALL.iter().flat_map(|check| check(&tree)).collect();
    violations.sort();
    for violation in &violations {
        println!("{violation}");
    }
    let files = tree.files().count();
    println!("tidy: {files} files, {} rules, {} violations", rules::ALL.len(), violations.len());
    Ok(violations.is_empty())
}
