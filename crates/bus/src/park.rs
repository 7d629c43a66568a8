//! Keys that wait: parked after a failure, held for a newer process.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::PgConnection;
use taper_events::Version;

use crate::Bus;
use crate::fault::pause_after;
use crate::lanes::Row;

/// Longest reason that is kept, characters.
const MAX_REASON_CHARS: usize = 500;

/// Puts a row back where it was taken from.
pub(crate) async fn put_back(connection: &mut PgConnection, service: &str, row: &Row) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into bus.inbox (service, lane, key, id, event_type, user_id, subject_id, client_generated_id, payload)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        service,
        row.lane,
        row.key,
        row.id,
        row.event_type,
        row.user_id,
        row.subject_id,
        row.client_generated_id,
        row.payload
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Puts a failed row back and lets its key wait; after the last try the row is dead instead, and
/// the key goes on. True if it is dead.
pub(crate) async fn park(
    connection: &mut PgConnection,
    service: &str,
    row: &Row,
    reason: &str,
    now: DateTime<Utc>,
    rejected: bool,
) -> Result<bool, sqlx::Error> {
    let reason: String = reason.chars().take(MAX_REASON_CHARS).collect();
    let attempts = row.attempts.max(0) + 1;
    let failure = json!([{"at": now, "reason": reason}]);
    let Some(pause) = pause_after(attempts).filter(|_| !rejected) else {
        bury(connection, service, row, &reason, attempts, &failure, now).await?;
        return Ok(true);
    };
    put_back(connection, service, row).await?;
    sqlx::query!(
        "insert into bus.blocked (service, lane, key, id, attempts, next_at, state, event_type, reason, history)
         values ($1, $2, $3, $4, $5, $6, 'parked', $7, $8, $9)
         on conflict (service, lane, key) do update
            set id = excluded.id, attempts = excluded.attempts, next_at = excluded.next_at, state = 'parked',
                suspect_of = null, event_type = excluded.event_type, reason = excluded.reason,
                history = bus.blocked.history || excluded.history",
        service,
        row.lane,
        row.key,
        row.id,
        attempts,
        now + pause,
        row.event_type,
        reason,
        failure
    )
    .execute(connection)
    .await?;
    metrics::counter!("events_retried_total", "service" => service.to_owned()).increment(1);
    tracing::warn!(service, event_type = row.event_type, client_generated_id = %row.client_generated_id, attempts,
        reason, "event failed; its key waits");
    Ok(false)
}

async fn bury(
    connection: &mut PgConnection,
    service: &str,
    row: &Row,
    reason: &str,
    attempts: i32,
    failure: &serde_json::Value,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "with waited as (
            delete from bus.blocked where service = $1 and lane = $2 and key = $3 returning history
         )
         insert into bus.dead (id, service, lane, key, event_type, user_id, subject_id, client_generated_id, payload,
                               reason, attempts, history, died_at)
         values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
                 coalesce((select history from waited), '[]') || $11, $12)",
        service,
        row.lane,
        row.key,
        row.event_type,
        row.user_id,
        row.subject_id,
        row.client_generated_id,
        row.payload,
        reason,
        attempts,
        failure,
        now
    )
    .execute(connection)
    .await?;
    metrics::counter!("dead_letters_total", "service" => service.to_owned()).increment(1);
    tracing::error!(service, event_type = row.event_type, client_generated_id = %row.client_generated_id, attempts,
        reason, "event is dead; see `taper dlq list`");
    Ok(())
}

/// Puts a row back and holds its key until a process comes that knows the type and version.
pub(crate) async fn hold(
    connection: &mut PgConnection,
    service: &str,
    row: &Row,
    schema_version: &str,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    put_back(connection, service, row).await?;
    sqlx::query!(
        "insert into bus.blocked (service, lane, key, id, attempts, next_at, state, event_type, reason)
         values ($1, $2, $3, $4, 0, $5::timestamptz + interval '100 years', 'held', $6, $7)
         on conflict (service, lane, key) do update
            set id = excluded.id, next_at = excluded.next_at, state = 'held', suspect_of = null,
                event_type = excluded.event_type, reason = excluded.reason",
        service,
        row.lane,
        row.key,
        row.id,
        now,
        row.event_type,
        schema_version
    )
    .execute(connection)
    .await?;
    tracing::warn!(
        service,
        event_type = row.event_type,
        schema_version,
        "event is of a type or version not known here; held"
    );
    Ok(())
}

/// The failures of rows that have now been handled are over.
pub(crate) async fn unpark(connection: &mut PgConnection, service: &str, rows: &[Row]) -> Result<(), sqlx::Error> {
    let lanes: Vec<i16> = rows.iter().map(|row| row.lane).collect();
    let keys: Vec<i64> = rows.iter().map(|row| row.key).collect();
    sqlx::query!(
        "delete from bus.blocked b using unnest($2::smallint[], $3::bigint[]) as done (lane, key)
         where b.service = $1 and b.lane = done.lane and b.key = done.key",
        service,
        &lanes,
        &keys
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Lets go of what this program knows and an older one held. Returns how many keys.
///
/// # Errors
/// The database's.
pub async fn release_held(bus: &Bus, service: &'static str) -> Result<usize, sqlx::Error> {
    let pool = &bus.db(service).jobs;
    let held = sqlx::query!(
        "select lane, key, event_type, reason from bus.blocked where service = $1 and state = 'held'",
        service
    )
    .fetch_all(pool)
    .await?;
    let known: Vec<_> = held
        .into_iter()
        .filter(|row| {
            let version = taper_events::entry(&row.event_type).map(|entry| entry.event.version);
            version
                .zip(Version::parse(&row.reason))
                .is_some_and(|(known, wanted)| wanted.major == known.major && wanted.minor <= known.minor)
        })
        .collect();
    for row in &known {
        sqlx::query!(
            "delete from bus.blocked where service = $1 and lane = $2 and key = $3 and state = 'held'",
            service,
            row.lane,
            row.key
        )
        .execute(pool)
        .await?;
        bus.wakes.mark(service, 1 << row.lane);
    }
    Ok(known.len())
}
