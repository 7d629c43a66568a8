//! What a service is: its tables, routes, consumers, jobs and schedules in one list, and how a
//! process runs those parts of it that it was asked to run. Knows no service by name.

mod run;
mod service;
mod write;

pub use run::{
    MigrateError, Parts, Version, behind, migrate, run_consumers, run_gauges, run_jobs, run_jobs_once, run_migrations,
    run_probe, run_schedules_once, run_upkeep, versions,
};
pub use service::{Service, api_router};
pub use write::Write;

/// What the rooms of a service use, from whichever crate it comes.
pub mod prelude {
    pub use crate::{Service, Write};
    pub use taper_bus::{Bus, Cause, Fault, Handled, Job, JobFault, JobFn, JobResult, JobRun, Retry, Tx};
    pub use taper_events::{Event, EventData, FieldError, OrderKey, Submitted, UserId, submitted, unasked};
    pub use taper_platform::http::{
        ClientAddress, Conflict, Created, Door, IdempotencyHeader, Json, New, NotFound, Path, Query, RawJson, Read,
        ReadProblems, RequestId, Versioned, WriteProblems,
    };
    pub use taper_platform::{
        Admin, Athlete, Caller, Clock, Cursor, Limit, Page, Platform, Problem, ProblemBody, YEARS, place,
    };
}
