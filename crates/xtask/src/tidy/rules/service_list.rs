//! `services.rs` is the one list that names every service, so that adding one is a folder and a line.

use crate::tidy::Violation;
use crate::tidy::rules::manifests::package_name;
use crate::tidy::rust_source::{Kind, RustSource};
use crate::tidy::tree::Tree;

const APP: &str = "crates/app/src/";
const LIST: &str = "crates/app/src/services.rs";

pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let mut violations = Vec::new();
    for folder in tree.members("services") {
        let manifest = format!("services/{folder}/Cargo.toml");
        let Some(package) = package_name(tree, &manifest) else {
            continue;
        };
        let module = package.replace('-', "_");
        if package != folder {
            violations.push(Violation::new(
                (&manifest, 1),
                "service-list",
                format!("the package is called `{package}`"),
                format!("call it {folder}, as its folder says"),
            ));
        }
        let named: Vec<(&str, usize)> = tree
            .rust()
            .filter(|(path, _)| path.starts_with(APP))
            .flat_map(|(path, source)| names(source, &module).map(move |line| (path, line)))
            .collect();
        if !named.iter().any(|(path, _)| *path == LIST) {
            violations.push(Violation::new(
                (LIST, 1),
                "service-list",
                format!("services/{folder} is not in the list, so nobody starts it"),
                format!("add {module}::service()"),
            ));
        }
        for at in named.into_iter().filter(|(path, _)| *path != LIST) {
            violations.push(Violation::new(
                at,
                "service-list",
                format!("names the service {folder} outside of the one list"),
                "go through the list in services.rs",
            ));
        }
    }
    violations
}

/// The lines where a service's front door is opened, `training::service`, or its name is written as `"training"`.
fn names<'a>(source: &'a RustSource, module: &'a str) -> impl Iterator<Item = usize> + 'a {
    let literal = format!("\"{module}\"");
    let named = move |index: &usize| {
        let token = &source.tokens[*index];
        !token.in_test
            && (source.is_path(*index, &[module, "service"]) || (token.kind == Kind::Literal && token.text == literal))
    };
    (0..source.tokens.len()).filter(named).map(|index| source.tokens[index].line)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: (&str, &str) = ("services/feed/Cargo.toml", "[package]\nname = \"feed\"\n");

    #[test]
    fn a_service_that_is_not_listed_is_told() {
        let listed = Tree::of(&[MANIFEST, (LIST, "fn all() { feed::service() }")]);
        assert!(check(&listed).is_empty());
        let unlisted = Tree::of(&[MANIFEST, (LIST, "// feed::service()")]);
        assert_eq!(check(&unlisted).len(), 1);
        assert_eq!(check(&Tree::of(&[MANIFEST])).len(), 1);
    }

    #[test]
    fn a_list_of_names_is_a_second_list() {
        let list = (LIST, "fn all() { feed::service() }");
        let strings = ("crates/app/src/config.rs", "const WITH_TABLES: [&str; 1] = [\"feed\"];");
        assert_eq!(check(&Tree::of(&[MANIFEST, list, strings])).len(), 1);
        let tested = ("crates/app/src/config.rs", "#[test]\nfn a() { only(\"feed\"); }");
        assert!(check(&Tree::of(&[MANIFEST, list, tested])).is_empty());
    }

    #[test]
    fn a_second_list_is_told() {
        let tree = Tree::of(&[
            MANIFEST,
            (LIST, "fn all() { feed::service() }"),
            ("crates/app/src/main.rs", "fn main() { feed::service(); }"),
        ]);
        let found = check(&tree);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].path, "crates/app/src/main.rs");
    }

    #[test]
    fn a_package_with_another_name_than_its_folder_is_told() {
        let tree = Tree::of(&[
            ("services/feed/Cargo.toml", "[package]\nname = \"posts\"\n"),
            (LIST, "fn all() { posts::service() }"),
        ]);
        assert_eq!(check(&tree).len(), 1);
    }
}
