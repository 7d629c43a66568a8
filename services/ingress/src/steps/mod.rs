//! What both endpoints that take events do alike.

pub(crate) mod admission;
pub(crate) mod intake;
