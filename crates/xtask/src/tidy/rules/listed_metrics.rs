//! Every metric that the code counts is in the list that gives it its help text, and the list holds no other.

use std::collections::BTreeSet;

use crate::tidy::Violation;
use crate::tidy::rust_source::{Kind, RustSource};
use crate::tidy::tree::Tree;

const RULE: &str = "listed-metrics";
const LIST: &str = "crates/platform/src/telemetry/measures.rs";
const MACROS: [&str; 3] = ["counter", "gauge", "histogram"];

pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let Some((_, list)) = tree.rust().find(|(path, _)| *path == LIST) else { return Vec::new() };
    let listed = |index: usize| is_row(list, index, &["Metric", "{", "name", ":"]);
    let listed: Vec<(&str, usize)> = (0..list.tokens.len())
        .filter(|index| listed(*index))
        .filter_map(|index| list.tokens.get(index + 4).map(|token| (token.text.as_str(), token.line)))
        .collect();
    let names: BTreeSet<&str> = listed.iter().map(|(name, _)| *name).collect();
    let mut violations = Vec::new();
    let mut literals = BTreeSet::new();
    for (path, source) in tree.rust().filter(|(path, _)| *path != LIST) {
        for (index, token) in source.tokens.iter().enumerate() {
            if token.kind == Kind::Literal {
                literals.insert(token.text.as_str());
            }
            let counted = MACROS.iter().any(|name| is_row(source, index, &[name, "!", "("]));
            if let Some(name) = source.tokens.get(index + 3).filter(|next| counted && next.kind == Kind::Literal)
                && !names.contains(name.text.as_str())
            {
                let mend = format!("say what it counts in {LIST}");
                violations.push(Violation::new(
                    (path, name.line),
                    RULE,
                    format!("{} has no help text", name.text),
                    mend,
                ));
            }
        }
    }
    for (name, line) in listed.into_iter().filter(|(name, _)| !literals.contains(name)) {
        violations.push(Violation::new((LIST, line), RULE, format!("nothing counts {name}"), "take it out"));
    }
    violations
}

fn is_row(source: &RustSource, index: usize, texts: &[&str]) -> bool {
    texts.iter().enumerate().all(|(offset, text)| source.is(index + offset, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn violations(code: &str) -> Vec<String> {
        let list = "const METRICS: &[Metric] = &[Metric { name: \"kept_total\", kind: Counter, meaning: \"\" }];";
        check(&Tree::of(&[(LIST, list), ("crates/bus/src/a.rs", code)])).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn code_and_list_agree_or_it_is_told() {
        assert!(violations("fn a() { metrics::counter!(\"kept_total\").increment(1); }").is_empty());
        let told = violations("fn a() { metrics::counter!(\"new_total\", \"a\" => \"b\").increment(1); }");
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].contains("new_total") && told[1].contains("nothing counts"), "{told:?}");
    }
}
