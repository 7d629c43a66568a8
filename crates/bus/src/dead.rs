//! Dead letters, events and jobs alike: listed, shown, replayed, discarded.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use crate::{Bus, Cause, Tx};
use taper_events::{Envelope, FieldError, OrderKey, UserId};

/// An event or a job that was given up.
#[derive(Clone, Debug, Serialize)]
pub struct DeadLetter {
    pub id: Uuid,
    pub service: String,
    /// `event` or `job`.
    pub what: String,
    /// The event's type, or the job's kind.
    pub name: String,
    /// Of an event.
    pub user_id: Option<Uuid>,
    pub client_generated_id: Option<Uuid>,
    pub reason: String,
    pub attempts: i32,
    pub died_at: DateTime<Utc>,
    /// `[{at, reason}]`
    pub history: Value,
}

/// What is given up before it reached an inbox.
pub(crate) struct Buried<'a> {
    pub(crate) id: Uuid,
    pub(crate) service: &'a str,
    pub(crate) key: OrderKey,
    pub(crate) event_type: &'a str,
    pub(crate) user: UserId,
    pub(crate) subject: UserId,
    pub(crate) client_generated_id: Uuid,
    pub(crate) payload: &'a str,
    pub(crate) reason: &'a str,
}

/// Keeps it among the dead letters, once. False if it is there already.
pub(crate) async fn bury(
    connection: &mut PgConnection,
    buried: &Buried<'_>,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "insert into bus.dead (id, service, lane, key, event_type, user_id, subject_id, client_generated_id, payload,
                               reason, attempts, history, died_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, '[]', $11)
         on conflict do nothing",
        buried.id,
        buried.service,
        buried.key.lane(),
        buried.key.0,
        buried.event_type,
        buried.user.0,
        buried.subject.0,
        buried.client_generated_id,
        buried.payload,
        buried.reason,
        now
    )
    .execute(connection)
    .await?;
    let is_new = done.rows_affected() == 1;
    if is_new {
        metrics::counter!("dead_letters_total", "service" => buried.service.to_owned()).increment(1);
        tracing::error!(
            service = buried.service,
            event_type = buried.event_type,
            reason = buried.reason,
            "message is dead; see `taper dlq list`"
        );
    }
    Ok(is_new)
}

/// The newest first.
///
/// # Errors
/// The database's.
pub async fn list(pool: &PgPool, limit: i64) -> Result<Vec<DeadLetter>, sqlx::Error> {
    sqlx::query_as!(
        DeadLetter,
        r#"(select id as "id!", service as "service!", 'event' as "what!", event_type as "name!", user_id,
                   client_generated_id, reason as "reason!", attempts as "attempts!", died_at as "died_at!",
                   history as "history!"
            from bus.dead order by died_at desc, id desc limit $1)
           union all
           (select id, service, 'job', kind, null, null, coalesce(last_error, ''), attempts, dead_at, '[]'
            from bus.jobs where dead_at is not null order by dead_at desc, id desc limit $1)
           order by "died_at!" desc, "id!" desc limit $1"#,
        limit
    )
    .fetch_all(pool)
    .await
}

/// One of them, with the event, or the job's data, as stored.
///
/// # Errors
/// The database's.
pub async fn show(pool: &PgPool, id: Uuid) -> Result<Option<(DeadLetter, String)>, sqlx::Error> {
    let row = sqlx::query!(
        r#"select id as "id!", service as "service!", 'event' as "what!", event_type as "name!", user_id,
                  client_generated_id, reason as "reason!", attempts as "attempts!", died_at as "died_at!",
                  history as "history!", payload as "payload!"
           from bus.dead where id = $1
           union all
           select id, service, 'job', kind, null, null, coalesce(last_error, ''), attempts, dead_at, '[]', payload::text
           from bus.jobs where id = $1 and dead_at is not null"#,
        id
    )
    .fetch_optional(pool)
    .await?;
    Ok(row.map(|row| {
        let letter = DeadLetter {
            id: row.id,
            service: row.service,
            what: row.what,
            name: row.name,
            user_id: row.user_id,
            client_generated_id: row.client_generated_id,
            reason: row.reason,
            attempts: row.attempts,
            died_at: row.died_at,
            history: row.history,
        };
        (letter, row.payload)
    }))
}

