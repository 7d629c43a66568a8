use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One thing wrong with a document, at a place in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldError {
    /// JSON pointer (RFC 6901) into the document; empty for the whole.
    #[schema(max_length = 512)]
    pub pointer: String,
    /// Stable, for programs.
    #[schema(max_length = 64)]
    pub code: String,
    /// For people, in English.
    #[schema(max_length = 1000)]
    pub message: String,
}

impl FieldError {
    pub fn new(pointer: impl Into<String>, code: &str, message: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), code: code.into(), message: message.into() }
    }
}
