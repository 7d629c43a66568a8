//! Rule 3: paths of tests mirror paths of code, so that the test of an endpoint, event or job is found without searching.

use crate::tidy::Violation;
use crate::tidy::tree::Tree;

const ROOMS: [&str; 3] = ["http", "consumers", "jobs"];

pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let mut violations = Vec::new();
    for (path, _) in tree.rust() {
        let Some((service, side, inside)) = place(path) else {
            continue;
        };
        if side == "src" {
            let test = format!("services/{service}/tests/it/{inside}");
            if !tree.has(&test) {
                violations.push(Violation::new(
                    (path, 1),
                    "mirrored-tests",
                    "nothing tests it under its own name",
                    format!("write {test}"),
                ));
            }
        } else if !tree.has(&format!("services/{service}/src/{inside}")) {
            violations.push(Violation::new(
                (path, 1),
                "mirrored-tests",
                format!("mirrors no services/{service}/src/{inside}"),
                "name it after what it tests",
            ));
        }
    }
    violations
}

/// Service, side (`src` or `tests`) and path within the side of a file in a room that is mirrored.
fn place(path: &str) -> Option<(&str, &str, &str)> {
    let (service, rest) = path.strip_prefix("services/")?.split_once('/')?;
    let (side, inside) = match rest.strip_prefix("tests/it/") {
        Some(inside) => ("tests", inside),
        None => ("src", rest.strip_prefix("src/")?),
    };
    let (room, file) = inside.split_once('/')?;
    (ROOMS.contains(&room) && !file.ends_with("mod.rs")).then_some((service, side, inside))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(paths: &[&str]) -> usize {
        let files: Vec<(&str, &str)> = paths.iter().map(|path| (*path, "")).collect();
        check(&Tree::of(&files)).len()
    }

    #[test]
    fn an_untested_endpoint_consumer_or_job_is_told() {
        for room in ROOMS {
            let code = format!("services/x/src/{room}/a.rs");
            let test = format!("services/x/tests/it/{room}/a.rs");
            assert_eq!(found(&[&code]), 1, "{code}");
            assert_eq!(found(&[&code, &test]), 0, "{code}");
        }
    }

    #[test]
    fn a_test_that_mirrors_nothing_is_told() {
        assert_eq!(found(&["services/x/tests/it/http/gone.rs"]), 1);
    }

    #[test]
    fn other_rooms_are_not_mirrored() {
        assert_eq!(
            found(&["services/x/src/store/a.rs", "services/x/src/http/mod.rs", "services/x/tests/it/flows.rs"]),
            0
        );
    }
}
