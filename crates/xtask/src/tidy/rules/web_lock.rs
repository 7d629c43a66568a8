//! The web app's lock file is that of its package.json: a package asked for and not locked would come in any version.

use serde_json::Value;

use crate::tidy::Violation;
use crate::tidy::tree::Tree;

const MANIFEST: &str = "web/package.json";
const LOCK: &str = "web/package-lock.json";

pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let read = |path| serde_json::from_str::<Value>(tree.text(path).unwrap_or_default()).unwrap_or_default();
    let (manifest, lock) = (read(MANIFEST), read(LOCK));
    let root = &lock["packages"][""];
    let mut violations = Vec::new();
    for kind in ["dependencies", "devDependencies"] {
        let (wanted, locked) = (&manifest[kind], &root[kind]);
        for (name, range) in wanted.as_object().into_iter().flatten() {
            let is_there = lock["packages"][format!("node_modules/{name}")].is_object();
            if locked[name] != *range || !is_there {
                violations.push(differs(format!("`{name}` is not locked at {range}")));
            }
        }
        for (name, _) in locked.as_object().into_iter().flatten() {
            if wanted[name].is_null() {
                violations.push(differs(format!("`{name}` is locked and not asked for")));
            }
        }
    }
    violations
}

fn differs(why: String) -> Violation {
    Violation::new((LOCK, 1), "web-lock", why, "run npm install in web/ and commit the lock file")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(wanted: &str, locked: &str, packages: &str) -> usize {
        let manifest = format!("{{\"dependencies\": {{{wanted}}}}}");
        let lock = format!("{{\"packages\": {{\"\": {{\"dependencies\": {{{locked}}}}}{packages}}}}}");
        check(&Tree::of(&[(MANIFEST, &manifest), (LOCK, &lock)])).len()
    }

    #[test]
    fn a_lock_of_the_manifest_is_fine() {
        assert_eq!(found("\"a\": \"^1\"", "\"a\": \"^1\"", ", \"node_modules/a\": {}"), 0);
    }

    #[test]
    fn a_package_that_is_not_locked_or_otherwise_is_told() {
        assert_eq!(found("\"a\": \"^1\"", "", ""), 1);
        assert_eq!(found("\"a\": \"^2\"", "\"a\": \"^1\"", ", \"node_modules/a\": {}"), 1);
        assert_eq!(found("\"a\": \"^1\"", "\"a\": \"^1\"", ""), 1);
    }

    #[test]
    fn a_package_that_is_only_locked_is_told() {
        assert_eq!(found("", "\"a\": \"^1\"", ", \"node_modules/a\": {}"), 1);
    }
}
