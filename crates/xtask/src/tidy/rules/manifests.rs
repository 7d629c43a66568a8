//! Rule 1: services never depend on services, and only the binary, and what measures it, depends on them.
//! Every manifest takes its versions, edition and lints from the root.

use std::collections::BTreeMap;

use toml::{Table, Value};

use crate::tidy::Violation;
use crate::tidy::tree::Tree;

/// What may name services: the binary, and the measuring of the bus, whose stream is ingress's.
const ASSEMBLERS: [&str; 2] = ["crates/app/Cargo.toml", "bench/Cargo.toml"];
const KINDS: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let services: Vec<String> = tree
        .members("services")
        .filter_map(|name| package_name(tree, &format!("services/{name}/Cargo.toml")))
        .collect();
    let mut violations = Vec::new();
    for (path, text) in tree.files().filter(|(path, _)| is_member(path)) {
        let Ok(manifest) = text.parse::<Table>() else {
            violations.push(Violation::new((path, 1), "manifest", "is no TOML", "mend it"));
            continue;
        };
        for (name, wanted) in dependencies(&manifest) {
            let at = (path, line_of(text, &name));
            if !ASSEMBLERS.contains(&path) && (services.contains(&name) || names_a_service(wanted)) {
                violations.push(Violation::new(
                    at,
                    "service-dependency",
                    format!("`{name}` is a service, and services meet only in events"),
                    "take a fact of it from crates/events and keep a projection",
                ));
            }
            if !is_inherited(wanted) && !is_own(wanted) {
                violations.push(Violation::new(
                    at,
                    "manifest",
                    format!("`{name}` has a version of its own"),
                    "put it in [workspace.dependencies] and write `.workspace = true`",
                ));
            }
        }
        violations.extend(missing_inheritance(path, text, &manifest));
    }
    violations
}

fn is_member(path: &str) -> bool {
    let mut parts = path.split('/');
    match parts.next() {
        Some("crates" | "services") => parts.nth(1) == Some("Cargo.toml"),
        Some("bench" | "chaos") => parts.next() == Some("Cargo.toml"),
        _ => false,
    }
}

fn missing_inheritance(path: &str, text: &str, manifest: &Table) -> Vec<Violation> {
    let mut violations = Vec::new();
    let inherits = |table: Option<&Value>| table.is_some_and(is_inherited);
    if !inherits(manifest.get("lints")) {
        violations.push(Violation::new(
            (path, text.lines().count()),
            "manifest",
            "does not take the house's lints",
            "add [lints] workspace = true",
        ));
    }
    for key in ["edition", "version", "license", "publish"] {
        if !inherits(manifest.get("package").and_then(|package| package.get(key))) {
            violations.push(Violation::new(
                (path, 1),
                "manifest",
                format!("has a {key} of its own"),
                format!("write {key}.workspace = true"),
            ));
        }
    }
    violations
}

pub(crate) fn package_name(tree: &Tree, path: &str) -> Option<String> {
    let manifest: Table = tree.text(path)?.parse().ok()?;
    Some(manifest.get("package")?.get("name")?.as_str()?.to_owned())
}

/// All dependencies of a manifest, of every kind and for every target.
pub(crate) fn dependencies(manifest: &Table) -> BTreeMap<String, &Value> {
    let targets = manifest.get("target").and_then(Value::as_table).into_iter();
    let tables = targets.flat_map(|targets| targets.values()).filter_map(Value::as_table);
    let mut all = BTreeMap::new();
    for table in tables.chain([manifest]) {
        for kind in KINDS {
            let listed = table.get(kind).and_then(Value::as_table);
            all.extend(listed.into_iter().flatten().map(|(name, wanted)| (name.clone(), wanted)));
        }
    }
    all
}

fn names_a_service(wanted: &Value) -> bool {
    let path = wanted.get("path").and_then(Value::as_str).unwrap_or_default();
    path.contains("services/")
}

/// A crate of this repository, by its path.
fn is_own(wanted: &Value) -> bool {
    wanted.get("path").is_some() && wanted.get("version").is_none()
}

fn is_inherited(wanted: &Value) -> bool {
    wanted.get("workspace").and_then(Value::as_bool) == Some(true)
}

/// The line that starts with `name`, so that an editor can jump to it.
pub(crate) fn line_of(text: &str, name: &str) -> usize {
    let starts = |line: &str| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(['.', ' ', '=']));
    text.lines().position(starts).map_or(1, |index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "[package]\nname = \"taper-chat\"\nversion.workspace = true\nedition.workspace = true\n\
                        license.workspace = true\npublish.workspace = true\n[lints]\nworkspace = true\n";

    fn rules(path: &str, rest: &str) -> Vec<&'static str> {
        let manifest = format!("{HEAD}{rest}");
        let other = HEAD.replace("taper-chat", "taper-feed");
        let tree = Tree::of(&[(path, &manifest), ("services/feed/Cargo.toml", &other)]);
        check(&tree).into_iter().map(|violation| violation.rule).collect()
    }

    #[test]
    fn a_service_that_depends_on_a_service_is_told() {
        let path = "services/chat/Cargo.toml";
        assert_eq!(rules(path, "[dependencies]\ntaper-feed.workspace = true\n"), ["service-dependency"]);
        assert_eq!(rules(path, "[dev-dependencies]\ntaper-feed.workspace = true\n"), ["service-dependency"]);
        assert_eq!(
            rules(path, "[target.'cfg(unix)'.dependencies]\ntaper-feed.workspace = true\n"),
            ["service-dependency"]
        );
        assert_eq!(
            rules(path, "[dependencies]\nother = { path = \"../../services/feed\", workspace = true }\n"),
            ["service-dependency"]
        );
    }

    #[test]
    fn a_crate_beneath_the_services_may_not_know_them_but_the_binary_must() {
        let rest = "[dependencies]\ntaper-feed.workspace = true\n";
        assert_eq!(rules("crates/bus/Cargo.toml", rest), ["service-dependency"]);
        assert_eq!(rules("chaos/Cargo.toml", rest), ["service-dependency"]);
        assert!(rules("crates/app/Cargo.toml", rest).is_empty());
        assert!(rules("bench/Cargo.toml", rest).is_empty());
    }

    #[test]
    fn versions_lints_and_edition_come_from_the_root() {
        assert_eq!(rules("crates/bus/Cargo.toml", "[dependencies]\nserde = \"1\"\n"), ["manifest"]);
        assert!(
            rules("crates/app/Cargo.toml", "[dependencies]\ntaper-feed = { path = \"../../services/feed\" }\n")
                .is_empty()
        );
        let bare = Tree::of(&[("crates/a/Cargo.toml", "[package]\nname = \"a\"\n")]);
        assert_eq!(check(&bare).len(), 5);
        let allowing = Tree::of(&[(
            "crates/a/Cargo.toml",
            &HEAD.replace("[lints]\nworkspace = true", "[lints.rust]\nunused = \"allow\""),
        )]);
        assert_eq!(check(&allowing).len(), 1);
    }
}
