//! A name says what a thing is for. In the web app, files are kebab-case and there are no barrels; so is the name of
//! what is done again and again, which is stored and never renamed.

use std::collections::BTreeSet;

use crate::tidy::Violation;
use crate::tidy::rust_source::Kind;
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
    violations.extend(recurring(tree));
    violations
}

/// `.every("a-name", …)` of a service's front door, or of the process's tasks.
fn recurring(tree: &Tree) -> impl Iterator<Item = Violation> {
    tree.rust().flat_map(|(path, source)| {
        let tokens = source.tokens.windows(4).filter(|tokens| {
            let [dot, every, open, name] = tokens else { return false };
            dot.text == "." && every.is_ident("every") && open.text == "(" && name.kind == Kind::Literal
        });
        let names = tokens.map(|tokens| &tokens[3]).filter(|name| !name.in_test);
        names.filter(|name| !is_kebab_case(name.text.trim_matches('"'))).map(move |name| {
            let why = format!("{} is not kebab-case, and what recurs is stored under its name", name.text);
            Violation::new((path, name.line), "names", why, "write it in small letters with hyphens")
        })
    })
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
    fn what_recurs_is_kebab_case() {
        let found = |text: &str| check(&Tree::of(&[("services/a/src/lib.rs", text)])).len();
        assert_eq!(found("fn a() { service.every(\"clean_up\", HOUR, clean_up) }"), 1);
        assert_eq!(found("fn a() { service.every(\"clean-up\", HOUR, clean_up) }"), 0);
        assert_eq!(found("#[test] fn a() { service.every(\"clean_up\", HOUR, clean_up) }"), 0);
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
