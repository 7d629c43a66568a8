use std::collections::{BTreeSet, HashMap};
use std::ops::{Deref, DerefMut};

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool, Postgres, Transaction};
use taper_events::{Envelope, EventData, EventType, OrderKey, UserId, derived_id};
use taper_platform::telemetry;
use uuid::Uuid;

use crate::bus::key_lock;
use crate::{Bus, Carrier, Fault};

/// What a transaction happens because of; facts derive their ids and their actor from it.
#[derive(Clone, Debug)]
pub struct Cause {
    /// The causing event's id, or a fresh one for a request.
    pub id: Uuid,
    /// The client's key of the causing event; clients match answers by it.
    pub client_generated_id: Option<Uuid>,
    pub actor: UserId,
    pub subject: UserId,
    pub traceparent: Option<String>,
    /// Of the HTTP request that it began with, for the logs.
    pub request_id: Option<String>,
}

impl Cause {
    pub fn event(envelope: &Envelope) -> Self {
        Self {
            id: envelope.id(),
            client_generated_id: Some(envelope.client_generated_id),
            actor: envelope.user_id,
            subject: envelope.subject(),
            traceparent: telemetry::traceparent().or_else(|| envelope.traceparent.clone()),
            request_id: envelope.request_id.clone(),
        }
    }

    /// A person's request, or a system actor's own doing.
    pub fn request(id: Uuid, actor: UserId) -> Self {
        let traceparent = telemetry::traceparent();
        Self { id, client_generated_id: None, actor, subject: actor, traceparent, request_id: None }
    }

    /// The request's `x-request-id`.
    #[must_use]
    pub fn of_request(mut self, request_id: Option<String>) -> Self {
        self.request_id = request_id;
        self
    }
}

/// How far a transaction had come.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    emitted: usize,
    hints: usize,
}

/// A service's transaction on its own database, with what it emits.
///
/// Emitted events are kept until just before the commit and written then in one statement, so that
/// their order is the order of commits.
pub struct Tx {
    inner: Transaction<'static, Postgres>,
    bus: Bus,
    service: &'static str,
    cause: Cause,
    tries: u32,
    emitted: Vec<(OrderKey, Envelope)>,
    /// Events of a type that this cause has led to so far.
    counts: HashMap<&'static str, u32>,
    after_commit: Vec<Box<dyn FnOnce() + Send + Sync>>,
}

impl Tx {
    /// # Errors
    /// The database's.
    pub async fn begin(bus: &Bus, service: &'static str, pool: &PgPool, cause: Cause) -> Result<Self, sqlx::Error> {
        let inner = pool.begin().await?;
        Ok(Self {
            inner,
            bus: bus.clone(),
            service,
            cause,
            tries: 0,
            emitted: Vec::new(),
            counts: HashMap::new(),
            after_commit: Vec::new(),
        })
    }

    pub fn bus(&self) -> &Bus {
        &self.bus
    }

