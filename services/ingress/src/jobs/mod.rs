pub(crate) mod clean_up;
