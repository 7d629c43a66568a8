//! What the endpoints stand on: letting events in, and hearing of news.

pub(crate) mod admission;
pub(crate) mod intake;
pub(crate) mod look;
