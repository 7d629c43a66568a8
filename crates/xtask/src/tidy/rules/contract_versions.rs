//! A contract in specs/ changes only with a new version and a line in specs/CHANGELOG.md, under the service's name:
//! `- version digest: words`. The newest line is the contract as it is. A line that was committed stays as it was: the
//! history of the file says which were.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::tidy::Violation;
use crate::tidy::tree::{CHANGELOG, Tree};

const RULE: &str = "contract-version";
/// Enough of the digest that no two states of one contract share it.
const DIGEST_BYTES: usize = 4;

/// One version of a contract, as the changelog tells it.
struct Entry<'a> {
    version: &'a str,
    digest: &'a str,
}

pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let changelog = tree.text(CHANGELOG).unwrap_or_default();
    let told = sections(changelog);
    let mut violations = Vec::new();
    for (path, text) in tree.files() {
        let Some(name) = path.strip_prefix("specs/").and_then(|file| file.strip_suffix(".yaml")) else { continue };
        let Some(version) = version(text) else {
            violations.push(Violation::new((path, 1), RULE, "has no info.version", "give it one"));
            continue;
        };
        let digest = digest(text);
        let newest = told.get(name).and_then(|entries| entries.last());
        if newest.is_some_and(|entry| entry.version == version && entry.digest == digest) {
            continue;
        }
        let mend = if newest.is_some_and(|entry| entry.version == version) {
            format!("raise `.contract(\"{version}\")` of the service, run `cargo xtask openapi`, and see this again")
        } else {
            format!("add at the end of `## {name}`: \"- {version} {digest}: what changed\"")
        };
        violations.push(Violation::new((path, 1), RULE, format!("is not the newest that {CHANGELOG} tells"), mend));
    }
    for (name, entries) in &told {
        if !entries.is_sorted_by(|earlier, later| numbers(earlier.version) < numbers(later.version)) {
            let why = format!("the versions of {name} do not rise from line to line");
            violations.push(Violation::new(
                (CHANGELOG, 1),
                RULE,
                why,
                "put the newest last, under a version of its own",
            ));
        }
    }
    for line in tree.once_in_changelog().filter(|line| entry(line).is_some()) {
        if !changelog.lines().any(|here| here == line) {
            let why = format!("\"{line}\" was committed, and is gone");
            violations.push(Violation::new(
                (CHANGELOG, 1),
                RULE,
                why,
                "put it back, and what is new under a version of its own",
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

/// The entries under each `## service`, in their order.
fn sections(changelog: &str) -> BTreeMap<&str, Vec<Entry<'_>>> {
    let mut sections: BTreeMap<&str, Vec<Entry<'_>>> = BTreeMap::new();
    let mut name = "";
    for line in changelog.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            name = heading;
        } else if let Some(entry) = entry(line) {
            sections.entry(name).or_default().push(entry);
        }
    }
    sections
}

/// `- version digest: words`
fn entry(line: &str) -> Option<Entry<'_>> {
    let (head, words) = line.strip_prefix("- ")?.split_once(": ")?;
    let (version, digest) = head.split_once(' ')?;
    let is_digest = digest.len() == 2 * DIGEST_BYTES && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_digest && !words.is_empty() && numbers(version).is_some()).then_some(Entry { version, digest })
}

/// Major, minor, patch.
fn numbers(version: &str) -> Option<Vec<u32>> {
    let numbers: Vec<u32> = version.split('.').map(|number| number.parse().ok()).collect::<Option<_>>()?;
    (numbers.len() == 3).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTRACT: &str = "openapi: 3.1.0\ninfo:\n  title: feed\n  version: 0.2.0\npaths: {}\n";
    const FIRST: &str = "- 0.1.0 00000000: the first day";

    fn newest() -> String {
        format!("- 0.2.0 {}: posts have a place", digest(CONTRACT))
    }

    fn found(contract: &str, lines: &[&str], once: &[&str]) -> Vec<String> {
        let changelog = format!("# Changes\n\n## feed\n\n{}\n", lines.join("\n"));
        let tree = Tree::of(&[("specs/feed.yaml", contract), (CHANGELOG, &changelog)]).with_changelog_history(once);
        check(&tree).into_iter().map(|violation| violation.to_string()).collect()
    }

    #[test]
    fn a_contract_that_the_newest_line_tells_is_fine() {
        assert!(found(CONTRACT, &[FIRST, &newest()], &[FIRST]).is_empty());
    }

    #[test]
    fn a_changed_contract_needs_another_version() {
        let changed = CONTRACT.replace("{}", "{ /feed: {} }");
        let violations = found(&changed, &[FIRST, &newest()], &[]);
        assert!(violations[0].contains("raise `.contract(\"0.2.0\")`"), "{violations:?}");
        let raised = changed.replace("0.2.0", "0.3.0");
        let violations = found(&raised, &[FIRST, &newest()], &[]);
        assert!(violations[0].contains(&format!("\"- 0.3.0 {}: ", digest(&raised))), "{violations:?}");
    }

    #[test]
    fn a_line_of_another_service_or_without_a_word_is_none() {
        assert_eq!(found(CONTRACT, &[&newest(), "## chat"], &[]).len(), 0);
        assert_eq!(found(CONTRACT, &["## chat", &newest()], &[]).len(), 1);
        assert_eq!(found(CONTRACT, &[newest().split_once(": ").unwrap().0], &[]).len(), 1);
        assert_eq!(found(CONTRACT, &[], &[]).len(), 1);
    }

    #[test]
    fn a_line_that_was_committed_stays() {
        let rewritten = "- 0.1.0 00000000: the very first day";
        assert_eq!(found(CONTRACT, &[rewritten, &newest()], &[FIRST, "- no entry"]).len(), 1);
        // The same version told once more, as if it had not been told before.
        let before = "- 0.2.0 11111111: posts";
        assert!(found(CONTRACT, &[FIRST, &newest()], &[FIRST, before])[0].contains(before));
    }

    #[test]
    fn versions_rise() {
        let violations = found(CONTRACT, &["- 0.10.0 00000000: too early", &newest()], &[]);
        assert!(violations[0].contains("do not rise"), "{violations:?}");
        let twice = "- 0.2.0 00000000: the same again";
        assert_eq!(found(CONTRACT, &[twice, &newest()], &[]).len(), 1);
        assert!(found(CONTRACT, &["- 0.1.9 00000000: nine", &newest()], &[]).is_empty());
    }

    #[test]
    fn a_contract_without_a_version_is_told() {
        assert_eq!(found("openapi: 3.1.0\n", &[], &[]).len(), 1);
    }
}
