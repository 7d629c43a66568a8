use std::collections::HashMap;
use std::future::Future;
use std::sync::Arc;

use futures::future::BoxFuture;
use taper_events::{CATALOGUE, Envelope, Event, EventData, Kind, Version};
use taper_platform::telemetry;
use tracing::Instrument;

use crate::{Fault, Handled, Tx};

/// An async function of a transaction and an event.
pub trait HandlerFn<'a, T>: Send + Sync {
    fn call(&self, tx: &'a mut Tx, event: &'a Event<T>) -> BoxFuture<'a, Handled>;
}

impl<'a, T: 'a, F, R> HandlerFn<'a, T> for F
where
    F: Fn(&'a mut Tx, &'a Event<T>) -> R + Send + Sync,
    R: Future<Output = Handled> + Send + 'a,
{
    fn call(&self, tx: &'a mut Tx, event: &'a Event<T>) -> BoxFuture<'a, Handled> {
        Box::pin(self(tx, event))
    }
}

/// An async function of a transaction and a batch of events, in order.
pub trait BatchFn<'a>: Send + Sync {
    fn call(&self, tx: &'a mut Tx, events: &'a [Envelope]) -> BoxFuture<'a, Handled>;
}

impl<'a, F, R> BatchFn<'a> for F
where
    F: Fn(&'a mut Tx, &'a [Envelope]) -> R + Send + Sync,
    R: Future<Output = Handled> + Send + 'a,
{
    fn call(&self, tx: &'a mut Tx, events: &'a [Envelope]) -> BoxFuture<'a, Handled> {
        Box::pin(self(tx, events))
    }
}

type OneHandler = Arc<dyn for<'a> Fn(&'a mut Tx, &'a Envelope) -> BoxFuture<'a, Handled> + Send + Sync>;

/// What a service does with the events it takes.
#[derive(Clone, Default)]
pub struct Consumer {
    by_type: HashMap<&'static str, OneHandler>,
    facts: Option<Arc<dyn for<'a> BatchFn<'a>>>,
}

/// How the consumer stands to an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Acquaintance {
    Takes,
    /// Known, and taken no longer.
    Drops,
    /// Of a type or version that this program does not know; a newer one will.
    Unknown,
}

impl Consumer {
    pub fn on<T, F>(&mut self, handler: F)
    where
        T: EventData,
        F: for<'a> HandlerFn<'a, T> + 'static,
    {
        let handler = Arc::new(handler);
        let one: OneHandler = Arc::new(move |tx, envelope| {
            let handler = handler.clone();
            Box::pin(async move {
                let event = Event::<T>::read(envelope.clone()).map_err(|error| Fault::Reject(error.to_string()))?;
                handler.call(tx, &event).await
            })
        });
        self.by_type.insert(T::EVENT.name, one);
    }

    pub fn on_facts(&mut self, handler: impl for<'a> BatchFn<'a> + 'static) {
        self.facts = Some(Arc::new(handler));
    }

    pub fn is_empty(&self) -> bool {
        self.by_type.is_empty() && self.facts.is_none()
    }

    /// The types it takes.
    pub fn types(&self) -> Vec<&'static str> {
        let facts = self
            .facts
            .iter()
            .flat_map(|_| CATALOGUE.iter().filter(|entry| !entry.event.kind.is_intent()).map(|entry| entry.event.name));
        self.by_type.keys().copied().chain(facts).collect()
    }

    pub(crate) fn acquaintance(&self, event_type: &str, schema_version: &str) -> Acquaintance {
        let Some(entry) = taper_events::entry(event_type) else { return Acquaintance::Unknown };
        let known = entry.event.version;
        match Version::parse(schema_version) {
            Some(version) if version.major == known.major && version.minor <= known.minor => {}
            _ => return Acquaintance::Unknown,
        }
        let takes_fact = self.facts.is_some() && !matches!(entry.event.kind, Kind::Intent | Kind::FinalIntent);
        if takes_fact || self.by_type.contains_key(event_type) { Acquaintance::Takes } else { Acquaintance::Drops }
    }

    /// Handles events in order; those for the batch handler together, at the end.
    pub(crate) async fn handle(&self, tx: &mut Tx, events: &[Envelope]) -> Handled {
        let mut facts = Vec::new();
        for envelope in events {
            match self.by_type.get(envelope.event_type.as_str()) {
                Some(handler) => {
                    let span = tracing::debug_span!(
                        "handle event",
                        otel.kind = "consumer",
                        otel.name = format!("{} {}", tx.service(), envelope.event_type)
                    );
                    telemetry::continues(&span, envelope.traceparent.as_deref());
                    tx.set_cause(span.in_scope(|| crate::Cause::event(envelope)));
                    handler(tx, envelope).instrument(span).await?;
                }
                None => facts.push(envelope.clone()),
            }
        }
        match (&self.facts, facts.first()) {
            (Some(handler), Some(_)) => {
                let span = tracing::debug_span!(
                    "handle facts",
                    otel.kind = "consumer",
                    facts = facts.len(),
                    otel.name = format!("{} facts", tx.service())
                );
                telemetry::follows(&span, facts.iter().filter_map(|fact| fact.traceparent.as_deref()));
                handler.call(tx, &facts).instrument(span).await
            }
            _ => Ok(()),
        }
    }
}
