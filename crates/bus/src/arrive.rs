//! Events from outside the database: from clients, by hand, from the broker.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use taper_events::{Envelope, OrderKey};
use taper_platform::Fingerprint;
use uuid::Uuid;

use crate::tx::Rows;
use crate::{Bus, Carrier};

/// An event to be taken in once.
pub struct Arrival {
    pub key: OrderKey,
    pub envelope: Envelope,
    /// Of the content as sent, to tell a repetition from a reuse of the key.
    pub fingerprint: Option<Fingerprint>,
}

/// What became of an arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrived {
    New {
        event_id: Uuid,
    },
    /// The key was there already, with this event.
    Known {
        event_id: Uuid,
        fingerprint: Option<Fingerprint>,
    },
}

/// Where arrivals are written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Destination {
    /// The inbox of each service that takes the type.
    TakersInboxes,
    /// On the way to the broker.
    Outbox,
    /// The inbox of the service that the keys belong to.
    OwnInbox,
}

/// Takes events in, each key once, in the order given: keys and inbox (or outbox) rows in one
/// statement. `consumer` names whose keys these are and never changes. Not committed here.
///
/// # Errors
/// The database's; then none was taken in.
pub async fn arrive(
    bus: &Bus,
    connection: &mut PgConnection,
    consumer: &str,
    arrivals: &[Arrival],
) -> Result<Vec<Arrived>, sqlx::Error> {
    let destination = match bus.carrier {
        Carrier::Inboxes => Destination::TakersInboxes,
        Carrier::Broker => Destination::Outbox,
    };
    take_in(bus, connection, consumer, destination, arrivals).await
}

/// As [`arrive`], for what the broker brought to one service: into that one's inbox alone.
pub(crate) async fn arrive_at(
    bus: &Bus,
    connection: &mut PgConnection,
    service: &str,
    arrivals: &[Arrival],
) -> Result<Vec<Arrived>, sqlx::Error> {
    take_in(bus, connection, service, Destination::OwnInbox, arrivals).await
}

/// What was taken in before under the keys of these arrivals, in their order. Looks only: what comes in meanwhile
/// is not seen.
///
/// # Errors
/// The database's.
pub async fn taken_before(
    connection: &mut PgConnection,
    consumer: &str,
    arrivals: &[&Arrival],
) -> Result<Vec<Option<Arrived>>, sqlx::Error> {
    let known = known(connection, consumer, arrivals).await?;
    Ok(arrivals.iter().map(|arrival| known.get(&identity(arrival)).copied()).collect())
}

async fn take_in(
    bus: &Bus,
    connection: &mut PgConnection,
    consumer: &str,
    destination: Destination,
    arrivals: &[Arrival],
) -> Result<Vec<Arrived>, sqlx::Error> {
    // One statement cannot insert a key twice: a repetition within the batch meets the first.
    let mut first: HashMap<(Uuid, Uuid), usize> = HashMap::new();
    for (position, arrival) in arrivals.iter().enumerate() {
        first.entry(identity(arrival)).or_insert(position);
    }
    let mut chosen: Vec<usize> = first.values().copied().collect();
    chosen.sort_unstable();
    let now = bus.clock().now();
    let new = insert(connection, consumer, destination, now, &chosen.iter().map(|i| &arrivals[*i]).collect::<Vec<_>>())
        .await?;
    let is_new = |arrival: &Arrival| new.contains(&identity(arrival));
    // The statement that met the conflict cannot see the row it met; the next one can.
    let met: Vec<&Arrival> =
        chosen.iter().map(|position| &arrivals[*position]).filter(|arrival| !is_new(arrival)).collect();
    let known = if met.is_empty() { HashMap::new() } else { known(connection, consumer, &met).await? };
    arrivals
        .iter()
        .enumerate()
        .map(|(position, arrival)| {
            let original = &arrivals[first[&identity(arrival)]];
            if !is_new(arrival) {
                return known.get(&identity(arrival)).copied().ok_or(sqlx::Error::RowNotFound);
            }
            let event_id = original.envelope.id();
            Ok(if first[&identity(arrival)] == position {
                Arrived::New { event_id }
            } else {
                Arrived::Known { event_id, fingerprint: original.fingerprint }
            })
        })
        .collect()
}

fn identity(arrival: &Arrival) -> (Uuid, Uuid) {
    (arrival.envelope.user_id.0, arrival.envelope.client_generated_id)
}

/// What of some arrivals is written, column by column.
struct Columns {
    rows: Rows,
    event_ids: Vec<Uuid>,
    digests: Vec<Option<Vec<u8>>>,
    digest_keys: Vec<Option<i32>>,
}

