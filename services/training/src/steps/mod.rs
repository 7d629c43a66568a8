//! What events and requests do alike inside their transactions. The key of the mission is locked before: by the worker
//! for an event, by [`missions::lock`] for whoever else writes.

pub(crate) mod history;
pub(crate) mod metrics;
pub(crate) mod missions;
pub(crate) mod stages;

use taper_service::prelude::*;

use crate::domain::record::Refusal;

/// What stands after a write, or why it was refused. What is told of it was told.
pub(crate) type Written<R> = Result<Result<R, Refused<R>>, Fault>;

/// Why something was not written, and what was found under its id.
#[derive(Debug)]
pub(crate) struct Refused<R> {
    pub refusal: Refusal,
    pub found: Option<R>,
}

impl<R> Refused<R> {
    pub(crate) fn because(refusal: Refusal) -> Self {
        Self { refusal, found: None }
    }
}
