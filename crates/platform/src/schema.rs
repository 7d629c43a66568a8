use jsonschema::Validator;
use serde_json::Value;
use taper_events::FieldError;

const MAX_VIOLATIONS: usize = 50;
const MAX_MESSAGE_CHARS: usize = 300;

/// A compiled JSON Schema. Formats are checked; nothing is fetched.
pub struct Checker(Validator);

impl Checker {
    /// # Errors
    /// The schema itself is not one; a mistake of ours, found at start.
    pub fn new(schema: &Value) -> Result<Self, String> {
        jsonschema::options().should_validate_formats(true).build(schema).map(Self).map_err(|e| e.to_string())
    }

    /// Every violation by pointer and reason, up to a bound; none if `document` is as it should be.
    pub fn check(&self, document: &Value) -> Vec<FieldError> {
        if self.0.is_valid(document) {
            return Vec::new();
        }
        self.0
            .iter_errors(document)
            .take(MAX_VIOLATIONS)
            .map(|error| {
                let code = error.kind().keyword().to_owned();
                // The rejected value is left out: it may be long, and it may be a secret.
                let message: String = error.masked().to_string().chars().take(MAX_MESSAGE_CHARS).collect();
                FieldError::new(error.instance_path().as_str(), &code, message)
            })
            .collect()
    }
}