    pub fn service(&self) -> &'static str {
        self.service
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.bus.clock().now()
    }

    /// A new UUIDv7.
    pub fn id(&self) -> Uuid {
        self.bus.platform.id()
    }

    /// How often the event that is handled failed before, or its process died; 0 where no event is handled.
    pub fn tries(&self) -> u32 {
        self.tries
    }

    pub(crate) fn set_tries(&mut self, tries: u32) {
        self.tries = tries;
    }

    pub fn cause(&self) -> &Cause {
        &self.cause
    }

    /// From here on, what is emitted is because of `cause`.
    pub fn set_cause(&mut self, cause: Cause) {
        self.cause = cause;
        self.counts.clear();
    }

    /// From here on, what is emitted is this person's doing, for the same cause.
    pub fn act_as(&mut self, actor: UserId) {
        (self.cause.actor, self.cause.subject) = (actor, actor);
    }

    /// From here on, what is emitted is about this person, whoever acts.
    pub fn act_upon(&mut self, subject: UserId) {
        self.cause.subject = subject;
    }

    /// Waits until nobody else works on this key within the service. Consumers hold their event's key.
    ///
    /// # Errors
    /// The database's.
    pub async fn lock(&mut self, key: OrderKey) -> Result<(), sqlx::Error> {
        let lock = key_lock(self.service, key);
        sqlx::query!("select pg_advisory_xact_lock($1)", lock).execute(&mut *self.inner).await?;
        Ok(())
    }

    /// As [`Self::lock`], of several keys at once: always in one order, so that no two wait for each other.
    ///
    /// # Errors
    /// The database's.
    pub async fn lock_all(&mut self, keys: &[OrderKey]) -> Result<(), sqlx::Error> {
        let locks: BTreeSet<i64> = keys.iter().map(|key| key_lock(self.service, *key)).collect();
        let locks: Vec<i64> = locks.into_iter().collect();
        sqlx::query!("select pg_advisory_xact_lock(lock) from unnest($1::bigint[]) as lock", &locks)
            .fetch_all(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// Says that something is so, to the services that take it.
    ///
    /// # Errors
    /// The fact cannot be written as JSON.
    pub fn emit<T: EventData>(&mut self, fact: &T) -> Result<(), Fault> {
        self.emit_to(&[], fact)
    }

    /// Answers the cause: the fact also goes to the streams of who acted and whose data it is.
    ///
    /// # Errors
    /// The fact cannot be written as JSON.
    pub fn answer<T: EventData>(&mut self, fact: &T) -> Result<(), Fault> {
        let (actor, subject) = (self.cause.actor, self.cause.subject);
        let audience = if actor == subject { vec![actor] } else { vec![actor, subject] };
        self.emit_to(&audience, fact)
    }

    /// As [`Self::emit`], and to these users' streams.
    ///
    /// # Errors
    /// The fact cannot be written as JSON.
    pub fn emit_to<T: EventData>(&mut self, audience: &[UserId], fact: &T) -> Result<(), Fault> {
        let data = serde_json::to_value(fact).map_err(|error| Fault::Reject(error.to_string()))?;
        self.emit_value(&T::EVENT, audience, data);
        Ok(())
    }

    /// As [`Self::emit_to`], for who has the data only as JSON.
    pub(crate) fn emit_value(&mut self, event: &EventType, audience: &[UserId], data: serde_json::Value) {
        let count = self.counts.entry(event.name).or_default();
        let client_generated_id = derived_id(self.cause.id, event.name, *count);
        *count += 1;
        let now = self.now();
        let envelope = Envelope {
            schema_version: event.version.to_string(),
            event_type: event.name.to_owned(),
            event_id: Some(Uuid::new_v5(&client_generated_id, b"event")),
            client_generated_id,
            causation_id: self.cause.client_generated_id,
            user_id: self.cause.actor,
            subject_user_id: (self.cause.subject != self.cause.actor).then_some(self.cause.subject),
            audience: audience.to_vec(),
            timestamp: now,
            received_at: Some(now),
            source_service: self.service.to_owned(),
            traceparent: self.cause.traceparent.clone(),
            request_id: self.cause.request_id.clone(),
            data,
        };
        self.emitted.push((envelope.order_key(event), envelope));
    }

    /// Runs `hint` once the commit stands. A hint, never the truth: the process may die in between.
    pub fn after_commit(&mut self, hint: impl FnOnce() + Send + Sync + 'static) {
        self.after_commit.push(Box::new(hint));
    }

    /// What was emitted and is to be hinted so far; with [`Self::forget_after`] what a savepoint needs.
    pub(crate) fn place(&self) -> Place {
        Place { emitted: self.emitted.len(), hints: self.after_commit.len() }
    }

    pub(crate) fn forget_after(&mut self, place: Place) {
        self.emitted.truncate(place.emitted);
        self.after_commit.truncate(place.hints);
    }

    /// Writes what was emitted, commits, and hints the lanes that have something new.
    ///
    /// # Errors
    /// The database's; then nothing of the transaction stands, unless only the answer was lost.
    pub async fn commit(mut self) -> Result<(), sqlx::Error> {
        let emitted = std::mem::take(&mut self.emitted);
        if !emitted.is_empty() {
            let rows = Rows::of(&emitted);
            match self.bus.carrier {
                Carrier::Inboxes => rows.into_inboxes(&mut self.inner).await?,
                Carrier::Broker => rows.into_outbox(&mut self.inner).await?,
            }
        }
        self.inner.commit().await?;
        self.after_commit.into_iter().for_each(|hint| hint());
        for (key, envelope) in &emitted {
            metrics::counter!("events_emitted_total", "event_type" => envelope.event_type.clone()).increment(1);
            hint(&self.bus, &envelope.event_type, *key);
        }
        Ok(())
    }

    /// # Errors
    /// The database's; the transaction is gone all the same.
    pub async fn rollback(self) -> Result<(), sqlx::Error> {
        self.inner.rollback().await
    }
}

/// Marks the lane of each taker, or of the outbox, in this process.
pub fn hint(bus: &Bus, event_type: &str, key: OrderKey) {
    if bus.carrier == Carrier::Broker {
        return bus.wakes.mark_outboxes(1 << key.lane());
    }
    for service in bus.subscriptions.takers(event_type) {
        bus.wakes.mark(service, 1 << key.lane());
    }
}

impl Deref for Tx {
    type Target = PgConnection;
    fn deref(&self) -> &PgConnection {
        &self.inner
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.inner
    }
}

/// Columns of events to be written, in the order of emission.
#[derive(Default)]
pub(crate) struct Rows {
    pub lanes: Vec<i16>,
    pub keys: Vec<i64>,
    pub types: Vec<String>,
    pub users: Vec<Uuid>,
    pub subjects: Vec<Uuid>,
    pub client_ids: Vec<Uuid>,
    pub payloads: Vec<String>,
}

impl Rows {
    pub(crate) fn of(events: &[(OrderKey, Envelope)]) -> Self {
        let mut rows = Self::default();
        for (key, envelope) in events {
            rows.push(*key, envelope, serde_json::to_string(envelope).unwrap_or_default());
        }
        rows
    }

    pub(crate) fn push(&mut self, key: OrderKey, envelope: &Envelope, payload: String) {
        self.lanes.push(key.lane());
        self.keys.push(key.0);
        self.types.push(envelope.event_type.clone());
        self.users.push(envelope.user_id.0);
        self.subjects.push(envelope.subject().0);
        self.client_ids.push(envelope.client_generated_id);
        self.payloads.push(payload);
    }

    async fn into_inboxes(self, connection: &mut PgConnection) -> Result<(), sqlx::Error> {
        sqlx::query!(
            "insert into bus.inbox (service, lane, key, event_type, user_id, subject_id, client_generated_id, payload)
             select t.service, e.lane, e.key, e.event_type, e.user_id, e.subject_id, e.client_generated_id, e.payload
             from unnest($1::smallint[], $2::bigint[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[])
                  with ordinality e (lane, key, event_type, user_id, subject_id, client_generated_id, payload, position)
             join bus.takers t on t.event_type = e.event_type
             order by e.position",
            &self.lanes,
            &self.keys,
            &self.types,
            &self.users,
            &self.subjects,
            &self.client_ids,
            &self.payloads
        )
        .execute(connection)
        .await?;
        Ok(())
    }

    async fn into_outbox(self, connection: &mut PgConnection) -> Result<(), sqlx::Error> {
        sqlx::query!(
            "insert into bus.outbox (lane, key, event_type, subject_id, payload)
             select e.lane, e.key, e.event_type, e.subject_id, e.payload
             from unnest($1::smallint[], $2::bigint[], $3::text[], $4::uuid[], $5::text[])
                  with ordinality e (lane, key, event_type, subject_id, payload, position)
             where exists (select 1 from bus.takers t where t.event_type = e.event_type)
             order by e.position",
            &self.lanes,
            &self.keys,
            &self.types,
            &self.subjects,
            &self.payloads
        )
        .execute(connection)
        .await?;
        Ok(())
    }
}
