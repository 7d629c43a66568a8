//! The bus inside one database, driven through a service's front door: each fault that bus.md names and
//! that one process can show.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod dead_letters;
mod deaths;
mod emits;
mod held;
mod jobs;
mod migrations;
mod order;
mod parking;
mod schedules;
mod workers;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use serde_json::{Value, json};
use sqlx::migrate::Migrator;
use taper_events::athlete::{SettingsFailed, SettingsSubmitted};
use taper_service::prelude::*;
use taper_testkit::World;
use tokio::sync::Notify;

static NO_TABLES: LazyLock<Migrator> = LazyLock::new(|| Migrator { ..Migrator::DEFAULT });

/// A service whose handler does what an event's `federation` says: `fail`, `panic`, `reject`, `hang`,
/// `cut` (once), `until@<time>`, or nothing; then it answers.
#[derive(Clone, Default)]
struct Obedient {
    /// What the handler saw, in order.
    seen: Arc<Mutex<Vec<String>>>,
    hangs_no_more: Arc<AtomicBool>,
    /// Told by a handler that hangs: here its process dies.
    death: Arc<Notify>,
}

impl Obedient {
    fn service(&self) -> Service {
        Service::new("athlete", "Does as it is told", &NO_TABLES).on(self.clone())
    }

    /// Whether it handled this one and nothing else; once more alone, where it was in a batch that failed.
    fn saw_only(&self, label: &str) -> bool {
        let seen = self.seen();
        !seen.is_empty() && seen.iter().all(|each| each == label)
    }

    fn hangs_no_more(&self) {
        self.hangs_no_more.store(true, Ordering::Relaxed);
    }

    fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl<'a> taper_bus::HandlerFn<'a, SettingsSubmitted> for Obedient {
    fn call(&self, tx: &'a mut Tx, event: &'a Event<SettingsSubmitted>) -> futures::future::BoxFuture<'a, Handled> {
        let (seen, hangs_no_more, death) = (self.seen.clone(), self.hangs_no_more.clone(), self.death.clone());
        Box::pin(async move {
            let label = event.data.settings.federation.clone().unwrap_or_default();
            // An answer before the fault: it must not survive it.
            tx.answer(&SettingsFailed { errors: vec![FieldError::new("", "handled", &label)], theirs: None })?;
            match label.split('@').next().unwrap_or_default() {
                "fail" => return Err(Fault::Retry("told to fail".to_owned())),
                "reject" => return Err(Fault::Reject("told to reject".to_owned())),
                "hang" if !hangs_no_more.load(Ordering::Relaxed) => {
                    death.notify_one();
                    std::future::pending().await
                }
                // Its session ends as with a server that dies.
                "cut" if !hangs_no_more.swap(true, Ordering::Relaxed) => {
                    sqlx::query("select pg_terminate_backend(pg_backend_pid())").execute(&mut **tx).await?;
                }
                "panic" => panic!("told to panic"),
                "until" if tx.now() < label[6..].parse::<chrono::DateTime<chrono::Utc>>().unwrap() => {
                    return Err(Fault::Retry("not yet".to_owned()));
                }
                _ => {}
            }
            seen.lock().unwrap_or_else(PoisonError::into_inner).push(label);
            Ok(())
        })
    }
}

fn an_event(label: &str) -> Value {
    json!({"weight": {"value": 80, "unit": "kg"}, "training_days_per_week": 3, "federation": label})
}

async fn world(obedient: &Obedient) -> World {
    World::start(vec![obedient.service()]).await
}

async fn count(world: &World, what: &'static str) -> i64 {
    let mut db = world.database.connect().await;
    sqlx::query_scalar(what).fetch_one(&mut db).await.unwrap()
}
