//! What waits in a database and for how long, for `taper doctor`.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

/// What one service has waiting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub service: String,
    pub events: i64,
    /// Keys parked after a failure; they are tried again by themselves.
    pub parked_keys: i64,
    /// Keys whose event only a newer process knows.
    pub held_keys: i64,
    pub dead_events: i64,
    pub dead_jobs: i64,
}

/// What waits for longest, as of arrival.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oldest {
    /// In an inbox, behind no parked or held key.
    pub inbox: Option<DateTime<Utc>>,
    pub outbox: Option<DateTime<Utc>>,
    pub outbox_rows: i64,
}

/// What these services have waiting in a database.
///
/// # Errors
/// The database's.
pub async fn waiting(db: &mut PgConnection, services: &[String]) -> Result<Vec<Waiting>, sqlx::Error> {
    sqlx::query_as!(
        Waiting,
        r#"select s.service as "service!",
                  (select count(*) from bus.inbox i where i.service = s.service) as "events!",
                  (select count(*) from bus.blocked b where b.service = s.service and b.state = 'parked')
                      as "parked_keys!",
                  (select count(*) from bus.blocked b where b.service = s.service and b.state = 'held') as "held_keys!",
                  (select count(*) from bus.dead d where d.service = s.service) as "dead_events!",
                  (select count(*) from bus.jobs j where j.service = s.service and j.dead_at is not null)
                      as "dead_jobs!"
           from unnest($1::text[]) as s (service)"#,
        services
    )
    .fetch_all(db)
    .await
}

/// What waits for longest in a database.
///
/// # Errors
/// The database's, or a row that is no event.
pub async fn oldest(db: &mut PgConnection) -> Result<Oldest, sqlx::Error> {
    sqlx::query_as!(
        Oldest,
        r#"select (select (i.payload::jsonb ->> 'received_at')::timestamptz from bus.inbox i
                    where not exists (select 1 from bus.blocked b
                                       where (b.service, b.lane, b.key) = (i.service, i.lane, i.key))
                    order by i.id limit 1) as inbox,
                  (select (o.payload::jsonb ->> 'received_at')::timestamptz from bus.outbox o order by o.id limit 1)
                      as outbox,
                  (select count(*) from bus.outbox) as "outbox_rows!""#
    )
    .fetch_one(db)
    .await
}

/// A transaction that has been open for long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenTransaction {
    pub pid: i32,
    /// What the client calls itself.
    pub application: String,
    pub state: String,
    pub seconds: i64,
}

/// The transaction of this database that has been open for longest, other than our own.
///
/// # Errors
/// The database's.
pub async fn oldest_transaction(db: &mut PgConnection) -> Result<Option<OpenTransaction>, sqlx::Error> {
    sqlx::query_as!(
        OpenTransaction,
        r#"select a.pid as "pid!", coalesce(a.application_name, '') as "application!", coalesce(a.state, '') as "state!",
                  extract(epoch from clock_timestamp() - a.xact_start)::bigint as "seconds!"
           from pg_stat_activity a
           where a.datname = current_database() and a.pid <> pg_backend_pid() and a.xact_start is not null
           order by a.xact_start limit 1"#
    )
    .fetch_optional(db)
    .await
}

/// Indices of these schemas that a statement was killed over: they cost and help nobody.
///
/// # Errors
/// The database's.
pub async fn broken_indices(db: &mut PgConnection, schemas: &[String]) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select format('%I.%I', n.nspname, c.relname) as "name!"
           from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
           where not i.indisvalid and n.nspname = any($1)
                 -- One that is being made just now.
                 and not exists (select 1 from pg_stat_progress_create_index p where p.index_relid = i.indexrelid)
           order by 1"#,
        schemas
    )
    .fetch_all(db)
    .await
}

/// What the processes that serve from this database call themselves; a command calls itself `cli`.
///
/// # Errors
/// The database's.
pub async fn processes(db: &mut PgConnection) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select distinct split_part(a.application_name, ' ', 2) as "process!"
           from pg_stat_activity a
           where a.datname = current_database() and a.application_name like 'taper-% %'
                 and a.application_name not like '% cli'
           order by 1"#
    )
    .fetch_all(db)
    .await
}
