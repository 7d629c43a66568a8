//! The HTTP door: what goes in and out of every endpoint, and what stands around all of them.

mod certificate;
mod client_address;
mod create;
mod extract;
mod layers;
mod places;
mod read;
mod respond;
mod server;

use crate::Platform;

pub use certificate::{ServeError, TlsFiles, check_tls};
pub use client_address::ClientAddress;
pub use create::{IdempotencyHeader, IdempotencyKey, New};
pub use extract::{Json, Path, Query, RawJson};
pub use layers::{CONTENT_SECURITY_POLICY, RequestId, dress};
pub use read::Read;
pub use respond::{Conflict, Created, InvalidBody, NotFound, ReadProblems, Versioned, WriteProblems};
pub use server::{ServerLimits, serve};

/// The state of every router: the house, and whose door this is.
#[derive(Clone)]
pub struct Door {
    pub platform: Platform,
    pub service: &'static str,
}

impl axum::extract::FromRef<Door> for Platform {
    fn from_ref(door: &Door) -> Self {
        door.platform.clone()
    }
}

impl axum::extract::FromRef<Door> for crate::Clock {
    fn from_ref(door: &Door) -> Self {
        door.platform.clock.clone()
    }
}
