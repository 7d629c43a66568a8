//! A name says what a thing is for. In the web app, files are kebab-case and there are no barrels.

use std::collections::BTreeSet;

use crate::tidy::Violation;
use crate::tidy::tree::Tree;

/// Names of drawers into which anything fits.
const DRAWERS: [&str; 4] = ["helpers", "misc", "util", "utils"];
const CODE_FOLDERS: [&str; 5] = ["bench/", "chaos/", "crates/", "services/", "web/"];

pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let mut violations = Vec::new();
    let mut seen = BTreeSet::new();
    for (path, _) in tree.files() {
        if CODE_FOLDERS.iter().any(|folder| path.starts_with(folder)) {
            let drawer = path.split('/').find(|part| DRAWERS.contains(&stem(part)));
            if let Some(part) = drawer {
                violations.push(Violation::new(
                    (path, 1),
                    "names",
                    format!("`{part}` says nothing about what is inside"),
                    "name it after what it does",
                ));
            }
        }
        let Some(inside) = path.strip_prefix("web/src/") else {
            continue;
        };
        let is_document = |part: &&str| part.ends_with(".md");
        for part in inside.split('/').filter(|part| !is_kebab_case(part) && !is_document(part)) {
            if seen.insert(part) {
                violations.push(Violation::new(
                    (path, 1),
                    "names",
                    format!("`{part}` is not kebab-case"),
                    "write it in small letters with hyphens",
                ));
            }
        }
        if inside.rsplit('/').next().is_some_and(|file| stem(file) == "index") {
            violations.push(Violation::new(
                (path, 1),
                "names",
                "a barrel hides what depends on what",
                "import from the file itself",
            ));
        }
    }
    violations
}

fn stem(part: &str) -> &str {
    part.split('.').next().unwrap_or(part)
}

fn is_kebab_case(part: &str) -> bool {
    let word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    part.split('.').all(|piece| piece.split('-').all(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str) -> usize {
        check(&Tree::of(&[(path, "")])).len()
    }

    #[test]
    fn drawers_are_told_wherever_they_stand() {
        assert_eq!(found("crates/a/src/utils.rs"), 1);
        assert_eq!(found("services/a/src/helpers/mod.rs"), 1);
        assert_eq!(found("web/src/shared/util.ts"), 1);
        assert_eq!(found("crates/a/src/utility_bill.rs"), 0);
    }

    #[test]
    fn web_names_are_kebab_case_and_never_barrels() {
        assert_eq!(found("web/src/features/planner/EditPlan.tsx"), 1);
        assert_eq!(found("web/src/features/dailyRun/edit-plan.tsx"), 1);
        assert_eq!(found("web/src/features/planner/index.ts"), 1);
        assert_eq!(found("web/src/features/planner/edit-plan.test.tsx"), 0);
        assert_eq!(found("web/src/sync/README.md"), 0);
        assert_eq!(found("web/vite.config.ts"), 0);
    }
}
