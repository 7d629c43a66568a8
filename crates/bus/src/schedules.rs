//! Recurring work of a service: due rows, taken by one process of many.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use futures::future::BoxFuture;
use taper_events::SYSTEM_USER;

use crate::{Bus, Cause, Handled, Tx};

/// An async function of a transaction: idempotent, with no input.
pub trait ScheduleFn<'a>: Send + Sync {
    fn call(&self, tx: &'a mut Tx) -> BoxFuture<'a, Handled>;
}

impl<'a, F, R> ScheduleFn<'a> for F
where
    F: Fn(&'a mut Tx) -> R + Send + Sync,
    R: Future<Output = Handled> + Send + 'a,
{
    fn call(&self, tx: &'a mut Tx) -> BoxFuture<'a, Handled> {
        Box::pin(self(tx))
    }
}

/// What is done again and again.
#[derive(Clone)]
pub struct Schedule {
    /// Unique in its service, kebab-case; never renamed.
    pub name: &'static str,
    pub every: Duration,
    pub run: Arc<dyn for<'a> ScheduleFn<'a>>,
}

/// Runs what is due of a service, each in a transaction of its own. Returns how many ran.
///
/// # Errors
/// The database's.
pub async fn run_due_schedules(bus: &Bus, service: &'static str, schedules: &[Schedule]) -> Result<usize, sqlx::Error> {
    let mut ran = 0;
    for schedule in schedules {
        let cause = Cause::request(bus.platform.id(), SYSTEM_USER);
        let mut tx = Tx::begin(bus, service, &bus.db(service).jobs, cause).await?;
        let now = tx.now();
        sqlx::query!(
            "insert into bus.schedules (service, name, next_run_at) values ($1, $2, $3) on conflict do nothing",
            service,
            schedule.name,
            now
        )
        .execute(&mut *tx)
        .await?;
        let due = sqlx::query_scalar!(
            "select 1 from bus.schedules where service = $1 and name = $2 and next_run_at <= $3 for update skip locked",
            service,
            schedule.name,
            now
        )
        .fetch_optional(&mut *tx)
        .await?;
        if due.is_none() {
            tx.commit().await?;
            continue;
        }
        ran += 1;
        let before = tx.place();
        sqlx::query("savepoint run").execute(&mut *tx).await?;
        let error = match schedule.run.call(&mut tx).await {
            Ok(()) => None,
            Err(fault) if fault.is_transient() => {
                // Nothing stands, and it is due still: the next round tries again.
                tracing::warn!(service, schedule = schedule.name, %fault, "scheduled work has to wait");
                metrics::counter!("schedules_failed_total", "service" => service).increment(1);
                let _ = tx.rollback().await;
                continue;
            }
            Err(fault) => {
                tracing::error!(service, schedule = schedule.name, %fault, "scheduled work failed");
                metrics::counter!("schedules_failed_total", "service" => service).increment(1);
                tx.forget_after(before);
                sqlx::query("rollback to savepoint run").execute(&mut *tx).await?;
                Some(fault.to_string())
            }
        };
        sqlx::query!(
            "update bus.schedules set next_run_at = $3, last_run_at = $4, last_error = $5 where service = $1 and name = $2",
            service,
            schedule.name,
            now + schedule.every,
            now,
            error
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
    }
    Ok(ran)
}
