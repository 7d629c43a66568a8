pub(crate) mod get_stream;
pub(crate) mod post_batch;
pub(crate) mod post_event;
pub(crate) mod post_outcomes;
