//! In the web app, `app` may use `features`, those `sync`, and that `shared`; never the other way, and no feature
//! another.

use crate::tidy::Violation;
use crate::tidy::tree::Tree;

/// From the bottom up: a zone may import itself and what stands before it.
const ZONES: [&str; 4] = ["shared", "sync", "features", "app"];

pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let mut violations = Vec::new();
    for (path, text) in tree.files() {
        let Some(inside) = path.strip_prefix("web/src/") else {
            continue;
        };
        if !path.ends_with(".ts") && !path.ends_with(".tsx") {
            continue;
        }
        for (index, line) in text.lines().enumerate() {
            let Some(target) = imported(line).and_then(|target| resolve(inside, target)) else {
                continue;
            };
            if let Some(why) = refusal(inside, &target) {
                violations.push(Violation::new(
                    (path, index + 1),
                    "web-zones",
                    why,
                    "move what both need down to shared/, or the page that joins them up to app/",
                ));
            }
        }
    }
    violations
}

/// The module of `… from '…'`, `import '…'`, `import('…')` and `export … from '…'`.
fn imported(line: &str) -> Option<&str> {
    let line = line.trim();
    let at = [
        "from '",
        "from \"",
        "import('",
        "import(\"",
        "import '",
        "import \"",
    ]
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

fn refusal(from: &str, to: &str) -> Option<String> {
    let zone = |path: &str| {
        ZONES
            .iter()
            .position(|zone| path.split('/').next() == Some(zone))
    };
    let Some(mine) = zone(from) else {
        return Some(format!("is in none of the zones {}", ZONES.join(", ")));
    };
    let theirs = zone(to)?;
    if theirs > mine {
        return Some(format!(
            "{} imports {}, which stands above it",
            ZONES[mine], ZONES[theirs]
        ));
    }
    let feature = |path: &str| path.split('/').nth(1).unwrap_or_default().to_owned();
    let crosses = ZONES[mine] == "features" && mine == theirs && feature(from) != feature(to);
    crosses.then(|| format!("feature {} imports feature {}", feature(from), feature(to)))
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
        assert_eq!(
            found(
                "web/src/sync/a.ts",
                "import { x } from '@/features/planner/x';"
            ),
            1
        );
        assert_eq!(
            found(
                "web/src/features/planner/a.tsx",
                "import { x } from '@/app/router';"
            ),
            1
        );
    }

    #[test]
    fn a_feature_that_imports_a_feature_is_told() {
        assert_eq!(
            found(
                "web/src/features/planner/a.tsx",
                "import { x } from '../history/x';"
            ),
            1
        );
        assert_eq!(
            found("web/src/features/planner/a.tsx", "import { x } from './x';"),
            0
        );
    }

    #[test]
    fn imports_downwards_and_packages_are_fine() {
        assert_eq!(
            found(
                "web/src/app/a.tsx",
                "import { x } from '@/features/planner/x';"
            ),
            0
        );
        assert_eq!(
            found(
                "web/src/features/planner/a.tsx",
                "import { x } from '@/sync/outbox';"
            ),
            0
        );
        assert_eq!(
            found("web/src/sync/a.ts", "import { x } from '../shared/x';"),
            0
        );
        assert_eq!(
            found("web/src/shared/a.ts", "import { x } from 'react';"),
            0
        );
    }

    #[test]
    fn a_file_outside_of_every_zone_is_told() {
        assert_eq!(
            found("web/src/pages/a.ts", "import { x } from '@/shared/x';"),
            1
        );
    }
}
