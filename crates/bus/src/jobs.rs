//! Slow work and work outside the house, with a lease, a fence and tries of its own.

use std::collections::HashMap;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use futures::future::BoxFuture;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use taper_events::UserId;
use taper_platform::{KeyRingError, telemetry};
use tracing::Instrument;
use uuid::Uuid;

use crate::{Bus, Cause, Fault, Handled, Tx};

const LEASE: Duration = Duration::from_secs(120);
/// Longest that one try may take; below the lease, so that a lost lease means a dead process.
const TRY_TIMEOUT: Duration = Duration::from_secs(90);
const MAX_JOBS: i64 = 20;
/// Before a job is tried again that met an absent or busy database.
const AWAY_PAUSE: Duration = Duration::from_secs(5);

/// Data of a job.
pub trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Stored; never renamed.
    const KIND: &'static str;
    /// Pauses before the second, third, … try. After the last the job is dead.
    const LADDER: &'static [Duration];

    /// What the service says when the job is given up; committed with its death.
    ///
    /// # Errors
    /// What it says cannot be written as JSON.
    fn died(&self, tx: &mut Tx, reason: &str) -> Handled {
        let _ = (tx, reason);
        Ok(())
    }
}

/// Why a job was not done.
#[derive(Debug, thiserror::Error)]
pub enum JobFault {
    #[error("{0}")]
    Retry(String),
    /// It will never work: dead at once.
    #[error("{0}")]
    GiveUp(String),
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<Fault> for JobFault {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Retry(reason) => Self::Retry(reason),
            Fault::Reject(reason) => Self::GiveUp(reason),
            Fault::Database(error) => Self::Database(error),
        }
    }
}

impl From<KeyRingError> for JobFault {
    fn from(error: KeyRingError) -> Self {
        Fault::from(error).into()
    }
}

/// The transaction in which the job is done, with what the service writes about it.
pub type JobResult = Result<Tx, JobFault>;

/// One try of a job.
pub struct JobRun {
    /// The same at every try: the key to give to a provider.
    pub id: Uuid,
    /// From 1.
    pub attempt: i32,
    /// No further try follows this one.
    pub is_last: bool,
    bus: Bus,
    service: &'static str,
    cause: Cause,
}

impl JobRun {
    pub fn bus(&self) -> &Bus {
        &self.bus
    }

    /// The transaction to return.
    ///
    /// # Errors
    /// The database's.
    pub async fn begin(&self) -> Result<Tx, sqlx::Error> {
        Tx::begin(&self.bus, self.service, &self.bus.db(self.service).jobs, self.cause.clone()).await
    }
}

/// An async function of a try and the job's data.
pub trait JobFn<'a, T>: Send + Sync {
    fn call(&self, run: &'a JobRun, job: &'a T) -> BoxFuture<'a, JobResult>;
}

impl<'a, T: 'a, F, R> JobFn<'a, T> for F
where
    F: Fn(&'a JobRun, &'a T) -> R + Send + Sync,
    R: Future<Output = JobResult> + Send + 'a,
{
    fn call(&self, run: &'a JobRun, job: &'a T) -> BoxFuture<'a, JobResult> {
        Box::pin(self(run, job))
    }
}

type Handler = Arc<dyn for<'a> Fn(&'a JobRun, serde_json::Value) -> BoxFuture<'a, JobResult> + Send + Sync>;

type Died = fn(serde_json::Value, &mut Tx, &str) -> Handled;

/// How one kind of job is done, tried again and given up.
#[derive(Clone)]
struct Kind {
    handler: Handler,
    ladder: &'static [Duration],
    died: Died,
}

