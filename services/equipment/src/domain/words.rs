//! Words that something is found by.

/// What is longer is cut: nobody types more of a word.
const MAX_CHARS: usize = 40;
/// Words of a query beyond these say nothing more.
const MAX_QUERY_WORDS: usize = 8;

/// The words of some texts, in lower case.
pub(crate) fn words<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut words: Vec<String> = texts.into_iter().flat_map(split).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// As a `tsquery`: every word, or what begins like it. None if the text has no word.
pub(crate) fn query(text: &str) -> Option<String> {
    // Letters and digits alone: nothing in them means anything to PostgreSQL.
    let parts: Vec<String> = split(text).take(MAX_QUERY_WORDS).map(|word| format!("'{word}':*")).collect();
    (!parts.is_empty()).then(|| parts.join(" & "))
}

fn split(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).map(lower)
}

fn lower(word: &str) -> String {
    // Lower case may have marks of its own, such as that of İ.
    word.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).take(MAX_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_split_wherever_there_is_no_letter_or_digit() {
        assert_eq!(words(["Hammer Strength", "V-Squat 2000", "squat"]), ["2000", "hammer", "squat", "strength", "v"]);
        assert_eq!(words(["Größe: 4½ · İzmir"]), ["4½", "größe", "izmir"]);
        assert_eq!(words(["", " –/!"]), [""; 0]);
    }

    #[test]
    fn a_query_asks_for_all_its_words_as_beginnings() {
        assert_eq!(query("Ham str").as_deref(), Some("'ham':* & 'str':*"));
        assert_eq!(query("o'brien:* | \\x").as_deref(), Some("'o':* & 'brien':* & 'x':*"));
        assert_eq!(query(" ' "), None);
        assert_eq!(query(&"a ".repeat(100)).map(|query| query.matches('&').count()), Some(MAX_QUERY_WORDS - 1));
    }

    #[test]
    fn long_words_are_cut_on_both_sides_alike() {
        let long = "x".repeat(500);
        assert_eq!(query(&long), Some(format!("'{}':*", words([long.as_str()])[0])));
    }
}
