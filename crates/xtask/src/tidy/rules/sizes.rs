//! Rule 5: a file is read in one sitting, a function at one glance.

use crate::tidy::Violation;
use crate::tidy::tree::Tree;

const MAX_RUST_FILE_LINES: usize = 400;
const MAX_FUNCTION_LINES: usize = 70;
const MAX_WEB_FILE_LINES: usize = 250;
const WEB_EXTENSIONS: [&str; 5] = [".ts", ".tsx", ".css", ".mjs", ".html"];

pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let mut violations = Vec::new();
    for (path, source) in tree.rust().filter(|(path, _)| !is_test(path)) {
        let lines = source.lines_without_tests();
        if lines >= MAX_RUST_FILE_LINES {
            violations.push(too_long(path, lines, MAX_RUST_FILE_LINES));
        }
        for function in source.functions().iter().filter(|function| !function.in_test) {
            if function.lines >= MAX_FUNCTION_LINES {
                violations.push(Violation::new(
                    (path, function.line),
                    "function-size",
                    format!(
                        "`{}` has {} lines, the limit is under {MAX_FUNCTION_LINES}",
                        function.name, function.lines
                    ),
                    "name a part of it",
                ));
            }
        }
    }
    for (path, text) in tree.files().filter(|(path, _)| is_web_code(path)) {
        let lines = text.lines().count();
        if lines >= MAX_WEB_FILE_LINES {
            violations.push(too_long(path, lines, MAX_WEB_FILE_LINES));
        }
    }
    violations
}

fn too_long(path: &str, lines: usize, limit: usize) -> Violation {
    Violation::new(
        (path, limit),
        "file-size",
        format!("{lines} lines, the limit is under {limit}"),
        "split it by what changes together",
    )
}

fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs")
}

fn is_web_code(path: &str) -> bool {
    path.starts_with("web/")
        && WEB_EXTENSIONS.iter().any(|extension| path.ends_with(extension))
        && !path.contains(".test.")
        && !path.contains("/tests/")
        && !path.contains("/generated/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(count: usize) -> String {
        "// one\n".repeat(count)
    }

    fn function(lines: usize) -> String {
        format!("fn long() {{\n{}}}\n", "    step();\n".repeat(lines - 2))
    }

    #[test]
    fn a_long_rust_file_is_told_unless_its_tests_are_what_is_long() {
        let tests = format!("fn a() {{}}\n#[cfg(test)]\nmod tests {{\n{}}}\n", lines(400));
        let tree = Tree::of(&[
            ("crates/a/src/long.rs", &lines(400)),
            ("crates/a/src/short.rs", &lines(399)),
            ("crates/a/src/tested.rs", &tests),
            ("crates/a/tests/it/long.rs", &lines(500)),
        ]);
        let found = check(&tree);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].path, "crates/a/src/long.rs");
    }

    #[test]
    fn a_long_function_is_told_by_name_and_line() {
        let tree = Tree::of(&[
            ("crates/a/src/long.rs", &format!("\n{}", function(70))),
            ("crates/a/src/short.rs", &function(69)),
        ]);
        let found = check(&tree);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].path.as_str(), found[0].line), ("crates/a/src/long.rs", 2));
    }

    #[test]
    fn a_long_web_file_is_told_unless_it_is_a_test_or_generated() {
        let tree = Tree::of(&[
            ("web/src/shared/long.ts", &lines(250)),
            ("web/src/shared/long.test.ts", &lines(250)),
            ("web/src/shared/api/generated/types.ts", &lines(9000)),
            ("web/src/shared/short.tsx", &lines(249)),
        ]);
        let found = check(&tree);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].path, "web/src/shared/long.ts");
    }
}
