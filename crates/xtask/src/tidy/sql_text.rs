//! SQL as words, just enough to see which tables a statement names.

/// A table as a statement names it, with its line within the text (from 0).
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TableName {
    pub(crate) name: String,
    pub(crate) line: usize,
}

struct Word {
    text: String,
    line: usize,
}

/// What may stand between `table` or `from` and the name.
const FILLERS: [&str; 6] = ["if", "not", "exists", "only", "lateral", "concurrently"];
/// Functions with a `from` inside their brackets.
const FROM_FUNCTIONS: [&str; 5] = ["extract", "overlay", "position", "substring", "trim"];

/// The tables that a text names, without those it defines itself by `with`.
pub(crate) fn tables(text: &str) -> Vec<TableName> {
    let words = words(text);
    let defined = defined_by_with(&words);
    let mut found = Vec::new();
    for index in 0..words.len() {
        if !introduces_table(&words, index) {
            continue;
        }
        let mut at = index + 1;
        while words.get(at).is_some_and(|word| FILLERS.contains(&word.text.as_str())) {
            at += 1;
        }
        let Some(word) = words.get(at).filter(|word| is_name(&word.text)) else {
            continue;
        };
        let calls = words.get(at + 1).is_some_and(|next| next.text == "(");
        let is_function = calls && ["from", "join"].contains(&words[index].text.as_str());
        let is_own = defined.contains(&word.text.as_str());
        if !is_own && (!is_function || word.text.contains('.')) {
            found.push(TableName { name: word.text.clone(), line: word.line });
        }
    }
    found
}

fn introduces_table(words: &[Word], index: usize) -> bool {
    let before = index.checked_sub(1).map_or("", |before| words[before].text.as_str());
    match words[index].text.as_str() {
        "join" | "references" => true,
        "table" => before != "returns",
        "into" => before == "insert" || before == "merge",
        "update" => !["for", "key", "do", "on", "or", "before", "after"].contains(&before),
        "from" => before != "distinct" && !is_inside_function(words, index),
        "on" => is_index_target(words, index),
        _ => false,
    }
}

fn is_inside_function(words: &[Word], index: usize) -> bool {
    let mut depth = 0;
    for at in (0..index).rev() {
        match words[at].text.as_str() {
            ")" => depth += 1,
            "(" if depth == 0 => {
                return at > 0 && FROM_FUNCTIONS.contains(&words[at - 1].text.as_str());
            }
            "(" => depth -= 1,
            _ => {}
        }
    }
    false
}

/// Whether the `on` at `index` is that of `create index … on`.
fn is_index_target(words: &[Word], index: usize) -> bool {
    let start = words[..index].iter().rposition(|word| word.text == ";").map_or(0, |at| at + 1);
    let statement: Vec<&str> = words[start..index].iter().map(|word| word.text.as_str()).collect();
    statement.first() == Some(&"create") && statement.iter().take(3).any(|word| *word == "index")
}

/// The names before `as (`: with a as (…), b (x, y) as materialized (…).
fn defined_by_with(words: &[Word]) -> Vec<&str> {
    let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    let mut names = Vec::new();
    for index in (1..words.len()).filter(|index| text(*index) == "as") {
        let opens = (1..=3).map(|step| text(index + step)).find(|word| !["not", "materialized"].contains(word));
        if opens != Some("(") {
            continue;
        }
        let mut name = index - 1;
        if text(name) == ")" {
            name = words[..name].iter().rposition(|word| word.text == "(").unwrap_or(1).saturating_sub(1);
        }
        names.push(text(name));
    }
    names
}

fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
}

/// Words in small letters with their dots, and single signs; without comments and the insides of strings.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (line, mut rest) in without_strings(text).lines().enumerate().map(|(line, rest)| (line, rest.trim_start())) {
        while let Some(first) = rest.chars().next() {
            let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
            let length =
                if is_part(first) { rest.find(|c| !is_part(c)).unwrap_or(rest.len()) } else { first.len_utf8() };
            words.push(Word { text: rest[..length].to_ascii_lowercase(), line });
            rest = rest[length..].trim_start();
        }
    }
    words
}

/// The text with the insides of '…' and of comments gone and its lines kept.
fn without_strings(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut in_string = false;
    for line in text.lines() {
        let mut characters = line.chars().peekable();
        while let Some(character) = characters.next() {
            if character == '\'' {
                in_string = !in_string;
            } else if !in_string && character == '-' && characters.peek() == Some(&'-') {
                break;
            } else if !in_string && character != '"' {
                kept.push(character);
            }
        }
        kept.push('\n');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        tables(text).into_iter().map(|table| table.name).collect()
    }

    #[test]
    fn tables_of_queries_are_found() {
        assert_eq!(names("select a from t join training.plans p on p.id = t.id"), ["t", "training.plans"]);
        assert_eq!(names("INSERT INTO plans (id) VALUES ($1) on conflict do update set id = 1"), ["plans"]);
        assert_eq!(names("update plans set a = 1"), ["plans"]);
        assert_eq!(names("delete from only plans"), ["plans"]);
    }

    #[test]
    fn what_only_looks_like_a_table_is_not_one() {
        assert!(names("select extract(epoch from at), trim(both from x), a is distinct from b").is_empty());
        assert!(names("select * from unnest($1::uuid[]) as t (id) for update skip locked").is_empty());
        assert!(names("select 'from plans' -- from plans").is_empty());
        assert!(
            names("with a as (select 1), b (x) as materialized (select 2) select * from a join b on true").is_empty()
        );
        assert!(names("create function f() returns table (a int)").is_empty());
    }

    #[test]
    fn tables_of_migrations_are_found_with_their_lines() {
        let text = "create table plans (\n  user_id uuid references users on update cascade\n);\ncreate unique index x on plans (id);\nalter table if exists plans add a int";
        let found = tables(text);
        let lines: Vec<usize> = found.iter().map(|table| table.line).collect();
        assert_eq!(names(text), ["plans", "users", "plans", "plans"]);
        assert_eq!(lines, [0, 1, 3, 4]);
    }

    #[test]
    fn a_function_of_another_schema_is_as_foreign_as_its_tables() {
        assert_eq!(names("select * from bus.take(1)"), ["bus.take"]);
    }
}