impl Columns {
    fn of(arrivals: &[&Arrival]) -> Self {
        let mut rows = Rows::default();
        for arrival in arrivals {
            let payload = serde_json::to_string(&arrival.envelope).unwrap_or_default();
            rows.push(arrival.key, &arrival.envelope, payload);
        }
        Self {
            rows,
            event_ids: arrivals.iter().map(|a| a.envelope.id()).collect(),
            digests: arrivals.iter().map(|a| a.fingerprint.map(|f| f.digest.to_vec())).collect(),
            digest_keys: arrivals.iter().map(|a| a.fingerprint.map(|f| i32::from(f.key))).collect(),
        }
    }
}

async fn insert(
    connection: &mut PgConnection,
    consumer: &str,
    destination: Destination,
    now: DateTime<Utc>,
    arrivals: &[&Arrival],
) -> Result<std::collections::HashSet<(Uuid, Uuid)>, sqlx::Error> {
    let Columns { rows, event_ids, digests, digest_keys } = Columns::of(arrivals);
    macro_rules! statement {
        ($target:literal) => {
            sqlx::query!(
                r#"with e as (
                    select * from unnest($1::smallint[], $2::bigint[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[],
                                         $7::text[], $8::uuid[], $9::bytea[], $10::int[])
                    with ordinality as e (lane, key, event_type, user_id, subject_id, client_generated_id, payload,
                                          event_id, digest, digest_key, position)
                ), new as (
                    insert into bus.idempotency_keys
                        (consumer, user_id, client_generated_id, event_id, fingerprint, fingerprint_key, received_at)
                    select $11, user_id, client_generated_id, event_id, digest, digest_key, $12 from e
                    order by user_id, client_generated_id
                    on conflict do nothing
                    returning user_id, client_generated_id
                ), stored as ("# + $target + r#")
                select user_id as "user_id!", client_generated_id as "client_generated_id!" from new"#,
                &rows.lanes,
                &rows.keys,
                &rows.types,
                &rows.users,
                &rows.subjects,
                &rows.client_ids,
                &rows.payloads,
                &event_ids,
                &digests as &[Option<Vec<u8>>],
                &digest_keys as &[Option<i32>],
                consumer,
                now
            )
            .fetch_all(connection)
            .await?
            .into_iter()
            .map(|row| (row.user_id, row.client_generated_id))
            .collect()
        };
    }
    Ok(match destination {
        Destination::TakersInboxes => statement!(
            r#"insert into bus.inbox
                   (service, lane, key, event_type, user_id, subject_id, client_generated_id, payload)
               select t.service, e.lane, e.key, e.event_type, e.user_id, e.subject_id, e.client_generated_id, e.payload
               from e join new using (user_id, client_generated_id) join bus.takers t on t.event_type = e.event_type
               order by e.position"#
        ),
        Destination::Outbox => statement!(
            r#"insert into bus.outbox (lane, key, event_type, subject_id, payload)
               select e.lane, e.key, e.event_type, e.subject_id, e.payload
               from e join new using (user_id, client_generated_id)
               where exists (select 1 from bus.takers t where t.event_type = e.event_type)
               order by e.position"#
        ),
        Destination::OwnInbox => statement!(
            r#"insert into bus.inbox
                   (service, lane, key, event_type, user_id, subject_id, client_generated_id, payload)
               select $11, e.lane, e.key, e.event_type, e.user_id, e.subject_id, e.client_generated_id, e.payload
               from e join new using (user_id, client_generated_id)
               order by e.position"#
        ),
    })
}

async fn known(
    connection: &mut PgConnection,
    consumer: &str,
    arrivals: &[&Arrival],
) -> Result<HashMap<(Uuid, Uuid), Arrived>, sqlx::Error> {
    let users: Vec<Uuid> = arrivals.iter().map(|a| a.envelope.user_id.0).collect();
    let ids: Vec<Uuid> = arrivals.iter().map(|a| a.envelope.client_generated_id).collect();
    let rows = sqlx::query!(
        "select k.user_id, k.client_generated_id, k.event_id, k.fingerprint, k.fingerprint_key
         from unnest($2::uuid[], $3::uuid[]) as e (user_id, client_generated_id)
         join bus.idempotency_keys k on k.consumer = $1 and k.user_id = e.user_id
              and k.client_generated_id = e.client_generated_id",
        consumer,
        &users,
        &ids
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let fingerprint = row.fingerprint.zip(row.fingerprint_key).and_then(|(digest, key)| {
                Some(Fingerprint { key: u16::try_from(key).ok()?, digest: digest.try_into().ok()? })
            });
            ((row.user_id, row.client_generated_id), Arrived::Known { event_id: row.event_id, fingerprint })
        })
        .collect())
}
