//! Handlers that kill their process. Its end rolls everything back, so that nothing would remember the
//! attempt: a process therefore writes down, in a commit of its own, which of the rows that were there
//! before it started it is about to handle. Who finds such a mark of another process handles that row
//! alone; one whose mark was left behind too often is dead.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use crate::MAX_ATTEMPTS;
use crate::lanes::Row;

pub(crate) const REASON: &str = "the process ended while it was handled";

/// How the rows of a batch stand to the deaths of processes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// All of them came while this process ran.
    Clear,
    /// Some were there before it.
    Suspect,
    /// Some were being handled when another process ended.
    Accused,
}

/// Tells the standing of a batch. Marks of this process itself count for nothing: it lives.
pub(crate) fn standing(rows: &mut [Row], process: Uuid, floor: i64) -> Standing {
    let mut standing = Standing::Clear;
    for row in rows {
        match row.suspect_of {
            // It was marked and then the database went away, or the batch failed.
            Some(own) if own == process => row.attempts -= 1,
            Some(_) => standing = Standing::Accused,
            None if row.id <= floor && standing == Standing::Clear => standing = Standing::Suspect,
            None => {}
        }
    }
    standing
}

/// An accused row that has had its last chance.
pub(crate) fn is_condemned(row: &Row, process: Uuid) -> bool {
    row.suspect_of.is_some_and(|by| by != process) && row.attempts >= MAX_ATTEMPTS
}

/// Writes down that the keys of these rows are being handled by this process. Committed at once, on a
/// connection of its own, while the batch's transaction holds their lanes.
///
/// # Errors
/// The database's.
pub(crate) async fn mark(
    pool: &PgPool,
    service: &str,
    rows: &[Row],
    process: Uuid,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    let mut first: BTreeMap<(i16, i64), &Row> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.suspect_of != Some(process)) {
        first.entry((row.lane, row.key)).or_insert(row);
    }
    let lanes: Vec<i16> = first.values().map(|row| row.lane).collect();
    let keys: Vec<i64> = first.values().map(|row| row.key).collect();
    let ids: Vec<i64> = first.values().map(|row| row.id).collect();
    let attempts: Vec<i32> = first.values().map(|row| row.attempts.max(0) + 1).collect();
    let types: Vec<String> = first.values().map(|row| row.event_type.clone()).collect();
    sqlx::query!(
        "insert into bus.blocked (service, lane, key, id, attempts, next_at, state, suspect_of, event_type, reason)
         select $1, lane, key, id, attempts, $7, 'suspect', $8, event_type, $9
         from unnest($2::smallint[], $3::bigint[], $4::bigint[], $5::int[], $6::text[])
              as m (lane, key, id, attempts, event_type)
         on conflict (service, lane, key) do update
            set id = excluded.id, attempts = excluded.attempts, next_at = excluded.next_at, state = 'suspect',
                suspect_of = excluded.suspect_of, event_type = excluded.event_type, reason = excluded.reason",
        service,
        &lanes,
        &keys,
        &ids,
        &attempts,
        &types,
        now,
        process,
        REASON
    )
    .execute(pool)
    .await?;
    Ok(())
}

/// Takes back marks of this process, which lives: the database went away while it handled them. A death that was
/// counted before in the same place still counts.
///
/// # Errors
/// The database's.
pub(crate) async fn take_back(
    pool: &PgPool,
    service: &str,
    process: Uuid,
    keys: &[(i16, i64)],
) -> Result<(), sqlx::Error> {
    let (lanes, keys): (Vec<i16>, Vec<i64>) = keys.iter().copied().unzip();
    sqlx::query!(
        "with mine as (
            select b.service, b.lane, b.key, b.attempts
            from bus.blocked b join unnest($3::smallint[], $4::bigint[]) as k (lane, key) using (lane, key)
            where b.service = $1 and b.suspect_of = $2
         ), forgotten as (
            delete from bus.blocked b using mine m
            where (b.service, b.lane, b.key) = (m.service, m.lane, m.key) and m.attempts <= 1
         )
         update bus.blocked b set attempts = b.attempts - 1, suspect_of = $5 from mine m
         where (b.service, b.lane, b.key) = (m.service, m.lane, m.key) and m.attempts > 1",
        service,
        process,
        &lanes,
        &keys,
        Uuid::nil()
    )
    .execute(pool)
    .await?;
    Ok(())
}
