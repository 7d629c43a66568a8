pub(crate) mod outcomes;
pub(crate) mod stream;
