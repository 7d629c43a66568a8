//! Rule 2: tables are named with their schema, and a crate names only its own (`create-schemas` of its sqlx.toml).

use crate::migrations::created_schemas;
use crate::tidy::Violation;
use crate::tidy::rust_source::{Kind, RustSource};
use crate::tidy::sql_text::tables;
use crate::tidy::tree::Tree;

/// PostgreSQL's own.
const SYSTEM_SCHEMAS: [&str; 2] = ["pg_catalog", "information_schema"];

pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let mut violations = Vec::new();
    for folder in ["crates", "services"] {
        for member in tree.members(folder) {
            let home = format!("{folder}/{member}/");
            let Some(config) = tree.text(&format!("{home}sqlx.toml")) else {
                continue;
            };
            let schemas = created_schemas(config).unwrap_or_default();
            for (path, text) in tree.files().filter(|(path, _)| path.starts_with(&home)) {
                if path.ends_with(".up.sql") {
                    violations.extend(foreign(path, 1, text, &schemas));
                }
            }
            let sources = tree.rust().filter(|(path, _)| path.starts_with(&format!("{home}src/")));
            for (path, source) in sources {
                for (line, query) in queries(source) {
                    violations.extend(foreign(path, line, &query, &schemas));
                }
            }
        }
    }
    violations
}

fn foreign(path: &str, first_line: usize, text: &str, schemas: &[String]) -> Vec<Violation> {
    let mut violations = Vec::new();
    for table in tables(text) {
        let at = (path, first_line + table.line);
        match table.name.split_once('.') {
            None if table.name.starts_with("pg_") => {}
            None => violations.push(Violation::new(
                at,
                "own-tables",
                format!("`{}` depends on the search path", table.name),
                "write the schema before it",
            )),
            Some((schema, _)) if schemas.iter().any(|own| own == schema) => {}
            Some((schema, _)) if SYSTEM_SCHEMAS.contains(&schema) => {}
            Some((schema, _)) => violations.push(Violation::new(
                at,
                "own-tables",
                format!("`{}` is in the schema of another, {schema}", table.name),
                "keep a projection of your own, fed by its events",
            )),
        }
    }
    violations
}

/// The SQL of every `query…!` with the line it starts on.
fn queries(source: &RustSource) -> Vec<(usize, String)> {
    let mut queries = Vec::new();
    for index in 0..source.tokens.len() {
        let token = &source.tokens[index];
        if !(token.kind == Kind::Ident && token.text.starts_with("query") && source.is(index + 1, "!")) {
            continue;
        }
        let Some(Kind::Open(close)) = source.tokens.get(index + 2).map(|open| open.kind) else {
            continue;
        };
        let literal = source.tokens[index..close].iter().find(|token| token.kind == Kind::Literal);
        if let Some(literal) = literal {
            queries.push((literal.line, content(&literal.text)));
        }
    }
    queries
}

/// What a string literal says, as far as SQL is concerned.
fn content(literal: &str) -> String {
    let inside = literal.trim_start_matches('r').trim_matches('#').trim_matches('"');
    inside.replace("\\n", " ").replace("\\\n", "\n").replace("\\\"", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: (&str, &str) = ("services/training/Cargo.toml", "");
    const CONFIG: (&str, &str) = ("services/training/sqlx.toml", "[migrate]\ncreate-schemas = [\"training\"]\n");

    fn found(path: &str, text: &str) -> Vec<(usize, String)> {
        let violations = check(&Tree::of(&[MANIFEST, CONFIG, (path, text)]));
        violations.into_iter().map(|violation| (violation.line, violation.why)).collect()
    }

    #[test]
    fn own_tables_are_fine() {
        let path = "services/training/src/store/plans.rs";
        let text = "fn a() { query_as!(Plan, r#\"select * from training.plans\"#) }";
        assert!(found(path, text).is_empty());
    }

    #[test]
    fn a_table_without_schema_or_of_another_is_told_with_its_line() {
        let path = "services/training/src/store/plans.rs";
        let text = "fn a() {\n    query_as!(Plan, r#\"\n        select *\n        from plans\"#)\n}";
        assert_eq!(found(path, text)[0].0, 4);
        let text = "fn a() { query!(\"select * from training.plans join identity.users using (id)\") }";
        assert_eq!(found(path, text).len(), 1);
    }

    #[test]
    fn migrations_are_held_to_it_too() {
        let path = "services/training/migrations/0001_plans.up.sql";
        assert_eq!(found(path, "create table training.plans (user_id uuid references identity.users);").len(), 1);
        assert_eq!(found(path, "create table plans (id uuid);").len(), 1);
        assert!(found(path, "create table training.plans (id uuid);").is_empty());
    }
}
