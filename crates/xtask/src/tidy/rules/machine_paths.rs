//! The tree says nothing about the machine it was written on, nor about where that fetched its packages.

use crate::tidy::Violation;
use crate::tidy::tree::Tree;

/// Folders of one person's or one machine's. Joined here, so that this file does not name them itself.
const MACHINE_FOLDERS: [&str; 5] = [
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
    concat!("/wo", "rk/"),
    concat!("/var/fol", "ders/"),
];

pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let mut violations = Vec::new();
    for (path, text) in tree.files() {
        for (index, line) in text.lines().enumerate() {
            if let Some(folder) = MACHINE_FOLDERS.iter().find(|folder| names(line, folder) && !is_route(path, folder)) {
                violations.push(Violation::new(
                    (path, index + 1),
                    "machine-path",
                    format!("`{folder}` exists on one machine"),
                    "write a path from the root of the repository",
                ));
            }
            if pins_a_registry(path, line) {
                violations.push(Violation::new(
                    (path, index + 1),
                    "machine-path",
                    "names the host that packages came from",
                    "npm config set omit-lockfile-registry-resolved true, and npm install again",
                ));
            }
        }
    }
    violations
}

/// Whether `folder` stands in the line as the start of a path, not as a part of one (`src/tmp/`, `{id}/tmp/`).
fn names(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|c| c.is_whitespace() || "\"'`=:(,<>[|@".contains(c))
    })
}

/// In the web app, paths are addresses of pages.
fn is_route(path: &str, folder: &str) -> bool {
    path.starts_with("web/src/") && folder == concat!("/ho", "me/")
}

fn pins_a_registry(path: &str, line: &str) -> bool {
    let line = line.trim_start();
    (path.ends_with("package-lock.json") && line.starts_with("\"resolved\": \"http"))
        || (path.ends_with(".npmrc") && line.starts_with("registry"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&Tree::of(&[(path, text)])).len()
    }

    #[test]
    fn a_path_of_one_machine_is_told() {
        for folder in MACHINE_FOLDERS {
            assert_eq!(found("docs/a.md", &format!("see `{folder}x`")), 1, "{folder}");
            assert_eq!(found("docs/a.md", &format!("services{folder}x")), 0, "{folder}");
        }
    }

    #[test]
    fn a_registry_in_a_lock_file_is_told() {
        assert_eq!(found("web/package-lock.json", "  \"resolved\": \"https://packages.invalid/a.tgz\","), 1);
        assert_eq!(found("web/.npmrc", "registry=https://packages.invalid/"), 1);
        assert_eq!(found("web/package-lock.json", "  \"integrity\": \"sha512-x\","), 0);
    }
}
