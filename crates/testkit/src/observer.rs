use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use futures::future::BoxFuture;
use sqlx::migrate::Migrator;
use taper_bus::{BatchFn, Handled, Tx};
use taper_events::Envelope;
use taper_service::Service;

static NO_TABLES: LazyLock<Migrator> = LazyLock::new(|| Migrator { ..Migrator::DEFAULT });

/// Sees every fact, as a service of its own.
#[derive(Clone, Default)]
pub(crate) struct Observer(Arc<Mutex<Vec<Envelope>>>);

impl Observer {
    pub(crate) const NAME: &str = "observer";

    pub(crate) fn service(&self) -> Service {
        Service::new(Self::NAME, "Sees every fact", &NO_TABLES).on_facts(self.clone())
    }

    pub(crate) fn facts(&self) -> Vec<Envelope> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl<'a> BatchFn<'a> for Observer {
    fn call(&self, _: &'a mut Tx, events: &'a [Envelope]) -> BoxFuture<'a, Handled> {
        let seen = self.0.clone();
        Box::pin(async move {
            seen.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(events);
            Ok(())
        })
    }
}
