//! Rule 8: each crate says on its first line what the room is for, and what it never does.

use crate::tidy::Violation;
use crate::tidy::tree::Tree;

pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let mut violations = Vec::new();
    for folder in ["crates", "services"] {
        for name in tree.members(folder) {
            let lib = format!("{folder}/{name}/src/lib.rs");
            let main = format!("{folder}/{name}/src/main.rs");
            let door = if tree.has(&lib) { lib } else { main };
            let text = tree.text(&door).unwrap_or_default();
            let comment = text.lines().take_while(|line| line.starts_with("//!"));
            let comment: String = comment.collect::<Vec<_>>().join("\n").to_lowercase();
            let mend = "start it with //! lines: what the room is for, and what it never does";
            if comment.is_empty() {
                violations.push(Violation::new((&door, 1), "front-comment", "no front comment", mend));
            } else if !["never", "nothing", "not ", "no "].iter().any(|word| comment.contains(word)) {
                violations.push(Violation::new(
                    (&door, 1),
                    "front-comment",
                    "the front comment names nothing that is absent",
                    mend,
                ));
            }
        }
    }
    violations
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(door: &str, text: &str) -> usize {
        check(&Tree::of(&[("crates/a/Cargo.toml", ""), (door, text)])).len()
    }

    #[test]
    fn a_crate_without_a_front_comment_is_told() {
        assert_eq!(found("crates/a/src/lib.rs", "mod a;\n"), 1);
        assert_eq!(found("crates/a/src/lib.rs", "mod a;\n//! Late.\n"), 1);
        assert_eq!(found("crates/a/src/lib.rs", "//! Only what it is for.\n"), 1);
    }

    #[test]
    fn a_full_front_comment_is_fine() {
        assert_eq!(found("crates/a/src/lib.rs", "//! Keeps time.\n//! Never sleeps.\n"), 0);
        assert_eq!(found("crates/a/src/main.rs", "//! The binary. Holds no logic: never more than wiring.\n"), 0);
    }
}
