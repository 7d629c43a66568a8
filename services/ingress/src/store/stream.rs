use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use taper_events::{SessionId, UserId};
use taper_platform::News;
use uuid::Uuid;

/// An entry to be written to a user's stream.
pub(crate) struct NewEntry<'a> {
    pub user: UserId,
    pub event_type: &'a str,
    pub payload: String,
}

/// Where a user's stream stands.
pub(crate) struct Extent {
    pub epoch: String,
    pub head: i64,
    pub oldest: Option<i64>,
}

/// Appends entries, in order, each user's numbered without gaps: the heads of all the batch's users
/// are locked together, in sorted order, and held to the commit, so that no reader's cursor can
/// skip a number that appears later. Returns the heads: the number of each user's last entry.
pub(crate) async fn append(
    db: &mut PgConnection,
    entries: &[NewEntry<'_>],
    at: DateTime<Utc>,
) -> Result<HashMap<UserId, i64>, sqlx::Error> {
    let users: Vec<Uuid> = entries.iter().map(|entry| entry.user.0).collect();
    let types: Vec<String> = entries.iter().map(|entry| entry.event_type.to_owned()).collect();
    let payloads: Vec<String> = entries.iter().map(|entry| entry.payload.clone()).collect();
    let rows = sqlx::query!(
        "with counts as (
            select user_id, count(*) as entries from unnest($1::uuid[]) as e (user_id) group by user_id order by user_id
         ), heads as (
            insert into ingress.stream_heads as h (user_id, seq)
            select user_id, entries from counts order by user_id
            on conflict (user_id) do update set seq = h.seq + excluded.seq
            returning h.user_id, h.seq
         ), stored as (
            insert into ingress.stream (user_id, seq, at, event_type, payload)
            select e.user_id,
                   heads.seq - counts.entries + row_number() over (partition by e.user_id order by e.position),
                   $4, e.event_type, e.payload
            from unnest($1::uuid[], $2::text[], $3::text[])
                 with ordinality as e (user_id, event_type, payload, position)
            join heads using (user_id) join counts using (user_id)
         )
         select user_id, seq from heads",
        &users,
        &types,
        &payloads,
        at
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (UserId(row.user_id), row.seq)).collect())
}

pub(crate) async fn extent(db: &mut PgConnection, user: UserId) -> Result<Extent, sqlx::Error> {
    sqlx::query_as!(
        Extent,
        r#"select epoch,
                  coalesce((select seq from ingress.stream_heads where user_id = $1), 0) as "head!",
                  (select min(seq) from ingress.stream where user_id = $1) as oldest
           from ingress.epoch"#,
        user.0
    )
    .fetch_one(db)
    .await
}

/// The newest number of each of these users who has any.
pub(crate) async fn heads(db: &mut PgConnection, users: &[UserId]) -> Result<Vec<(UserId, i64)>, sqlx::Error> {
    let users: Vec<Uuid> = users.iter().map(|user| user.0).collect();
    let rows = sqlx::query!("select user_id, seq from ingress.stream_heads where user_id = any($1)", &users)
        .fetch_all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (UserId(row.user_id), row.seq)).collect())
}

/// Whether a user's stream said after `since` that a session is over.
pub(crate) async fn says_ended(
    db: &mut PgConnection,
    user: UserId,
    session: SessionId,
    since: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select exists (
            select 1 from ingress.stream
            where user_id = $1 and at >= $2 and event_type = 'auth.session.ended'
              and payload::jsonb #>> '{data,session_id}' = $3) as "ended!""#,
        user.0,
        since,
        session.to_string()
    )
    .fetch_one(db)
    .await
}

pub(crate) async fn begin_epoch(db: &mut PgConnection, epoch: &str) -> Result<(), sqlx::Error> {
    sqlx::query!("update ingress.epoch set epoch = $1", epoch).execute(db).await?;
    Ok(())
}

pub(crate) async fn after(db: &mut PgConnection, user: UserId, seq: i64, limit: i64) -> Result<Vec<News>, sqlx::Error> {
    sqlx::query_as!(
        News,
        "select seq, event_type, payload from ingress.stream where user_id = $1 and seq > $2 order by seq limit $3",
        user.0,
        seq,
        limit
    )
    .fetch_all(db)
    .await
}

pub(crate) async fn keep_partitions(
    db: &mut PgConnection,
    today: NaiveDate,
    keep_days: i32,
) -> Result<(), sqlx::Error> {
    // Dropping one waits for whoever reads it, a backup for as long as it takes, and every append would wait behind that.
    sqlx::query!("set local lock_timeout = '1s'").execute(&mut *db).await?;
    sqlx::query!("select ingress.keep_stream_partitions($1, $2)", today, keep_days).execute(db).await?;
    Ok(())
}
