//! Rule 2: all SQL of a service is in its `store/`, as checked functions on `&mut PgConnection`.

use crate::tidy::Violation;
use crate::tidy::rust_source::RustSource;
use crate::tidy::tree::Tree;

/// The crates beneath the services whose own work is SQL. A name here is a decision, not a convenience.
const SQL_CRATES: [&str; 6] = ["app", "bus", "platform", "rig", "service", "testkit"];
const POOLS: [&str; 2] = ["PgPool", "Pool"];

pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let mut violations = Vec::new();
    for (path, source) in tree.rust() {
        match room(path) {
            Room::Store => violations.extend(store(path, source)),
            Room::Other => violations.extend(elsewhere(path, source)),
            Room::Free => {}
        }
    }
    violations
}

enum Room {
    Store,
    /// Knows no SQL.
    Other,
    /// Tests, and the crates whose work is SQL.
    Free,
}

fn room(path: &str) -> Room {
    let mut parts = path.split('/');
    let (folder, name, inside) = (parts.next(), parts.next().unwrap_or_default(), parts.next());
    match (folder, inside) {
        (Some("crates"), Some("src")) if !SQL_CRATES.contains(&name) => Room::Other,
        (Some("services"), Some("src")) => match parts.next() {
            Some("store" | "store.rs") => Room::Store,
            _ => Room::Other,
        },
        _ => Room::Free,
    }
}

fn elsewhere(path: &str, source: &RustSource) -> Vec<Violation> {
    let mut violations = Vec::new();
    for (index, token) in source.tokens.iter().enumerate() {
        let migrations = path.ends_with("/src/lib.rs") && is_migrator(source, index);
        let query = token.text.starts_with("query") && source.is(index + 1, "!");
        let library = token.is_ident("sqlx") && !migrations && !is_error(source, index) && !is_encoding(source, index);
        if !token.in_test && (query || library) {
            violations.push(Violation::new(
                (path, token.line),
                "sql-in-store",
                format!("`{}` outside of store/", token.text),
                "make it a named function in store/ on &mut PgConnection",
            ));
        }
    }
    violations
}

/// `sqlx::migrate!` and `sqlx::migrate::Migrator`: the front door's MIGRATOR.
fn is_migrator(source: &RustSource, index: usize) -> bool {
    source.is_path(index, &["sqlx", "migrate"])
}

/// A failure that is passed on is no SQL.
fn is_error(source: &RustSource, index: usize) -> bool {
    source.is_path(index, &["sqlx", "Error"])
}

/// `derive(sqlx::Type)` and `#[sqlx(transparent)]`: how a typed id is written into a column.
pub(crate) fn is_encoding(source: &RustSource, index: usize) -> bool {
    source.is_path(index, &["sqlx", "Type"]) || (index > 0 && source.is(index - 1, "[") && source.is(index + 1, "("))
}

fn store(path: &str, source: &RustSource) -> Vec<Violation> {
    let mut violations = Vec::new();
    for (index, token) in source.tokens.iter().enumerate().filter(|(_, token)| !token.in_test) {
        let at = (path, token.line);
        if token.is_ident("trait") {
            violations.push(Violation::new(
                at,
                "sql-in-store",
                "a storage trait has one implementation",
                "write the function itself",
            ));
        }
        if POOLS.iter().any(|pool| token.is_ident(pool)) {
            violations.push(Violation::new(
                at,
                "sql-in-store",
                "a store function that takes a pool is outside of its caller's transaction",
                "take &mut PgConnection",
            ));
        }
        let unchecked =
            token.text.starts_with("query") && source.is_path(index.saturating_sub(3), &["sqlx", &token.text]);
        if unchecked && !source.is(index + 1, "!") && index >= 3 {
            violations.push(Violation::new(
                at,
                "sql-in-store",
                format!("`{}` without `!` is checked by nobody", token.text),
                "use query!, query_as! or query_scalar!",
            ));
        }
        if token.is_ident("struct")
            && is_public(source, index)
            && source.tokens.get(index + 1).is_some_and(|name| name.text.ends_with("Row"))
        {
            violations.push(Violation::new(
                at,
                "sql-in-store",
                "a row's shape is the store's own",
                "make it private and return the domain's type",
            ));
        }
    }
    violations
}

/// Whether the item whose keyword is at `index` starts with `pub` or `pub(…)`.
fn is_public(source: &RustSource, index: usize) -> bool {
    let mut before = index;
    if before > 0 && source.is(before - 1, ")") {
        before = source.tokens[..before].iter().rposition(|token| token.text == "(").unwrap_or(0);
    }
    before > 0 && source.is(before - 1, "pub")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&Tree::of(&[(path, text)])).len()
    }

    #[test]
    fn sql_outside_of_the_store_is_told() {
        for path in ["services/x/src/http/a.rs", "services/x/src/lib.rs", "crates/events/src/a.rs"] {
            assert_eq!(found(path, "fn a() { sqlx::query!(\"select 1\") }"), 2, "{path}");
            assert_eq!(found(path, "fn a() { query_as!(A, \"select 1\") }"), 1, "{path}");
            assert_eq!(found(path, "use sqlx::PgConnection;"), 1, "{path}");
        }
    }

    #[test]
    fn sql_in_the_store_the_migrator_and_tests_may() {
        assert_eq!(found("services/x/src/store/a.rs", "fn a() { sqlx::query!(\"select 1\") }"), 0);
        assert_eq!(found("services/x/src/store.rs", "fn a() { sqlx::query!(\"select 1\") }"), 0);
        assert_eq!(found("services/x/src/lib.rs", "static M: sqlx::migrate::Migrator = sqlx::migrate!();"), 0);
        assert_eq!(found("services/x/tests/it/a.rs", "fn a() { sqlx::query(\"select 1\") }"), 0);
        assert_eq!(found("crates/bus/src/a.rs", "fn a() { sqlx::query!(\"select 1\") }"), 0);
    }

    #[test]
    fn errors_and_encodings_are_no_sql() {
        assert_eq!(found("services/x/src/http/a.rs", "fn a() -> Result<(), sqlx::Error> {}"), 0);
        assert_eq!(found("crates/events/src/a.rs", "#[derive(sqlx::Type)] #[sqlx(transparent)] struct A(u8);"), 0);
    }

    #[test]
    fn what_a_store_may_not_be_is_told() {
        let path = "services/x/src/store/a.rs";
        assert_eq!(found(path, "pub trait Plans {}"), 1);
        assert_eq!(found(path, "pub async fn a(db: &sqlx::PgPool) {}"), 1);
        assert_eq!(found(path, "fn a() { sqlx::query(\"select 1\") }"), 1);
        assert_eq!(found(path, "fn a() { sqlx::query_scalar::<_, i64>(\"select 1\") }"), 1);
        assert_eq!(found(path, "pub struct PlanRow { a: i64 }"), 1);
        assert_eq!(found(path, "pub(crate) struct PlanRow { a: i64 }"), 1);
        assert_eq!(found(path, "struct PlanRow { a: i64 }"), 0);
    }
}
