//! The statements of the bus without it: what PostgreSQL alone takes for a backlog of intents.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::Result;
use futures::future::try_join_all;
use sqlx::postgres::PgPoolOptions;
use sqlx::{Connection, PgConnection, PgPool, Postgres, Row, Transaction};
use taper_events::athlete::{AppSettingsPersisted, AppSettingsSubmitted};
use taper_events::{EventData, LANES};
use uuid::Uuid;

use super::{OWNER, PROCESSES, SECOND};

/// As many for each service as the processes have workers.
const EACH: usize = 2 * PROCESSES;
const PER_KEY: i32 = 16;
const FACT: &str = r#"{"schema_version":"1.0.0","event_type":"user.app_settings.persisted","data":{}}"#;
/// Of the payload of a fact of this kind.
const FACT_BYTES: usize = 760;

/// Intents per second.
pub(super) async fn handle(url: &str, intents: usize) -> Result<f64> {
    let mut db = PgConnection::connect(url).await?;
    fill(&mut db, intents).await?;
    let pool =
        PgPoolOptions::new().min_connections(3 * EACH as u32).max_connections(3 * EACH as u32).connect(url).await?;
    let done = [OWNER, "ingress", SECOND].map(|service| (service, AtomicUsize::new(0)));
    let started = Instant::now();
    try_join_all((0..EACH).flat_map(|_| &done).map(|(service, done)| {
        let pool = &pool;
        async move {
            while done.load(Ordering::Relaxed) < intents {
                let count = batch(pool, service).await?;
                done.fetch_add(count, Ordering::Relaxed);
                if count == 0 {
                    tokio::time::sleep(std::time::Duration::from_millis(2)).await;
                }
            }
            anyhow::Ok(())
        }
    }))
    .await?;
    Ok(intents as f64 / started.elapsed().as_secs_f64())
}

async fn fill(db: &mut PgConnection, intents: usize) -> Result<()> {
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!(
        "insert into bus.takers values ('{intent}', '{OWNER}'), ('{fact}', 'ingress'), ('{fact}', '{SECOND}');
         insert into bus.inbox (service, lane, key, event_type, user_id, subject_id, client_generated_id, payload)
         select '{OWNER}', person.number % {LANES}, hashtextextended(person.id::text, 0), '{intent}', person.id, person.id,
                gen_random_uuid(), repeat('x', 420)
         from generate_series(1, {intents}) as n
         cross join lateral (select n % 1000 as number, md5((n % 1000)::text)::uuid as id) as person",
        intent = AppSettingsSubmitted::EVENT.name,
        fact = AppSettingsPersisted::EVENT.name,
    )))
    .execute(&mut *db)
    .await?;
    sqlx::raw_sql("vacuum analyze").execute(db).await?;
    Ok(())
}

/// Takes what a batch takes and writes what its handlers write.
async fn batch(pool: &PgPool, service: &'static str) -> Result<usize> {
    let mut tx = pool.begin().await?;
    let lanes: Vec<i16> = (0..i16::from(LANES)).collect();
    let rows = sqlx::query("select * from bus.take($1, $2, $3, $4, $5, $6, now())")
        .bind(service)
        .bind(i32::from(service.as_bytes()[0]))
        .bind(&lanes)
        .bind(vec![i64::MIN; lanes.len()])
        .bind(PER_KEY)
        .bind(taper_bus::MAX_BATCH)
        .fetch_all(&mut *tx)
        .await?;
    let mut keys = Vec::new();
    let mut taken = Taken::default();
    for row in rows.iter().filter(|row| row.get::<Option<Uuid>, _>("user_id").is_some()) {
        taken.lanes.push(row.get("lane"));
        taken.keys.push(row.get("key"));
        taken.users.push(row.get("user_id"));
        taken.ids.push(row.get("client_generated_id"));
        keys.push(row.get::<i64, _>("key") ^ i64::from(service.as_bytes()[0]));
    }
    if taken.keys.is_empty() {
        return Ok(0);
    }
    keys.sort_unstable();
    keys.dedup();
    sqlx::query("select pg_advisory_xact_lock(lock) from unnest($1::bigint[]) as lock")
        .bind(&keys)
        .fetch_all(&mut *tx)
        .await?;
    match service {
        OWNER => taken.emit(&mut tx).await?,
        SECOND => {}
        _ => taken.stream(&mut tx).await?,
    }
    tx.commit().await?;
    Ok(taken.keys.len())
}

#[derive(Default)]
struct Taken {
    lanes: Vec<i16>,
    keys: Vec<i64>,
    users: Vec<Uuid>,
    ids: Vec<Uuid>,
}

impl Taken {
    fn payloads(&self) -> Vec<String> {
        vec![format!("{FACT}{}", " ".repeat(FACT_BYTES - FACT.len())); self.keys.len()]
    }

    async fn emit(&self, tx: &mut Transaction<'_, Postgres>) -> Result<()> {
        sqlx::query(
            "insert into bus.inbox (service, lane, key, event_type, user_id, subject_id, client_generated_id, payload)
             select t.service, e.lane, e.key, e.event_type, e.user_id, e.user_id, e.client_generated_id, e.payload
             from unnest($1::smallint[], $2::bigint[], $3::text[], $4::uuid[], $5::uuid[], $6::text[])
                  with ordinality e (lane, key, event_type, user_id, client_generated_id, payload, position)
             join bus.takers t on t.event_type = e.event_type
             order by e.position",
        )
        .bind(&self.lanes)
        .bind(&self.keys)
        .bind(vec![AppSettingsPersisted::EVENT.name; self.keys.len()])
        .bind(&self.users)
        .bind(&self.ids)
        .bind(self.payloads())
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    async fn stream(&self, tx: &mut Transaction<'_, Postgres>) -> Result<()> {
        sqlx::query(
            "insert into ingress.outcomes (user_id, client_generated_id, state, at)
             select user_id, client_generated_id, 'persisted', now()
             from unnest($1::uuid[], $2::uuid[]) as o (user_id, client_generated_id)
             order by user_id, client_generated_id on conflict do nothing",
        )
        .bind(&self.users)
        .bind(&self.ids)
        .execute(&mut **tx)
        .await?;
        sqlx::query(
            "with counts as (
                select user_id, count(*) as entries from unnest($1::uuid[]) as e (user_id) group by user_id order by user_id
             ), heads as (
                insert into ingress.stream_heads as h (user_id, seq)
                select user_id, entries from counts order by user_id
                on conflict (user_id) do update set seq = h.seq + excluded.seq
                returning h.user_id, h.seq
             )
             insert into ingress.stream (user_id, seq, at, event_type, payload)
             select e.user_id, heads.seq - counts.entries + row_number() over (partition by e.user_id order by e.position),
                    now(), $2, e.payload
             from unnest($1::uuid[], $3::text[]) with ordinality as e (user_id, payload, position)
             join heads using (user_id) join counts using (user_id)",
        )
        .bind(&self.users)
        .bind(AppSettingsPersisted::EVENT.name)
        .bind(self.payloads())
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}
