//! What every service stands on: time, ids, keys, database pools, problems, callers, the HTTP door
//! and telemetry. Small and still: it knows no service, no event's meaning and no table.

mod auth;
mod clock;
mod crypto;
mod db;
pub mod http;
mod page;
mod platform;
mod problem;
mod problem_types;
mod random;
mod rates;
mod schema;
mod signals;
mod tasks;
pub mod telemetry;

pub use auth::{Admin, Athlete, Caller, Claims, TOKEN_TYPE, Verifier, VerifyError};
pub use clock::{Clock, TimeSource};
pub use crypto::{Fingerprint, KeyRing, KeyRingError};
pub use db::{Databases, IDLE_IN_TRANSACTION_LIMIT, PoolBudget, Pools, Role, connect, is_transient};
pub use page::{Cursor, Limit, MAX_LIMIT, Page, YEARS, place};
pub use platform::{Platform, PlatformParts};
pub use problem::{Problem, ProblemBody};
pub use problem_types::{PROBLEM_TYPES, ProblemType};
pub use random::Random;
pub use rates::{HttpLimits, RateLimit, Rates, SharedState, Wake};
pub use schema::Checker;
pub use signals::{Listening, News, Signals};
pub use tasks::Tasks;
