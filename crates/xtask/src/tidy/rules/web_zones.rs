//! In the web app, `app` may use `features`, those `sync`, and that `shared`; never the other way. A feature may show
//! a part of another, but never in a circle.

use std::collections::{BTreeMap, BTreeSet};

use crate::tidy::Violation;
use crate::tidy::tree::Tree;

/// From the bottom up: a zone may import itself and what stands before it.
const ZONES: [&str; 4] = ["shared", "sync", "features", "app"];

/// An import of one file of web/src/ in another.
struct Import<'a> {
    path: &'a str,
    line: usize,
    from: &'a str,
    to: String,
}

pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let imports = imports(tree);
    let uses = uses(&imports);
    let refused = imports.iter().filter_map(|import| {
        let why = upwards(import).or_else(|| circle(import, &uses))?;
        Some(Violation::new(
            (import.path, import.line),
            "web-zones",
            why,
            "move what both need down to shared/, or the page that joins them up to app/",
        ))
    });
    refused.collect()
}

fn imports(tree: &Tree) -> Vec<Import<'_>> {
    let mut imports = Vec::new();
    for (path, text) in tree.files() {
        let Some(from) = path.strip_prefix("web/src/") else {
            continue;
        };
        if !path.ends_with(".ts") && !path.ends_with(".tsx") {
            continue;
        }
        for (index, line) in text.lines().enumerate() {
            if let Some(to) = imported(line).and_then(|target| resolve(from, target)) {
                imports.push(Import { path, line: index + 1, from, to });
            }
        }
    }
    imports
}

/// The module of `… from '…'`, `import '…'`, `import('…')` and `export … from '…'`.
fn imported(line: &str) -> Option<&str> {
    let line = line.trim();
    let at = ["from '", "from \"", "import('", "import(\"", "import '", "import \""]
        .iter()
        .find_map(|start| line.find(start).map(|at| at + start.len()))?;
    line[at..].split(['\'', '"']).next()
}

/// The path from web/src/ that `target` means in the file `from`; none for a package.
fn resolve(from: &str, target: &str) -> Option<String> {
    if let Some(path) = target.strip_prefix("@/") {
        return Some(path.to_owned());
    }
    if !target.starts_with('.') {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            other => parts.push(other),
        }
    }
    Some(parts.join("/"))
}

fn upwards(import: &Import<'_>) -> Option<String> {
    let zone = |path: &str| ZONES.iter().position(|zone| path.split('/').next() == Some(zone));
    let Some(mine) = zone(import.from) else {
        return Some(format!("is in none of the zones {}", ZONES.join(", ")));
    };
    let theirs = zone(&import.to)?;
    (theirs > mine).then(|| format!("{} imports {}, which stands above it", ZONES[mine], ZONES[theirs]))
}

fn feature(path: &str) -> Option<&str> {
    path.strip_prefix("features/")?.split('/').next()
}

/// The features that each feature imports directly.
fn uses<'a>(imports: &'a [Import<'_>]) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
    let mut uses: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for import in imports {
        if let (Some(from), Some(to)) = (feature(import.from), feature(&import.to)) {
            uses.entry(from).or_default().insert(to);
        }
    }
    uses
}

/// Why an import of a feature closes a circle, if it does.
fn circle(import: &Import<'_>, uses: &BTreeMap<&str, BTreeSet<&str>>) -> Option<String> {
    let (from, to) = (feature(import.from)?, feature(&import.to)?);
    let mut seen = BTreeSet::new();
    let mut ahead = vec![to];
    while let Some(next) = ahead.pop() {
        if seen.insert(next) {
            ahead.extend(uses.get(next).into_iter().flatten());
        }
    }
    (from != to && seen.contains(from))
        .then(|| format!("feature {from} imports feature {to}, which needs {from} itself"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&Tree::of(&[(path, text)])).len()
    }

    #[test]
    fn imports_upwards_are_told_however_they_are_written() {
        for text in [
            "import { x } from '@/features/planner/x';",
            "import type { X } from \"../features/planner/x\";",
            "const x = await import('@/app/routes');",
            "import '@/app/styles.css';",
            "export { x } from '@/sync/outbox';",
        ] {
            assert_eq!(found("web/src/shared/a.ts", text), 1, "{text}");
        }
        assert_eq!(found("web/src/sync/a.ts", "import { x } from '@/features/planner/x';"), 1);
        assert_eq!(found("web/src/features/planner/a.tsx", "import { x } from '@/app/router';"), 1);
    }

    #[test]
    fn features_that_need_each_other_are_told_on_every_side() {
        let there = ("web/src/features/planner/a.ts", "import { x } from '../history/x';");
        let on = ("web/src/features/history/b.ts", "import { x } from '@/features/today/x';");
        let back = ("web/src/features/today/c.ts", "import { x } from '@/features/planner/x';");
        assert_eq!(check(&Tree::of(&[there, on])), []);
        assert_eq!(check(&Tree::of(&[there, on, back])).len(), 3);
        assert_eq!(found("web/src/features/planner/a.tsx", "import { x } from './x';"), 0);
    }

    #[test]
    fn imports_downwards_and_packages_are_fine() {
        assert_eq!(found("web/src/app/a.tsx", "import { x } from '@/features/planner/x';"), 0);
        assert_eq!(found("web/src/features/planner/a.tsx", "import { x } from '@/sync/outbox';"), 0);
        assert_eq!(found("web/src/sync/a.ts", "import { x } from '../shared/x';"), 0);
        assert_eq!(found("web/src/shared/a.ts", "import { x } from 'react';"), 0);
    }

    #[test]
    fn a_file_outside_of_every_zone_is_told() {
        assert_eq!(found("web/src/pages/a.ts", "import { x } from '@/shared/x';"), 1);
    }
}
