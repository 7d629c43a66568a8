//! The statements of the bus without it: what PostgreSQL alone takes for a backlog of intents. With a broker between the
//! services, those of relay and receiver too, and nothing between them.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;
use futures::future::{try_join, try_join_all};
use sqlx::postgres::PgPoolOptions;
use sqlx::{Connection, PgConnection, PgPool, Postgres, Row, Transaction};
use taper_events::athlete::{AppSettingsPersisted, AppSettingsSubmitted};
use taper_events::{EventData, LANES};
use uuid::Uuid;

use super::{OWNER, PROCESSES, SECOND};

/// As many for each service as the processes have workers.
const EACH: usize = 2 * PROCESSES;
const PER_KEY: i32 = 16;
/// Of one transaction of the relay.
const RELAYED: i32 = 256;
const RELAYED_PER_LANE: i32 = 64;
const PAUSE: Duration = Duration::from_millis(2);
const FACT: &str = r#"{"schema_version":"1.0.0","event_type":"user.app_settings.persisted","data":{}}"#;
/// Of the payload of an intent and of a fact of this kind.
pub(super) const INTENT_BYTES: usize = 420;
pub(super) const FACT_BYTES: usize = 760;

/// Where emitted events are written.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Way {
    Inboxes,
    Outbox,
}

/// Intents per second.
pub(super) async fn handle(url: &str, way: Way, intents: usize) -> Result<f64> {
    let mut db = PgConnection::connect(url).await?;
    fill(&mut db, way, intents).await?;
    let connections = u32::try_from(6 * EACH)?;
    let pool = PgPoolOptions::new().min_connections(connections).max_connections(connections).connect(url).await?;
    let done = [OWNER, "ingress", SECOND].map(|service| (service, AtomicUsize::new(0)));
    // Each intent and its fact.
    let to_carry = if way == Way::Outbox { 2 * intents } else { 0 };
    let carried = AtomicUsize::new(0);
    let started = Instant::now();
    let carrying = try_join_all((0..EACH).map(|_| until(&carried, to_carry, || carry(&pool))));
    let handling = try_join_all((0..EACH).flat_map(|_| &done).map(|(service, done)| {
        let pool = &pool;
        until(done, intents, move || batch(pool, service, way))
    }));
    try_join(carrying, handling).await?;
    Ok(intents as f64 / started.elapsed().as_secs_f64())
}

/// Again and again, until `count` has come so far.
async fn until<F>(count: &AtomicUsize, wanted: usize, work: impl Fn() -> F) -> Result<()>
where
    F: Future<Output = Result<usize>>,
{
    while count.load(Ordering::Relaxed) < wanted {
        let more = work().await?;
        count.fetch_add(more, Ordering::Relaxed);
        if more == 0 {
            tokio::time::sleep(PAUSE).await;
        }
    }
    Ok(())
}

async fn fill(db: &mut PgConnection, way: Way, intents: usize) -> Result<()> {
    let rows = match way {
        Way::Inboxes => format!(
            "insert into bus.inbox (lane, key, event_type, subject_id, payload, service, user_id, client_generated_id)
             select lane, key, event_type, id, payload, '{OWNER}', id, gen_random_uuid() from intents"
        ),
        Way::Outbox => "insert into bus.outbox (lane, key, event_type, subject_id, payload)
                        select lane, key, event_type, id, payload from intents"
            .to_owned(),
    };
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!(
        "insert into bus.takers values ('{intent}', '{OWNER}'), ('{fact}', 'ingress'), ('{fact}', '{SECOND}');
         create temporary table intents as
         select person.number % {LANES} as lane, hashtextextended(person.id::text, 0) as key, '{intent}' as event_type,
                person.id as id, repeat('x', {INTENT_BYTES}) as payload
         from generate_series(1, {intents}) as n
         cross join lateral (select n % 1000 as number, md5((n % 1000)::text)::uuid as id) as person;
         {rows}",
        intent = AppSettingsSubmitted::EVENT.name,
        fact = AppSettingsPersisted::EVENT.name,
    )))
    .execute(&mut *db)
    .await?;
    sqlx::raw_sql("vacuum analyze").execute(db).await?;
    Ok(())
}

/// What a relay takes from the outbox is taken in by each taker, and forgotten.
async fn carry(pool: &PgPool) -> Result<usize> {
    let mut tx = pool.begin().await?;
    let lanes: Vec<i16> = (0..i16::from(LANES)).collect();
    let rows = sqlx::query("select * from bus.peek_outbox(0, $1, $2, $3) where id is not null")
        .bind(&lanes)
        .bind(RELAYED_PER_LANE)
        .bind(RELAYED)
        .fetch_all(&mut *tx)
        .await?;
    let lanes: Vec<i16> = rows.iter().map(|row| row.get("lane")).collect();
    let [keys, ids] = ["key", "id"].map(|name| rows.iter().map(|row| row.get(name)).collect::<Vec<i64>>());
    let [types, payloads] =
        ["event_type", "payload"].map(|name| rows.iter().map(|row| row.get(name)).collect::<Vec<String>>());
    if rows.is_empty() {
        return Ok(0);
    }
    for service in [OWNER, "ingress", SECOND] {
        sqlx::query(
            "with e as (
                select e.*, md5(key::text)::uuid as user_id, gen_random_uuid() as client_generated_id
                from unnest($1::smallint[], $2::bigint[], $3::text[], $4::text[])
                     with ordinality as e (lane, key, event_type, payload, position)
                where exists (select from bus.takers t where t.event_type = e.event_type and t.service = $5)
             ), new as (
                insert into bus.idempotency_keys (consumer, user_id, client_generated_id, event_id, received_at)
                select $5, user_id, client_generated_id, client_generated_id, now() from e
                order by user_id, client_generated_id
                on conflict do nothing
                returning user_id, client_generated_id
             )
             insert into bus.inbox (service, lane, key, event_type, user_id, subject_id, client_generated_id, payload)
             select $5, e.lane, e.key, e.event_type, e.user_id, e.user_id, e.client_generated_id, e.payload
             from e join new using (user_id, client_generated_id) order by e.position",
        )
        .bind(&lanes)
        .bind(&keys)
        .bind(&types)
        .bind(&payloads)
        .bind(service)
        .execute(pool)
        .await?;
    }
    sqlx::query("select bus.forget_outbox($1, $2)").bind(&lanes).bind(&ids).execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(rows.len())
}

