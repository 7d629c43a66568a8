pub(crate) mod write_streams;
