//! An event version is frozen once it is published (architecture.md, rule 7): `events/VERSIONS` has a line for every
//! schema of every version, with the digest of what it demands. A schema that is not what its line says needs a new minor
//! (fields added, all optional) or a new type; whether a new minor only adds is the reviewer's to see. What is listed stays.

use std::collections::BTreeMap;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::tidy::Violation;
use crate::tidy::tree::Tree;

const VERSIONS: &str = "events/VERSIONS";
const FOLDER: &str = "events/schemas/";
const RULE: &str = "frozen-events";
const DIGEST_BYTES: usize = 4;
/// What says nothing about which events are allowed.
const WORDS: [&str; 3] = ["description", "title", "x-version"];

pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let listed = listed(tree.text(VERSIONS).unwrap_or_default());
    let mut violations = Vec::new();
    for (path, text) in tree.files() {
        let Some(name) = path.strip_prefix(FOLDER).and_then(|file| file.strip_suffix(".json")) else { continue };
        let Ok(schema) = serde_json::from_str::<Value>(text) else {
            violations.push(Violation::new((path, 1), RULE, "is no JSON", "run `cargo xtask schemas`"));
            continue;
        };
        let version = schema["x-version"].as_str().unwrap_or_default().to_owned();
        let digest = digest(&schema);
        match listed.get(&(name, version.as_str())) {
            Some(&known) if known == digest => {}
            Some(_) => violations.push(Violation::new(
                (path, 1),
                RULE,
                format!("is not what {VERSIONS} knows as {version}"),
                format!(
                    "give the event a new minor version if {version} was ever released, and the line \"{name} NEW {digest}\"; \
                     else change its line to \"{name} {version} {digest}\""
                ),
            )),
            None => violations.push(Violation::new(
                (path, 1),
                RULE,
                format!("has no line in {VERSIONS}"),
                format!("add \"{name} {version} {digest}\" and leave the lines of older versions"),
            )),
        }
    }
    for (name, _) in listed.keys().filter(|(name, _)| !tree.has(&format!("{FOLDER}{name}.json"))) {
        violations.push(Violation::new(
            (VERSIONS, 1),
            RULE,
            format!("lists {name}, which has no schema"),
            "a type that was released stays consumable; take the line away only if it never was",
        ));
    }
    violations
}

/// Name and version of each line to its digest.
fn listed(text: &str) -> BTreeMap<(&str, &str), &str> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut words = line.split(' ');
            Some(((words.next()?, words.next()?), words.next()?))
        })
        .collect()
}

fn digest(schema: &Value) -> String {
    Sha256::digest(demands(schema)).iter().take(DIGEST_BYTES).map(|byte| format!("{byte:02x}")).collect()
}

/// The schema in one order and without its words. A property may be called as a word is; its schema is no text.
fn demands(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let meant = fields.iter().filter(|(name, value)| !(WORDS.contains(&name.as_str()) && value.is_string()));
            let sorted: BTreeMap<_, _> = meant.map(|(name, value)| (name, demands(value))).collect();
            let fields: Vec<_> = sorted.iter().map(|(name, value)| format!("{name:?}:{value}")).collect();
            format!("{{{}}}", fields.join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(demands).collect::<Vec<_>>().join(",")),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEMA: &str = r#"{"title": "lift.made", "description": "One.", "x-version": "1.0.0",
        "properties": {"title": {"type": "string"}}}"#;

    fn found(schema: &str, versions: &str) -> Vec<String> {
        let tree = Tree::of(&[("events/schemas/bus/lift.made.json", schema), (VERSIONS, versions)]);
        check(&tree).into_iter().map(|violation| violation.to_string()).collect()
    }

    fn versions() -> String {
        let digest = digest(&serde_json::from_str(SCHEMA).unwrap());
        format!("# All of them.\nbus/lift.made 1.0.0 {digest}\n")
    }

    #[test]
    fn what_is_listed_is_fine_and_its_words_may_change() {
        assert!(found(SCHEMA, &versions()).is_empty());
        assert!(found(&SCHEMA.replace("One.", "A lift."), &versions()).is_empty());
    }

    #[test]
    fn a_changed_schema_needs_another_version() {
        let changed = SCHEMA.replace(r#""string""#, r#""integer""#);
        assert!(found(&changed, &versions())[0].contains("is not what events/VERSIONS knows as 1.0.0"));
        let other = changed.replace("1.0.0", "1.1.0");
        assert!(found(&other, &versions())[0].contains("bus/lift.made 1.1.0 "));
    }

    #[test]
    fn a_property_that_is_called_as_a_word_counts() {
        let without = SCHEMA.replace(r#""properties": {"title": {"type": "string"}}"#, r#""properties": {}"#);
        assert_eq!(found(&without, &versions()).len(), 1);
    }

    #[test]
    fn a_type_that_is_gone_is_told() {
        let violations = check(&Tree::of(&[(VERSIONS, "lift.lost 1.0.0 00000000\n")]));
        assert!(violations[0].to_string().contains("lists lift.lost"));
    }

    #[test]
    fn an_unlisted_schema_is_told() {
        assert_eq!(found(SCHEMA, "").len(), 1);
    }
}
