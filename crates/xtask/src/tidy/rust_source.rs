//! A Rust file as tokens with their lines: enough to see an attribute, a path or a function's end,
//! and never to be fooled by a comment or a string.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

pub(crate) struct Token {
    /// An identifier, one punctuation character, a literal as written, or an opening or closing bracket.
    pub(crate) text: String,
    pub(crate) line: usize,
    pub(crate) kind: Kind,
    /// Inside an item under `#[cfg(test)]` or `#[test]`.
    pub(crate) in_test: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Ident,
    Punct,
    Literal,
    /// Holds the index of the bracket that closes it.
    Open(usize),
    Close,
}

pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) line: usize,
    pub(crate) lines: usize,
    pub(crate) in_test: bool,
}

pub(crate) struct RustSource {
    pub(crate) tokens: Vec<Token>,
    lines: usize,
}

impl RustSource {
    pub(crate) fn parse(text: &str) -> Result<Self, proc_macro2::LexError> {
        let stream: TokenStream = text.parse()?;
        let mut source = Self { tokens: Vec::new(), lines: text.lines().count() };
        source.flatten(stream);
        source.mark_tests();
        Ok(source)
    }

    fn flatten(&mut self, stream: TokenStream) {
        for tree in stream {
            let line = tree.span().start().line;
            match tree {
                TokenTree::Ident(ident) => self.push(ident.to_string(), line, Kind::Ident),
                TokenTree::Punct(punct) => {
                    self.push(punct.as_char().to_string(), line, Kind::Punct);
                }
                TokenTree::Literal(literal) => self.push(literal.to_string(), line, Kind::Literal),
                TokenTree::Group(group) => {
                    let (open, close) = match group.delimiter() {
                        Delimiter::Parenthesis => ("(", ")"),
                        Delimiter::Brace => ("{", "}"),
                        Delimiter::Bracket => ("[", "]"),
                        Delimiter::None => ("", ""),
                    };
                    let opened = self.tokens.len();
                    self.push(open.to_owned(), line, Kind::Open(opened));
                    self.flatten(group.stream());
                    self.tokens[opened].kind = Kind::Open(self.tokens.len());
                    self.push(close.to_owned(), group.span_close().start().line, Kind::Close);
                }
            }
        }
    }

    fn push(&mut self, text: String, line: usize, kind: Kind) {
        self.tokens.push(Token { text, line, kind, in_test: false });
    }

    fn mark_tests(&mut self) {
        let mut at = 0;
        while at < self.tokens.len() {
            let end = self.test_item_end(at);
            for token in &mut self.tokens[at..end] {
                token.in_test = true;
            }
            at = end.max(at + 1);
        }
    }

    /// The index after the item whose test attribute starts at `at`; `at` itself if there is none.
    fn test_item_end(&self, at: usize) -> usize {
        let Some(attribute_end) = self.attribute_end(at) else {
            return at;
        };
        let attribute = &self.tokens[at..attribute_end];
        let is_test = attribute.iter().any(|token| token.is_ident("test"))
            && !attribute.iter().any(|token| token.is_ident("not"));
        if !is_test {
            return at;
        }
        let mut index = attribute_end;
        while let Some(token) = self.tokens.get(index) {
            match token.kind {
                Kind::Open(close) if token.text == "{" => return close + 1,
                Kind::Open(close) => index = close + 1,
                Kind::Punct if token.text == ";" => return index + 1,
                _ => index += 1,
            }
        }
        index
    }

    /// The index after the attribute (`#[…]` or `#![…]`) that starts at `at`.
    pub(crate) fn attribute_end(&self, at: usize) -> Option<usize> {
        if !self.is(at, "#") {
            return None;
        }
        let bracket = if self.is(at + 1, "!") { at + 2 } else { at + 1 };
        match self.tokens.get(bracket)?.kind {
            Kind::Open(close) if self.is(bracket, "[") => Some(close + 1),
            _ => None,
        }
    }