/// What a service does with its kinds of job.
#[derive(Clone, Default)]
pub struct JobHandler(HashMap<&'static str, Kind>);

impl JobHandler {
    pub fn on<T, F>(&mut self, handler: F)
    where
        T: Job,
        F: for<'a> JobFn<'a, T> + 'static,
    {
        let handler = Arc::new(handler);
        let one: Handler = Arc::new(move |run, payload| {
            let handler = handler.clone();
            Box::pin(async move {
                let job: T = serde_json::from_value(payload)
                    .map_err(|error| JobFault::GiveUp(format!("unreadable: {error}")))?;
                handler.call(run, &job).await
            })
        });
        let died: Died = |payload, tx, reason| match serde_json::from_value::<T>(payload) {
            Ok(job) => job.died(tx, reason),
            // Nothing can be said of what cannot be read; the dead job is shown.
            Err(_) => Ok(()),
        };
        self.0.insert(T::KIND, Kind { handler: one, ladder: T::LADDER, died });
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What a job remembers of its cause.
#[derive(Serialize, Deserialize)]
struct StoredCause {
    id: Uuid,
    client_generated_id: Option<Uuid>,
    actor: UserId,
    subject: UserId,
    traceparent: Option<String>,
    #[serde(default)]
    request_id: Option<String>,
}

impl Tx {
    /// Has `job` done soon after the commit, or never if there is none. Returns its id.
    ///
    /// # Errors
    /// The database's.
    pub async fn enqueue<T: Job>(&mut self, job: &T) -> Result<Uuid, Fault> {
        let id = self.id();
        let payload = serde_json::to_value(job).map_err(|error| Fault::Reject(error.to_string()))?;
        let Cause { id: cause, client_generated_id, actor, subject, traceparent, request_id } = self.cause().clone();
        let stored = StoredCause { id: cause, client_generated_id, actor, subject, traceparent, request_id };
        let (service, now) = (self.service(), self.now());
        sqlx::query!(
            "insert into bus.jobs (id, service, kind, payload, cause, run_at) values ($1, $2, $3, $4, $5, $6)",
            id,
            service,
            T::KIND,
            payload,
            serde_json::to_value(stored).unwrap_or_default(),
            now
        )
        .execute(&mut **self)
        .await?;
        metrics::counter!("scheduler_jobs_enqueued", "service" => service).increment(1);
        Ok(id)
    }
}

/// Takes the service's due jobs, as many as one round does, and does them side by side. Returns how
/// many were taken.
///
/// # Errors
/// The database's.
pub async fn run_due_jobs(bus: &Bus, service: &'static str, handler: &JobHandler) -> Result<usize, sqlx::Error> {
    let kinds: Vec<String> = handler.0.keys().map(|kind| (*kind).to_owned()).collect();
    let now = bus.clock().now();
    let taken = sqlx::query!(
        "update bus.jobs set fence = fence + 1, attempts = attempts + 1, leased_until = $3
         where id in (
            select id from bus.jobs
            where service = $1 and kind = any($2) and dead_at is null and run_at <= $4
                  and (leased_until is null or leased_until < $4)
            order by run_at limit $5 for update skip locked
         )
         returning id, kind, payload, cause, attempts, fence",
        service,
        &kinds,
        now + LEASE,
        now,
        MAX_JOBS
    )
    .fetch_all(&bus.db(service).jobs)
    .await?;
    let count = taken.len();
    let tries = taken.into_iter().map(|row| async move {
        let Some((name, kind)) = handler.0.get_key_value(row.kind.as_str()) else { return Ok(()) };
        let cause = row.cause.and_then(|cause| serde_json::from_value::<StoredCause>(cause).ok());
        let cause = cause.map_or_else(
            || Cause::request(row.id, taper_events::SYSTEM_USER),
            // What a job says is derived from the job: a later try derives the same.
            |c| Cause {
                id: row.id,
                client_generated_id: c.client_generated_id,
                actor: c.actor,
                subject: c.subject,
                traceparent: c.traceparent,
                request_id: c.request_id,
            },
        );
        let attempts = usize::try_from(row.attempts).unwrap_or(usize::MAX);
        let is_last = attempts > kind.ladder.len();
        let run = JobRun { id: row.id, attempt: row.attempts, is_last, bus: bus.clone(), service, cause };
        let span = tracing::info_span!("job", otel.kind = "consumer", otel.name = format!("{service} {name}"),
            job = %run.id, attempt = run.attempt);
        telemetry::continues(&span, run.cause.traceparent.as_deref());
        if attempts > kind.ladder.len() + 1 {
            // Every try was begun and none ended: its process did.
            let fault = JobFault::GiveUp("the process ended while it was done".to_owned());
            return settle(&run, row.fence, name, kind, Err(fault)).await;
        }
        let work = AssertUnwindSafe((kind.handler)(&run, row.payload)).catch_unwind().instrument(span);
        let result = match tokio::time::timeout(TRY_TIMEOUT, work).await {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err(JobFault::Retry("the job panicked".to_owned())),
            Err(_) => Err(JobFault::Retry("not done in time".to_owned())),
        };
        settle(&run, row.fence, name, kind, result).await
    });
    for settled in futures::future::join_all(tries).await {
        settled?;
    }
    Ok(count)
}

async fn settle(
    run: &JobRun,
    fence: i64,
    name: &'static str,
    kind: &Kind,
    result: JobResult,
) -> Result<(), sqlx::Error> {
    let service = run.service;
    let fault = match result {
        Ok(mut tx) => {
            let done = sqlx::query!("delete from bus.jobs where id = $1 and fence = $2", run.id, fence)
                .execute(&mut *tx)
                .await?;
            if done.rows_affected() == 1 {
                return tx.commit().await;
            }
            tracing::warn!(service, kind = name, job = %run.id, "lease was lost; another process has the job");
            return tx.rollback().await;
        }
        Err(fault) => fault,
    };
    let away = matches!(&fault, JobFault::Database(error) if taper_platform::is_transient(error));
    let pause = match &fault {
        JobFault::GiveUp(_) => None,
        // Nobody's fault, and no try.
        JobFault::Database(_) if away => Some(AWAY_PAUSE),
        JobFault::Retry(_) | JobFault::Database(_) => {
            usize::try_from(run.attempt - 1).ok().and_then(|i| kind.ladder.get(i)).copied()
        }
    };
    let reason: String = fault.to_string().chars().take(500).collect();
    let dead = pause.is_none();
    tracing::warn!(service, kind = name, job = %run.id, attempt = run.attempt, reason, dead, "job failed");
    // The death and what the service says of it are one.
    let mut tx = run.begin().await?;
    let now = tx.now();
    let failed = sqlx::query!(
        "update bus.jobs set leased_until = null, last_error = $3, run_at = coalesce($4, run_at),
                             attempts = attempts - case when $6 then 1 else 0 end,
                             dead_at = case when $4::timestamptz is null then $5::timestamptz end
         where id = $1 and fence = $2
         returning payload",
        run.id,
        fence,
        reason,
        pause.map(|pause| now + pause),
        now,
        away
    )
    .fetch_optional(&mut *tx)
    .await?;
    if !dead {
        metrics::counter!("jobs_retried_total", "service" => service, "kind" => name).increment(1);
    }
    if let Some(job) = failed.filter(|_| dead) {
        metrics::counter!("jobs_dead_total", "service" => service, "kind" => name).increment(1);
        if let Err(fault) = (kind.died)(job.payload, &mut tx, &reason) {
            tracing::error!(service, kind = name, job = %run.id, %fault, "cannot say that the job died");
        }
    }
    tx.commit().await
}
