//! Every direct dependency has a line in docs/dependencies.md that says why, and the list names nothing else.

use std::collections::BTreeMap;

use toml::{Table, Value};

use crate::tidy::Violation;
use crate::tidy::rules::manifests;
use crate::tidy::tree::Tree;

const LIST: &str = "docs/dependencies.md";
const RUST: &str = "Cargo.toml";
const WEB: &str = "web/package.json";

pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let listed = listed(tree.text(LIST).unwrap_or_default());
    let mut wanted: BTreeMap<String, (&str, usize)> = BTreeMap::new();
    for (name, line) in cargo_dependencies(tree.text(RUST).unwrap_or_default()) {
        wanted.insert(name, (RUST, line));
    }
    for (name, line) in npm_dependencies(tree.text(WEB).unwrap_or_default()) {
        wanted.insert(name, (WEB, line));
    }
    let mut violations = unused(tree, &wanted);
    for (name, at) in &wanted {
        if !listed.contains_key(name) {
            violations.push(Violation::new(
                *at,
                "dependencies",
                format!("nobody says why `{name}` is here"),
                format!("add a line \"- `{name}` why\" to {LIST}, or do without"),
            ));
        }
    }
    for (name, line) in listed.iter().filter(|(name, _)| !wanted.contains_key(*name)) {
        violations.push(Violation::new(
            (LIST, *line),
            "dependencies",
            format!("`{name}` is no direct dependency"),
            "remove the line",
        ));
    }
    violations
}

/// The names of the list's lines: - `name` why. A line without a why lists nothing.
fn listed(text: &str) -> BTreeMap<String, usize> {
    let entry = |(index, line): (usize, &str)| {
        let (name, why) = line.strip_prefix("- `")?.split_once('`')?;
        (!why.trim().is_empty()).then(|| (name.to_owned(), index + 1))
    };
    text.lines().enumerate().filter_map(entry).collect()
}

fn cargo_dependencies(text: &str) -> Vec<(String, usize)> {
    let manifest: Table = text.parse().unwrap_or_default();
    let workspace = manifest.get("workspace").and_then(|table| table.get("dependencies"));
    let foreign = |(name, wanted): (&String, &Value)| {
        let own = wanted.get("path").is_some();
        (!own).then(|| (name.clone(), manifests::line_of(text, name)))
    };
    workspace.and_then(Value::as_table).into_iter().flatten().filter_map(foreign).collect()
}

fn npm_dependencies(text: &str) -> Vec<(String, usize)> {
    let manifest: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
    let kinds = ["dependencies", "devDependencies"];
    let tables = kinds.iter().filter_map(|kind| manifest[kind].as_object());
    let names = tables.flat_map(|table| table.keys());
    let line = |name: &str| {
        let start = format!("\"{name}\":");
        text.lines().position(|line| line.trim_start().starts_with(&start)).map_or(1, |at| at + 1)
    };
    names.map(|name| (name.clone(), line(name))).collect()
}

/// Dependencies of the workspace that no member takes. (Those of the web app are knip's to find.)
fn unused(tree: &Tree, wanted: &BTreeMap<String, (&str, usize)>) -> Vec<Violation> {
    let members = tree.files().filter(|(path, _)| path.ends_with("/Cargo.toml"));
    let manifests: Vec<Table> = members.filter_map(|(_, text)| text.parse().ok()).collect();
    let taken = |name: &str| manifests.iter().any(|manifest| manifests::dependencies(manifest).contains_key(name));
    let of_cargo = wanted.iter().filter(|(_, (path, _))| *path == RUST);
    let unused = of_cargo
        .filter(|(name, _)| !taken(name))
        .map(|(name, at)| Violation::new(*at, "dependencies", format!("no crate takes `{name}`"), "remove it"));
    unused.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOT: (&str, &str) = (RUST, "[workspace.dependencies]\nserde = \"1\"\nown = { path = \"crates/own\" }\n");
    const MEMBER: (&str, &str) = ("crates/a/Cargo.toml", "[dependencies]\nserde.workspace = true\n");
    const PAGE: (&str, &str) = (WEB, "{\n \"dependencies\": {\n  \"dexie\": \"^4\"\n }\n}");
    const WHYS: &str = "- `serde` reads and writes JSON\n- `dexie` the queue on the device\n";

    #[test]
    fn listed_dependencies_are_fine() {
        assert_eq!(check(&Tree::of(&[ROOT, MEMBER, PAGE, (LIST, WHYS)])), []);
    }

    #[test]
    fn a_dependency_without_a_why_is_told_where_it_stands() {
        let found = check(&Tree::of(&[ROOT, MEMBER, PAGE, (LIST, "- `serde`\n- `dexie` the queue on the device\n")]));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].path.as_str(), found[0].line), (RUST, 2));
        let found = check(&Tree::of(&[ROOT, MEMBER, PAGE, (LIST, "- `serde` reads and writes JSON\n")]));
        assert_eq!((found[0].path.as_str(), found[0].line), (WEB, 3));
    }

    #[test]
    fn a_line_for_nothing_is_told() {
        let list = format!("{WHYS}- `left-pad` pads on the left\n");
        let found = check(&Tree::of(&[ROOT, MEMBER, PAGE, (LIST, &list)]));
        assert_eq!((found.len(), found[0].line), (1, 3));
    }

    #[test]
    fn a_dependency_that_no_crate_takes_is_told() {
        assert_eq!(check(&Tree::of(&[ROOT, PAGE, (LIST, WHYS)])).len(), 1);
    }
}