    pub(crate) fn is(&self, index: usize, text: &str) -> bool {
        self.tokens.get(index).is_some_and(|token| token.kind != Kind::Literal && token.text == text)
    }

    /// Whether `a::b` starts at `index`.
    pub(crate) fn is_path(&self, index: usize, path: &[&str]) -> bool {
        path.iter().enumerate().all(|(part, name)| {
            let at = index + part * 3;
            let joined = part == 0 || (self.is(at - 2, ":") && self.is(at - 1, ":"));
            joined && self.is(at, name)
        })
    }

    /// Lines of the file without its `#[cfg(test)]` items.
    pub(crate) fn lines_without_tests(&self) -> usize {
        let mut tested = 0;
        let mut index = 0;
        while index < self.tokens.len() {
            if !self.tokens[index].in_test {
                index += 1;
                continue;
            }
            let first = self.tokens[index].line;
            while index < self.tokens.len() && self.tokens[index].in_test {
                index += 1;
            }
            tested += self.tokens[index - 1].line - first + 1;
        }
        self.lines.saturating_sub(tested)
    }

    pub(crate) fn functions(&self) -> Vec<Function> {
        let mut functions = Vec::new();
        for (index, token) in self.tokens.iter().enumerate() {
            let Some(name) = self.tokens.get(index + 1).filter(|next| next.kind == Kind::Ident) else {
                continue;
            };
            if !token.is_ident("fn") {
                continue;
            }
            if let Some(last) = self.body_end(index + 2) {
                functions.push(Function {
                    name: name.text.clone(),
                    line: token.line,
                    lines: last - token.line + 1,
                    in_test: token.in_test,
                });
            }
        }
        functions
    }

    /// The last line of the body of the function whose signature goes on at `from`; none without a body.
    fn body_end(&self, from: usize) -> Option<usize> {
        let mut index = from;
        loop {
            let token = self.tokens.get(index)?;
            match token.kind {
                Kind::Open(close) if token.text == "{" => return Some(self.tokens[close].line),
                Kind::Open(close) => index = close + 1,
                Kind::Punct if token.text == ";" => return None,
                _ => index += 1,
            }
        }
    }
}

impl Token {
    pub(crate) fn is_ident(&self, name: &str) -> bool {
        self.kind == Kind::Ident && self.text == name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> RustSource {
        RustSource::parse(text).unwrap()
    }

    #[test]
    fn words_in_comments_and_strings_are_no_identifiers() {
        let source = source("// sqlx\n/// sqlx\nconst A: &str = \"sqlx\"; /* sqlx */");
        assert!(!source.tokens.iter().any(|token| token.is_ident("sqlx")));
    }

    #[test]
    fn a_function_is_measured_from_its_name_to_its_last_brace() {
        let source = source("struct A;\nfn f(\n    a: u8,\n) -> [u8; 2] {\n    g(|| {})\n}\n");
        let functions = source.functions();
        assert_eq!((functions[0].name.as_str(), functions[0].line, functions[0].lines), ("f", 2, 5));
        assert_eq!(functions.len(), 1);
    }

    #[test]
    fn test_items_do_not_count_as_lines_of_the_file() {
        let source = source("fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\nfn c() {}\n");
        assert_eq!(source.lines_without_tests(), 2);
        let in_test: Vec<bool> = source.functions().iter().map(|f| f.in_test).collect();
        assert_eq!(in_test, [false, true, false]);
    }

    #[test]
    fn code_for_all_but_tests_is_code() {
        let source = source("#[cfg(not(test))]\nfn a() {}\n");
        assert!(!source.functions()[0].in_test);
    }

    #[test]
    fn paths_are_matched_part_by_part() {
        let source = source("use std::fs::File;");
        assert!(source.is_path(1, &["std", "fs"]));
        assert!(!source.is_path(1, &["std", "env"]));
    }
}
