use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value;
use taper_events::{FieldError, TimeZone};

const MAX_VIOLATIONS: usize = 50;
const MAX_MESSAGE_CHARS: usize = 300;

/// A compiled JSON Schema. Formats are checked; nothing is fetched.
pub struct Checker(Validator);

impl Checker {
    /// # Errors
    /// The schema itself is not one; a mistake of ours, found at start.
    pub fn new(schema: &Value) -> Result<Self, String> {
        jsonschema::options()
            .should_validate_formats(true)
            .with_format(TimeZone::FORMAT, |name: &str| name.parse::<TimeZone>().is_ok())
            .build(schema)
            .map(Self)
            .map_err(|error| error.to_string())
    }

    /// Every violation by pointer and reason, up to a bound; none if `document` is as it should be.
    pub fn check(&self, document: &Value) -> Vec<FieldError> {
        if self.0.is_valid(document) {
            return Vec::new();
        }
        self.0.iter_errors(document).flat_map(|error| told(&error)).take(MAX_VIOLATIONS).collect()
    }
}

/// A violation; of a choice, such as of a value or null, those of the choice that it comes nearest to.
fn told(error: &ValidationError<'_>) -> Vec<FieldError> {
    if let ValidationErrorKind::OneOfNotValid { context } | ValidationErrorKind::AnyOf { context } = error.kind() {
        let is_other_type = |error: &ValidationError<'_>| matches!(error.kind(), ValidationErrorKind::Type { .. });
        let here = error.instance_path().as_str().len();
        // A choice whose own type is another was not meant.
        let meant = |errors: &&Vec<ValidationError<'_>>| {
            !errors.iter().any(|inner| inner.instance_path().as_str().len() == here && is_other_type(inner))
        };
        if let Some(nearest) = context.iter().filter(meant).min_by_key(|errors| errors.len()) {
            return nearest.iter().flat_map(told).collect();
        }
    }
    let code = error.kind().keyword().to_owned();
    // The rejected value is left out: it may be long, and it may be a secret.
    let message: String = error.masked().to_string().chars().take(MAX_MESSAGE_CHARS).collect();
    vec![FieldError::new(error.instance_path().as_str(), &code, message)]
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_wrong_behind_an_optional_value_is_told_with_its_place() {
        let weight = json!({"type": "object", "properties": {
            "value": {"type": "number"}, "unit": {"enum": ["kg", "lb"]}}, "required": ["value", "unit"]});
        let schema = json!({"type": "object", "properties": {
            "weight": {"oneOf": [{"type": "null"}, weight]},
            "code": {"oneOf": [{"type": "null"}, {"type": "string", "minLength": 4}]}}});
        let checker = Checker::new(&schema).unwrap();
        let told = |document| checker.check(&document).into_iter().map(|e| (e.pointer, e.code)).collect::<Vec<_>>();
        let of = |pointer: &str, code: &str| (pointer.to_owned(), code.to_owned());
        assert_eq!(told(json!({"weight": {"value": "x", "unit": "stone"}})).len(), 2);
        assert_eq!(told(json!({"weight": {"value": "x", "unit": "kg"}})), [of("/weight/value", "type")]);
        assert_eq!(told(json!({"code": "ab"})), [of("/code", "minLength")]);
        assert_eq!(told(json!({"code": 7})), [of("/code", "oneOf")]);
        assert!(told(json!({"code": null, "weight": null})).is_empty());
    }
}
