use serde::{Deserialize, Serialize};
use taper_events::FieldError;
use zxcvbn::Score;

/// Characters. The shortest that may be chosen (NIST SP 800-63B asks for no mixture of kinds).
pub(crate) const MIN_CHARS: usize = 10;
pub(crate) const MAX_CHARS: usize = 128;
/// Short enough to be any word's neighbour.
const MIN_CONTEXT_CHARS: usize = 3;

/// What a person typed. Prints as `[secret]`.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Password(String);

impl Password {
    pub(crate) fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Whether it may be chosen. `context` is what an attacker knows of the person: address and name.
    /// Common passwords, and what is built from them or from the context, are refused: fewer than
    /// a million guesses (the score of zxcvbn's lists and patterns below two).
    pub(crate) fn may_be_chosen(&self, pointer: &str, context: &[&str]) -> Result<(), FieldError> {
        let chars = self.0.chars().count();
        if !(MIN_CHARS..=MAX_CHARS).contains(&chars) {
            let message = format!("Between {MIN_CHARS} and {MAX_CHARS} characters.");
            return Err(FieldError::new(pointer, "password_length", message));
        }
        let words: Vec<&str> = context
            .iter()
            .flat_map(|text| std::iter::once(*text).chain(text.split('@')).chain(text.split(['@', '.', ' '])))
            .filter(|word| word.chars().count() >= MIN_CONTEXT_CHARS)
            .collect();
        if zxcvbn::zxcvbn(&self.0, &words).score() < Score::Two {
            let message = "This is among the first that anybody would guess. A few unrelated words do well.";
            return Err(FieldError::new(pointer, "password_too_common", message));
        }
        Ok(())
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[secret]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(password: &str, context: &[&str]) -> Option<String> {
        Password::new(password).may_be_chosen("/password", context).err().map(|error| error.code)
    }

    #[test]
    fn length_counts_characters() {
        assert_eq!(code("nøæåöüßéx", &[]).as_deref(), Some("password_length"));
        assert_eq!(code(&"a7K".repeat(43), &[]).as_deref(), Some("password_length"));
        assert_eq!(code("tulip barn quay", &[]), None);
    }

    #[test]
    fn common_ones_and_their_neighbours_are_refused() {
        for password in ["1234567890", "password123", "qwertyuiop", "P@ssw0rd123", "aaaaaaaaaaaa", "iloveyou12"] {
            assert_eq!(code(password, &[]).as_deref(), Some("password_too_common"), "{password}");
        }
    }

    #[test]
    fn ones_own_name_and_address_are_no_password() {
        let context = ["brunhilde.ackermann@example.org", "Brunhilde"];
        assert_eq!(code("brunhildeackermann", &context).as_deref(), Some("password_too_common"));
        assert_eq!(code("Brunhilde.Ackermann1", &context).as_deref(), Some("password_too_common"));
        assert_eq!(code("brunhildeackermann", &[]), None);
    }

    #[test]
    fn it_prints_as_secret() {
        assert_eq!(format!("{:?}", Password::new("tulip barn quay")), "[secret]");
    }
}