/// Takes what a batch takes and writes what its handlers write.
async fn batch(pool: &PgPool, service: &'static str, way: Way) -> Result<usize> {
    let mut tx = pool.begin().await?;
    let lanes: Vec<i16> = (0..i16::from(LANES)).collect();
    let class = i32::from(service.as_bytes()[0]);
    let rows = sqlx::query("select * from bus.take($1, $2, $3, $4, $5, $6, $7, now()) where user_id is not null")
        .bind(service)
        .bind(class)
        .bind(i64::from(class))
        .bind(&lanes)
        .bind(vec![i64::MIN; lanes.len()])
        .bind(PER_KEY)
        .bind(taper_bus::MAX_BATCH)
        .fetch_all(&mut *tx)
        .await?;
    let taken = Taken {
        lanes: rows.iter().map(|row| row.get("lane")).collect(),
        keys: rows.iter().map(|row| row.get("key")).collect(),
        users: rows.iter().map(|row| row.get("user_id")).collect(),
        ids: rows.iter().map(|row| row.get("client_generated_id")).collect(),
    };
    if rows.is_empty() {
        return Ok(0);
    }
    match service {
        OWNER => taken.emit(&mut tx, way).await?,
        SECOND => {}
        _ => note_streams(&mut tx, &taken.users, &taken.ids).await?,
    }
    tx.commit().await?;
    Ok(rows.len())
}

struct Taken {
    lanes: Vec<i16>,
    keys: Vec<i64>,
    users: Vec<Uuid>,
    ids: Vec<Uuid>,
}

impl Taken {
    async fn emit(&self, tx: &mut Transaction<'_, Postgres>, way: Way) -> Result<()> {
        let statement = match way {
            Way::Inboxes => {
                "insert into bus.inbox
                     (service, lane, key, event_type, user_id, subject_id, client_generated_id, payload)
                 select t.service, e.lane, e.key, e.event_type, e.user_id, e.user_id, e.client_generated_id, e.payload
                 from unnest($1::smallint[], $2::bigint[], $3::text[], $4::uuid[], $5::uuid[], $6::text[])
                      with ordinality e (lane, key, event_type, user_id, client_generated_id, payload, position)
                 join bus.takers t on t.event_type = e.event_type
                 order by e.position"
            }
            Way::Outbox => {
                "insert into bus.outbox (lane, key, event_type, subject_id, payload)
                 select e.lane, e.key, e.event_type, e.user_id, e.payload
                 from unnest($1::smallint[], $2::bigint[], $3::text[], $4::uuid[], $5::uuid[], $6::text[])
                      with ordinality e (lane, key, event_type, user_id, client_generated_id, payload, position)
                 where exists (select 1 from bus.takers t where t.event_type = e.event_type)
                 order by e.position"
            }
        };
        sqlx::query(statement)
            .bind(&self.lanes)
            .bind(&self.keys)
            .bind(vec![AppSettingsPersisted::EVENT.name; self.keys.len()])
            .bind(&self.users)
            .bind(&self.ids)
            .bind(payloads(self.keys.len()))
            .execute(&mut **tx)
            .await?;
        Ok(())
    }
}

/// What ingress writes of facts: the outcomes, and entries of their people's streams.
pub(super) async fn note_streams(tx: &mut Transaction<'_, Postgres>, users: &[Uuid], ids: &[Uuid]) -> Result<()> {
    sqlx::query(
        "insert into ingress.outcomes (user_id, client_generated_id, state, at)
         select user_id, client_generated_id, 'persisted', now()
         from unnest($1::uuid[], $2::uuid[]) as o (user_id, client_generated_id)
         order by user_id, client_generated_id on conflict do nothing",
    )
    .bind(users)
    .bind(ids)
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "with counts as (
            select user_id, count(*) as entries
            from unnest($1::uuid[]) as e (user_id) group by user_id order by user_id
         ), heads as (
            insert into ingress.stream_heads as h (user_id, seq)
            select user_id, entries from counts order by user_id
            on conflict (user_id) do update set seq = h.seq + excluded.seq
            returning h.user_id, h.seq
         )
         insert into ingress.stream (user_id, seq, at, event_type, payload)
         select e.user_id,
                heads.seq - counts.entries + row_number() over (partition by e.user_id order by e.position),
                now(), $2, e.payload
         from unnest($1::uuid[], $3::text[]) with ordinality as e (user_id, payload, position)
         join heads using (user_id) join counts using (user_id)",
    )
    .bind(users)
    .bind(AppSettingsPersisted::EVENT.name)
    .bind(payloads(users.len()))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

fn payloads(count: usize) -> Vec<String> {
    vec![format!("{FACT}{}", " ".repeat(FACT_BYTES - FACT.len())); count]
}
