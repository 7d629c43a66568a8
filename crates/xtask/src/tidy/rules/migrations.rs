//! Every migration can be taken back, and they stand in one order.

use std::collections::BTreeMap;

use crate::tidy::Violation;
use crate::tidy::tree::Tree;

pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let mut violations = Vec::new();
    let mut numbers: BTreeMap<(&str, u32), &str> = BTreeMap::new();
    for (path, text) in tree.files() {
        let Some((folder, file)) = path.split_once("/migrations/") else {
            continue;
        };
        let Some((number, stem, direction)) = parts(file) else {
            violations.push(Violation::new(
                (path, 1),
                "migrations",
                "is not called like a migration",
                "call it 0001_what_it_does.up.sql with a .down.sql beside it",
            ));
            continue;
        };
        let (here, other) = if direction == "up" { ("up", "down") } else { ("down", "up") };
        let counterpart = format!("{folder}/migrations/{stem}.{other}.sql");
        if !tree.has(&counterpart) {
            violations.push(Violation::new(
                (path, 1),
                "migrations",
                format!("goes {here} but not {other}"),
                format!("write {counterpart}"),
            ));
        }
        if text.trim().is_empty() {
            violations.push(Violation::new((path, 1), "migrations", "is empty", "write it"));
        }
        if let Some(taken) = numbers.insert((folder, number), stem).filter(|taken| *taken != stem) {
            violations.push(Violation::new(
                (path, 1),
                "migrations",
                format!("has the number of {taken}"),
                "take the next free number",
            ));
        }
        if number > 1 && !numbers.contains_key(&(folder, number - 1)) {
            violations.push(Violation::new(
                (path, 1),
                "migrations",
                format!("there is no number {}", number - 1),
                "number migrations without gaps",
            ));
        }
    }
    violations
}

/// Number, name with number, and direction of `0001_plans.up.sql`.
fn parts(file: &str) -> Option<(u32, &str, &str)> {
    let (stem, direction) = file.strip_suffix(".sql")?.rsplit_once('.')?;
    let (number, name) = stem.split_once('_')?;
    let well_named = number.len() == 4
        && !name.is_empty()
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && ["up", "down"].contains(&direction);
    well_named.then_some((number.parse().ok()?, stem, direction))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[&str]) -> usize {
        let paths: Vec<String> = files.iter().map(|file| format!("services/x/migrations/{file}")).collect();
        let files: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "select 1;")).collect();
        check(&Tree::of(&files)).len()
    }

    #[test]
    fn pairs_in_order_are_fine() {
        assert_eq!(found(&["0001_a.up.sql", "0001_a.down.sql", "0002_b.up.sql", "0002_b.down.sql"]), 0);
    }

    #[test]
    fn a_missing_half_is_told() {
        assert_eq!(found(&["0001_a.up.sql"]), 1);
        assert_eq!(found(&["0001_a.down.sql"]), 1);
    }

    #[test]
    fn two_of_one_number_a_gap_and_a_strange_name_are_told() {
        assert!(found(&["0001_a.up.sql", "0001_a.down.sql", "0001_b.up.sql", "0001_b.down.sql"]) > 0);
        assert!(found(&["0002_b.up.sql", "0002_b.down.sql"]) > 0);
        assert_eq!(found(&["plans.sql"]), 1);
        assert_eq!(found(&["1_a.up.sql"]), 1);
    }

    #[test]
    fn an_empty_one_is_told() {
        let tree = Tree::of(&[
            ("services/x/migrations/0001_a.up.sql", "select 1;"),
            ("services/x/migrations/0001_a.down.sql", " \n"),
        ]);
        assert_eq!(check(&tree).len(), 1);
    }
}
