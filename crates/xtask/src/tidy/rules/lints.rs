//! Rule 6: a lint is expected with a reason, never allowed; and every crate takes the house's lints.

use crate::tidy::Violation;
use crate::tidy::rust_source::Kind;
use crate::tidy::tree::Tree;

pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let mut violations = Vec::new();
    for (path, source) in tree.rust() {
        for at in 0..source.tokens.len() {
            let Some(end) = source.attribute_end(at) else {
                continue;
            };
            let allows = (at..end).find(|&index| source.tokens[index].is_ident("allow") && source.is(index + 1, "("));
            if let Some(index) = allows {
                violations.push(Violation::new(
                    (path, source.tokens[index].line),
                    "no-allow",
                    "an allowed lint stays silent when its cause is gone",
                    "write #[expect(lint, reason = \"…\")]",
                ));
            }
            let reasonless = (at..end).find(|&index| {
                let Some(Kind::Open(close)) = source.tokens.get(index + 1).map(|next| next.kind) else {
                    return false;
                };
                source.tokens[index].is_ident("expect")
                    && !source.tokens[index..close].iter().any(|token| token.is_ident("reason"))
            });
            if let Some(index) = reasonless {
                violations.push(Violation::new(
                    (path, source.tokens[index].line),
                    "no-allow",
                    "an expected lint without a reason",
                    "add reason = \"…\"",
                ));
            }
        }
    }
    violations
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> usize {
        check(&Tree::of(&[("crates/a/src/lib.rs", text)])).len()
    }

    #[test]
    fn every_form_of_allow_is_told() {
        assert_eq!(found("#[allow(dead_code)] fn a() {}"), 1);
        assert_eq!(found("#![allow(dead_code)]"), 1);
        assert_eq!(found("#[cfg_attr(test, allow(dead_code))] fn a() {}"), 1);
        assert_eq!(found("#[expect(dead_code)] fn a() {}"), 1);
    }

    #[test]
    fn an_expectation_with_a_reason_is_fine() {
        assert_eq!(found("#[expect(dead_code, reason = \"read by a macro\")] fn a() {}"), 0);
        assert_eq!(found("fn allow(a: u8) { allow(1) } // #[allow(x)]"), 0);
    }
}
