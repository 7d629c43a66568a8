//! What the processes of an instance share for the moment: rate limits and wake-ups.
//! In process for one process, Redis or Valkey for several. Never the source of truth: whatever
//! stands here may be lost at any time, and nothing becomes wrong by it, only slower or more lenient.

mod limit;
mod local;
mod redis_state;
mod shared_state;
mod wakes;

pub use limit::{Decision, Limit};
pub use shared_state::{SharedState, SharedStateError};
pub use wakes::Wake;
