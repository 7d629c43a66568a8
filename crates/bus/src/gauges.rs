//! What waits, what is dead, and how the database fares, as gauges.

use sqlx::PgPool;
use taper_platform::Pools;

use crate::Bus;

/// Measures each database of this process once, for these services.
///
/// # Errors
/// The database's.
pub async fn measure(bus: &Bus, services: &[&'static str]) -> Result<(), sqlx::Error> {
    let mut waiting = 0;
    for pools in bus.platform.databases.each() {
        let services: Vec<String> = services
            .iter()
            .filter(|service| bus.db(service).id == pools.id)
            .map(|service| (*service).to_owned())
            .collect();
        let (database, outbox) = measure_database(&pools.jobs).await?;
        waiting = outbox.max(waiting);
        measure_services(&pools.jobs, &services).await?;
        measure_pools(pools, &database);
    }
    bus.backlog.measured(waiting);
    Ok(())
}

async fn measure_services(pool: &PgPool, services: &[String]) -> Result<(), sqlx::Error> {
    let rows = sqlx::query!(
        r#"select s.service as "service!",
                  (select count(*) from bus.inbox i where i.service = s.service) as "inbox!",
                  (select count(*) from bus.blocked b where b.service = s.service and b.state <> 'suspect') as "waiting_keys!",
                  (select count(*) from bus.dead d where d.service = s.service) as "dead_events!",
                  (select count(*) from bus.jobs j where j.service = s.service and j.dead_at is null) as "jobs!",
                  (select count(*) from bus.jobs j where j.service = s.service and j.dead_at is not null) as "dead_jobs!"
           from unnest($1::text[]) as s (service)"#,
        services
    )
    .fetch_all(pool)
    .await?;
    for row in rows {
        let service = &row.service;
        gauge("inbox_depth", service, row.inbox);
        gauge("queue_depth", service, row.jobs);
        gauge("waiting_keys", service, row.waiting_keys);
        metrics::gauge!("dead_letters", "service" => service.clone(), "kind" => "event").set(as_f64(row.dead_events));
        metrics::gauge!("dead_letters", "service" => service.clone(), "kind" => "job").set(as_f64(row.dead_jobs));
    }
    Ok(())
}

/// Returns the database's name and the length of its outbox.
async fn measure_database(pool: &PgPool) -> Result<(String, i64), sqlx::Error> {
    let row = sqlx::query!(
        r#"select current_database() as "name!",
                  (select count(*) from bus.outbox) as "outbox!",
                  (select coalesce(extract(epoch from max(clock_timestamp() - a.xact_start)), 0)::float8
                   from pg_stat_activity a
                   where a.datname = current_database() and a.pid <> pg_backend_pid()) as "oldest_seconds!""#
    )
    .fetch_one(pool)
    .await?;
    metrics::gauge!("outbox_depth", "database" => row.name.clone()).set(as_f64(row.outbox));
    metrics::gauge!("db_oldest_transaction_age_seconds", "database" => row.name.clone()).set(row.oldest_seconds);
    Ok((row.name, row.outbox))
}

fn measure_pools(pools: &Pools, database: &str) {
    for (role, pool) in [("http", &pools.http), ("consumers", &pools.consumers), ("jobs", &pools.jobs)] {
        let idle = u32::try_from(pool.num_idle()).unwrap_or(u32::MAX);
        for (state, connections) in [("idle", idle), ("busy", pool.size().saturating_sub(idle))] {
            metrics::gauge!("db_pool_connections", "database" => database.to_owned(), "pool" => role, "state" => state)
                .set(f64::from(connections));
        }
    }
}

fn gauge(name: &'static str, service: &str, value: i64) {
    metrics::gauge!(name, "service" => service.to_owned()).set(as_f64(value));
}

#[expect(clippy::cast_precision_loss, reason = "counts of rows are far below 2^52")]
fn as_f64(count: i64) -> f64 {
    count as f64
}
