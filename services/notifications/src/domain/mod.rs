pub(crate) mod letter;
pub(crate) mod locale;
pub(crate) mod message;
pub(crate) mod templates;
