//! `services.rs` is the one list that names every service, so that adding one is a folder and a line.

use crate::tidy::Violation;
use crate::tidy::rules::manifests::package_name;
use crate::tidy::rust_source::RustSource;
use crate::tidy::tree::Tree;

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
            .filter(|(path, _)| path.starts_with("crates/") && path.contains("/src/"))
            .flat_map(|(path, source)| starts(source, &module).map(move |line| (path, line)))
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

/// The lines where a service's front door is opened: `training::service`.
fn starts<'a>(source: &'a RustSource, module: &'a str) -> impl Iterator<Item = usize> + 'a {
    let opened = move |index: &usize| source.is_path(*index, &[module, "service"]);
    (0..source.tokens.len())
        .filter(opened)
        .map(|index| source.tokens[index].line)
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
