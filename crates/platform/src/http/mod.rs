//! The HTTP door: what goes in and out of every endpoint, and what stands around all of them.

mod client_address;
mod extract;
mod layers;
mod read;
mod respond;
mod server;

use crate::Platform;

pub use client_address::ClientAddress;
pub use extract::{Json, Path, Query, RawJson};
pub use layers::{RequestId, dress};
pub use read::Read;
pub use respond::{Created, InvalidBody, NotFound, ReadProblems, Versioned, WriteProblems};
pub use server::{ServeError, ServerLimits, TlsFiles, check_tls, serve};

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
