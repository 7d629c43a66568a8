mod get_stream;
mod post_batch;
mod post_event;
mod post_outcomes;
