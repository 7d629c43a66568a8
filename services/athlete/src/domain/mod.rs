pub(crate) mod settings;
pub(crate) mod submission;
