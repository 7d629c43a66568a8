//! A contract in specs/ changes only with a line in specs/CHANGELOG.md under its version. The line carries the digest
//! of the contract it describes, so that this needs no history to compare with.

use sha2::{Digest, Sha256};

use crate::tidy::Violation;
use crate::tidy::tree::Tree;

const CHANGELOG: &str = "specs/CHANGELOG.md";
/// Enough of the digest that no two states of one contract share it.
const DIGEST_BYTES: usize = 4;

pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let changelog = tree.text(CHANGELOG).unwrap_or_default();
    let mut violations = Vec::new();
    for (path, text) in tree.files() {
        let Some(name) = path.strip_prefix("specs/").and_then(|file| file.strip_suffix(".yaml")) else { continue };
        let Some(version) = version(text) else {
            violations.push(Violation::new((path, 1), "contract-version", "has no info.version", "give it one"));
            continue;
        };
        let start = format!("- `{name}` {}: ", digest(text));
        if !section(changelog, version).any(|line| line.len() > start.len() && line.starts_with(&start)) {
            violations.push(Violation::new(
                (path, 1),
                "contract-version",
                format!("is not what {CHANGELOG} describes as {version}"),
                format!(
                    "under `## {version}`, or a new version if that one is published, write \"{start}what changed\""
                ),
            ));
        }
    }
    violations
}

fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(DIGEST_BYTES).map(|byte| format!("{byte:02x}")).collect()
}

/// `version` of the block `info`.
fn version(text: &str) -> Option<&str> {
    let info = text.lines().skip_while(|line| *line != "info:").skip(1);
    let mut fields = info.take_while(|line| line.starts_with(' '));
    let version = fields.find_map(|line| line.strip_prefix("  version:"))?;
    Some(version.trim().trim_matches(['\'', '"']))
}

/// The lines under `## version`.
fn section<'a>(changelog: &'a str, version: &str) -> impl Iterator<Item = &'a str> {
    let heading = format!("## {version}");
    let after = changelog.lines().skip_while(move |line| *line != heading).skip(1);
    after.take_while(|line| !line.starts_with("## "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTRACT: &str = "openapi: 3.1.0\ninfo:\n  title: feed\n  version: 0.2.0\npaths: {}\n";

    fn found(contract: &str, changelog: &str) -> usize {
        check(&Tree::of(&[("specs/feed.yaml", contract), (CHANGELOG, changelog)])).len()
    }

    fn changelog(version: &str, what: &str) -> String {
        format!("# Changes\n\n## {version}\n\n- `feed` {}: {what}\n\n## 0.1.0\n", digest(CONTRACT))
    }

    #[test]
    fn a_described_contract_is_fine() {
        assert_eq!(found(CONTRACT, &changelog("0.2.0", "posts have a place")), 0);
    }

    #[test]
    fn a_changed_contract_with_the_old_line_is_told() {
        let changed = CONTRACT.replace("{}", "{ /feed: {} }");
        assert_eq!(found(&changed, &changelog("0.2.0", "posts have a place")), 1);
    }

    #[test]
    fn a_line_under_another_version_or_without_a_word_is_told() {
        assert_eq!(found(CONTRACT, &changelog("0.3.0", "posts have a place")), 1);
        assert_eq!(found(CONTRACT, &changelog("0.2.0", "")), 1);
        assert_eq!(found(CONTRACT, ""), 1);
    }

    #[test]
    fn a_contract_without_a_version_is_told() {
        assert_eq!(found("openapi: 3.1.0\n", ""), 1);
    }
}