/// Puts an event back into its service's inbox, at the end of its key's line; has a job done as if it were new. False
/// if it is not there.
///
/// # Errors
/// The database's.
pub async fn replay(bus: &Bus, pool: &PgPool, id: Uuid) -> Result<bool, sqlx::Error> {
    let job = sqlx::query!(
        "update bus.jobs set dead_at = null, attempts = 0, run_at = $2 where id = $1 and dead_at is not null",
        id,
        bus.clock().now()
    )
    .execute(pool)
    .await?;
    if job.rows_affected() == 1 {
        return Ok(true);
    }
    let done = sqlx::query!(
        "with risen as (delete from bus.dead where id = $1 returning *)
         insert into bus.inbox (service, lane, key, event_type, user_id, subject_id, client_generated_id, payload)
         select service, lane, key, event_type, user_id, subject_id, client_generated_id, payload from risen",
        id
    )
    .execute(pool)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Moves the events among the dead letters that hold their keys because no process knew their type or version, and all
/// behind them of the same; their keys go on. Returns how many events. For an operator whose newer Taper will not come.
///
/// # Errors
/// The database's.
pub async fn bury_held(bus: &Bus, pool: &PgPool) -> Result<usize, sqlx::Error> {
    let buried = sqlx::query!(
        "with freed as (
            delete from bus.blocked where state = 'held' returning service, lane, key, event_type, reason
         ), taken as (
            delete from bus.inbox i using freed f
            where i.service = f.service and i.lane = f.lane and i.key = f.key and i.event_type = f.event_type
              and i.payload::jsonb ->> 'schema_version' = f.reason
            returning i.*, f.reason
         )
         insert into bus.dead (id, service, lane, key, event_type, user_id, subject_id, client_generated_id, payload,
                               reason, attempts, history, died_at)
         select gen_random_uuid(), service, lane, key, event_type, user_id, subject_id, client_generated_id, payload,
                'not known here: ' || event_type || ' ' || reason, 0, '[]', $1
         from taken order by id
         returning service, event_type, client_generated_id, reason",
        bus.clock().now()
    )
    .fetch_all(pool)
    .await?;
    for event in &buried {
        metrics::counter!("dead_letters_total", "service" => event.service.clone()).increment(1);
        tracing::error!(service = event.service, event_type = event.event_type, reason = event.reason,
            client_generated_id = %event.client_generated_id, "held event is dead; see `taper dlq list`");
    }
    Ok(buried.len())
}

/// Gives it up for good; who sent an intent is told that it failed as `discarded`. False if it is
/// not there.
///
/// # Errors
/// The database's.
pub async fn discard(bus: &Bus, pool: &PgPool, id: Uuid) -> Result<bool, crate::Fault> {
    let mut tx = Tx::begin(bus, "bus", pool, Cause::request(id, taper_events::SYSTEM_USER)).await?;
    let row = sqlx::query!("delete from bus.dead where id = $1 returning payload, event_type", id)
        .fetch_optional(&mut *tx)
        .await?;
    let Some(row) = row else {
        let job =
            sqlx::query!("delete from bus.jobs where id = $1 and dead_at is not null", id).execute(&mut *tx).await?;
        tx.commit().await?;
        return Ok(job.rows_affected() == 1);
    };
    if let Ok(envelope) = serde_json::from_str::<Envelope>(&row.payload)
        && let Some(intent) = taper_events::entry(&row.event_type).filter(|entry| entry.event.kind.is_intent())
        && let Some(failed) = intent.event.refusal()
    {
        tx.set_cause(Cause::event(&envelope));
        let error = FieldError::new("", "discarded", "The operator of this instance discarded it.");
        let id = intent.event.aggregate_id(envelope.client_generated_id, &envelope.data);
        tx.emit_value(failed, &[envelope.user_id], json!({"id": id, "errors": [error]}));
    }
    tx.commit().await?;
    Ok(true)
}
