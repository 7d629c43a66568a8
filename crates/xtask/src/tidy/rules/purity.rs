//! Rule 2: the domain is the sport and nothing else. The catalogue of events does no I/O either.

use crate::tidy::Violation;
use crate::tidy::rules::sql_place::is_encoding;
use crate::tidy::rust_source::{RustSource, Token};
use crate::tidy::tree::Tree;

/// Words that only code with an outside world needs.
const IMPURE: [&str; 10] =
    ["async", "await", "axum", "hyper", "lapin", "lettre", "sqlx", "taper_bus", "taper_service", "tokio"];
const IMPURE_STD: [&str; 5] = ["env", "fs", "net", "process", "thread"];

pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let mut violations = Vec::new();
    for (path, source) in tree.rust().filter(|(path, _)| is_pure(path)) {
        for (index, token) in source.tokens.iter().enumerate() {
            // Typed ids live in the catalogue and are stored; the domain of a service is not.
            let is_id = path.starts_with("crates/events/") && is_encoding(source, index);
            if let Some(word) = impure_word(source, index, token).filter(|_| !is_id) {
                violations.push(Violation::new(
                    (path, token.line),
                    "pure-domain",
                    format!("`{word}` in a room that decides and does nothing else"),
                    "load before and store after, in the consumer or endpoint that calls this",
                ));
            }
        }
    }
    violations
}

fn is_pure(path: &str) -> bool {
    let in_domain =
        path.starts_with("services/") && (path.contains("/src/domain/") || path.ends_with("/src/domain.rs"));
    in_domain
        || ["crates/events/src/", "crates/plans/src/", "crates/science/src/"].iter().any(|room| path.starts_with(room))
}

fn impure_word(source: &RustSource, index: usize, token: &Token) -> Option<String> {
    if token.in_test {
        return None;
    }
    if let Some(word) = IMPURE.iter().find(|word| token.is_ident(word)) {
        return Some((*word).to_owned());
    }
    let module = IMPURE_STD.iter().find(|module| source.is_path(index, &["std", module]))?;
    Some(format!("std::{module}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_impure_word_in_a_domain_is_told() {
        for text in
            ["async fn a() {}", "use sqlx::PgConnection;", "fn a() { std::fs::read(\"x\"); }", "use axum::Json;"]
        {
            for path in ["services/x/src/domain/a.rs", "services/x/src/domain.rs", "crates/events/src/a.rs"] {
                let found = check(&Tree::of(&[(path, text)]));
                assert_eq!(found.len(), 1, "{path}: {text}");
            }
        }
    }

    #[test]
    fn other_rooms_and_tests_may() {
        let tree = Tree::of(&[
            ("services/x/src/store/a.rs", "async fn a() {}"),
            ("services/x/src/domain/b.rs", "#[cfg(test)] mod tests { use std::fs; }"),
            ("crates/events/src/ids.rs", "#[derive(sqlx::Type)] #[sqlx(transparent)] struct A(u8);"),
            ("services/x/src/domain/c.rs", "use std::fmt; // async"),
        ]);
        assert!(check(&tree).is_empty());
    }
}
