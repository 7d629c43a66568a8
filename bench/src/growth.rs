//! P1 again, with millions of rows of earlier years in the tables that grow: idempotency keys, workouts and the stream. What
//! is asked for is a flat curve.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use futures::future::try_join_all;
use sqlx::PgConnection;
use taper_rig::{Ground, Person, Profile};

use crate::Size;
use crate::post_events::{people, post};
use crate::report::{Figure, Report, percentile};

const BATCH: i64 = 250_000;
const HANDLED_WITHIN: Duration = Duration::from_secs(300);

/// Rows `$1` (exclusive) to `$2` of each table, a thousand of each person's, as the platform would have left them.
const TABLES: [(&str, &str); 3] = [
    (
        "idempotency keys",
        "insert into bus.idempotency_keys (consumer, user_id, client_generated_id, event_id, received_at)
         select 'ingress', md5('user' || i / 1000)::uuid, md5('key' || i)::uuid, md5('event' || i)::uuid, now()
         from generate_series($1 + 1, $2) i",
    ),
    (
        "workouts",
        r#"insert into training.workouts
            (workout_id, user_id, version, last_change, created_at, updated_at, completed_at, done, performed_at)
         select md5('workout' || i)::uuid, md5('user' || i / 1000)::uuid, 1, md5('key' || i)::uuid, at, at, at,
                '{"title": "Squat", "duration_seconds": 3600, "exercises_summary":
                  [{"name": "Squat", "sets": [{"reps": 5, "weight": {"value": 140, "unit": "kg"}}]}]}', at
         from (select i, now() - i % 3000 * interval '1 day' as at from generate_series($1 + 1, $2) i) made"#,
    ),
    (
        "stream",
        "insert into ingress.stream (user_id, seq, at, event_type, payload)
         select md5('user' || i / 1000)::uuid, i, now() - i % 30 * interval '1 day', 'workout.persisted', repeat('x', 300)
         from generate_series($1 + 1, $2) i",
    ),
];

pub(crate) async fn measure(size: Size, millions: &[u32]) -> Result<Report> {
    let ground = Ground::prepare(Profile::Embedded).await?;
    let mut taper = ground.taper("taper", &[])?;
    taper.start().await?;
    let mut people = people(&taper.url).await?;
    let url = format!("{}/api/v1/notify/events", taper.url);
    let mut figures = Vec::new();
    let mut filled = 0;
    let mut first = None;
    for millions in std::iter::once(&0).chain(millions) {
        let rows = i64::from(*millions) * 1_000_000;
        fill(&ground, filled, rows).await?;
        filled = rows;
        let (rate, handled, worst) = measure_one(&ground, &mut people, &url, size).await?;
        let base = *first.get_or_insert(rate);
        figures.push(Figure::of(format!("posted, {millions} M rows"), "1/s", vec![rate]));
        figures.push(Figure::of(format!("handled, {millions} M rows"), "1/s", vec![handled]));
        figures.push(Figure::of(format!("99th percentile, {millions} M rows"), "ms", vec![worst]));
        figures.push(Figure::of(format!("of the empty tables' rate, {millions} M"), "", vec![rate / base]));
    }
    taper.stop().await?;
    Ok(Report::new("growth", "events posted among millions of rows in each table", "a flat curve", figures))
}

/// Posted and handled events a second, and the 99th percentile of a post, in ms.
async fn measure_one(ground: &Ground, people: &mut [Person], url: &str, size: Size) -> Result<(f64, f64, f64)> {
    let time = Duration::from_secs(size.seconds);
    let mut database = ground.database().await?;
    post(people, url, time).await?;
    handled(&mut database).await?;
    let started = Instant::now();
    let latencies = post(people, url, time).await?;
    handled(&mut database).await?;
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    let count = latencies.len() as f64;
    Ok((count / time.as_secs_f64(), count / started.elapsed().as_secs_f64(), percentile(&latencies, 0.99)))
}

/// Waits until nothing waits in an inbox.
async fn handled(database: &mut PgConnection) -> Result<()> {
    let started = Instant::now();
    while sqlx::query_scalar::<_, bool>("select exists (select 1 from bus.inbox)").fetch_one(&mut *database).await? {
        ensure!(started.elapsed() < HANDLED_WITHIN, "events wait still after {HANDLED_WITHIN:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

async fn fill(ground: &Ground, from: i64, to: i64) -> Result<()> {
    let started = Instant::now();
    try_join_all(TABLES.map(|(_, insert)| async move {
        let mut database = ground.database().await?;
        sqlx::raw_sql("set synchronous_commit = off").execute(&mut database).await?;
        for start in (from..to).step_by(usize::try_from(BATCH)?) {
            sqlx::query(insert).bind(start).bind((start + BATCH).min(to)).execute(&mut database).await?;
        }
        anyhow::Ok(())
    }))
    .await?;
    if to > from {
        sqlx::raw_sql("vacuum analyze").execute(&mut ground.database().await?).await?;
        sqlx::raw_sql("checkpoint").execute(&mut ground.database().await?).await?;
        let tables: Vec<&str> = TABLES.iter().map(|(name, _)| *name).collect();
        println!("{} M rows each of {} after {:.0?}", to / 1_000_000, tables.join(", "), started.elapsed());
    }
    Ok(())
}
