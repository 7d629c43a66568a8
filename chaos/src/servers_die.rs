//! R2: the servers beneath the platform are killed, cut off, and left hanging, one after the other.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context, Result};
use taper_rig::{Fault, Ground, Profile, Proxy, Taper};

use crate::Size;
use crate::report::Report;
use crate::siege::siege;

const AWAY: Duration = Duration::from_secs(3);
const BETWEEN: Duration = Duration::from_secs(2);
/// Until the platform noticed: it calls itself ready a moment longer.
const NOTICE: Duration = Duration::from_millis(300);

pub(crate) async fn run(profile: Profile, size: Size) -> Result<Vec<Report>> {
    match profile {
        Profile::Embedded => Ok(vec![postmaster_dies(size).await?]),
        Profile::Distributed => Ok(vec![servers_die(size).await?, network_dies(size).await?]),
    }
}

/// The embedded server is killed under the platform, which starts it again.
async fn postmaster_dies(size: Size) -> Result<Report> {
    let mut ground = Ground::prepare(Profile::Embedded).await?;
    let taper = ground.taper("taper", &[])?;
    siege("R2 postmaster", Profile::Embedded, size, &mut ground, taper, async |ground, taper, _| {
        tokio::time::sleep(BETWEEN).await;
        ground.kill_embedded_postgres()?;
        tokio::time::sleep(NOTICE).await;
        taper.is_ready().await
    })
    .await
}

/// PostgreSQL, Redis and RabbitMQ in turn; RabbitMQ in order, because what 3.10 does after SIGKILL is
/// another story (INTEGRATION_NOTES.md).
async fn servers_die(size: Size) -> Result<Report> {
    let mut ground = Ground::prepare(Profile::Distributed).await?;
    let taper = ground.taper("taper", &[])?;
    siege("R2 servers", Profile::Distributed, size, &mut ground, taper, async |ground, taper, number| {
        tokio::time::sleep(BETWEEN).await;
        match number % 4 {
            0 | 2 => {
                let postgres = ground.postgres.as_mut().context("PostgreSQL")?;
                postgres.kill().await?;
                tokio::time::sleep(AWAY).await;
                postgres.start_again().await?;
            }
            1 => {
                let redis = ground.redis.as_mut().context("Redis")?;
                redis.kill().await?;
                tokio::time::sleep(AWAY).await;
                redis.start_again().await?;
            }
            _ => {
                let rabbitmq = ground.rabbitmq.as_mut().context("RabbitMQ")?;
                rabbitmq.stop().await?;
                tokio::time::sleep(AWAY).await;
                rabbitmq.start_again().await?;
            }
        }
        taper.is_ready().await
    })
    .await
}

/// Between the platform and its servers: cut, half-open, black holes.
async fn network_dies(size: Size) -> Result<Report> {
    let mut ground = Ground::prepare(Profile::Distributed).await?;
    let local = |port: u16| SocketAddr::from(([127, 0, 0, 1], port));
    let postgres = Proxy::to(local(ground.postgres.as_ref().context("PostgreSQL")?.port)).await?;
    let rabbitmq = Proxy::to(local(ground.rabbitmq.as_ref().context("RabbitMQ")?.port)).await?;
    let redis = Proxy::to(local(ground.redis.as_ref().context("Redis")?.port)).await?;
    let mut settings = ground.settings();
    settings.extend([
        ("TAPER_DATABASE_URL".to_owned(), format!("postgres://postgres@127.0.0.1:{}/taper", postgres.port)),
        ("TAPER_RABBITMQ_URL".to_owned(), format!("amqp://guest:guest@127.0.0.1:{}/%2f", rabbitmq.port)),
        ("TAPER_REDIS_URL".to_owned(), format!("redis://127.0.0.1:{}/", redis.port)),
    ]);
    let taper = Taper::new(ground.path(), "taper", &settings, &[])?;
    let faults = [Fault::Cut, Fault::HalfOpen, Fault::BlackHole];
    siege("R2 network", Profile::Distributed, size, &mut ground, taper, async |_, taper, number| {
        tokio::time::sleep(BETWEEN).await;
        let stretch = [&postgres, &rabbitmq, &redis][number % 3];
        stretch.set(faults[(number / 3) % faults.len()]);
        tokio::time::sleep(AWAY).await;
        // What was swallowed stays swallowed: TCP would never go on from there.
        stretch.set(Fault::Cut);
        tokio::time::sleep(NOTICE).await;
        stretch.set(Fault::None);
        taper.is_ready().await
    })
    .await
}
