//! What RabbitMQ alone takes for a number of intents and their facts: each published with a confirm, an intent to one
//! quorum queue and a fact to two, delivered from all of them and acknowledged.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use futures::StreamExt;
use futures::future::{try_join, try_join_all};
use lapin::options::{
    BasicAckOptions, BasicConsumeOptions, BasicPublishOptions, BasicQosOptions, ConfirmSelectOptions,
    ExchangeDeclareOptions, QueueBindOptions, QueueDeclareOptions, QueueDeleteOptions,
};
use lapin::types::{AMQPValue, FieldTable};
use lapin::{BasicProperties, Confirmation, Connection, ConnectionProperties, ExchangeKind};

const EXCHANGE: &str = "bench";
/// Queues and the message that each gets.
const QUEUES: [(&str, &str); 3] = [("bench.owner", "intent"), ("bench.stream", "fact"), ("bench.second", "fact")];
const PUBLISHERS: usize = 2;
const AT_ONCE: usize = 256;
const PREFETCH: u16 = 512;
const BYTES: usize = 760;
const PERSISTENT: u8 = 2;
const SUCCESS: u16 = 200;
const PATIENCE: Duration = Duration::from_secs(600);

/// Intents per second.
pub(super) async fn carry(url: &str, intents: usize) -> Result<f64> {
    let connection = Connection::connect(url, ConnectionProperties::default()).await?;
    let channel = connection.create_channel().await?;
    let durable = ExchangeDeclareOptions { durable: true, ..Default::default() };
    channel.exchange_declare(EXCHANGE.into(), ExchangeKind::Topic, durable, FieldTable::default()).await?;
    for (queue, message) in QUEUES {
        let mut arguments = FieldTable::default();
        arguments.insert("x-queue-type".into(), AMQPValue::LongString("quorum".into()));
        let durable = QueueDeclareOptions { durable: true, ..Default::default() };
        channel.queue_declare(queue.into(), durable, arguments).await?;
        let (queue, exchange) = (queue.into(), EXCHANGE.into());
        channel.queue_bind(queue, exchange, message.into(), QueueBindOptions::default(), FieldTable::default()).await?;
    }
    let started = Instant::now();
    let publishing = try_join_all((0..PUBLISHERS).map(|_| publish(&connection, intents / PUBLISHERS)));
    let consuming =
        try_join_all(QUEUES.map(|(queue, _)| consume(&connection, queue, intents / PUBLISHERS * PUBLISHERS)));
    tokio::time::timeout(PATIENCE, try_join(publishing, consuming)).await??;
    let rate = intents as f64 / started.elapsed().as_secs_f64();
    for (queue, _) in QUEUES {
        channel.queue_delete(queue.into(), QueueDeleteOptions::default()).await?;
    }
    Ok(rate)
}

async fn publish(connection: &Connection, intents: usize) -> Result<()> {
    let channel = connection.create_channel().await?;
    channel.confirm_select(ConfirmSelectOptions::default()).await?;
    let payload = vec![b'x'; BYTES];
    let mut left = intents;
    while left > 0 {
        let mut confirms = Vec::new();
        let now = left.min(AT_ONCE);
        for message in ["intent", "fact"].repeat(now) {
            let properties = BasicProperties::default().with_delivery_mode(PERSISTENT);
            let options = BasicPublishOptions::default();
            confirms.push(channel.basic_publish(EXCHANGE.into(), message.into(), options, &payload, properties).await?);
        }
        left -= now;
        for confirm in confirms {
            ensure!(matches!(confirm.await?, Confirmation::Ack(_)), "not taken");
        }
    }
    Ok(())
}

async fn consume(connection: &Connection, queue: &str, messages: usize) -> Result<()> {
    let channel = connection.create_channel().await?;
    channel.basic_qos(PREFETCH, BasicQosOptions::default()).await?;
    let options = BasicConsumeOptions::default();
    let consumer = channel.basic_consume(queue.into(), queue.into(), options, FieldTable::default()).await?;
    // What is there at once is acknowledged at once, as the receiver does.
    let mut batches = consumer.ready_chunks(AT_ONCE);
    let mut seen = 0;
    while seen < messages {
        let Some(batch) = batches.next().await else { anyhow::bail!("the queue ended") };
        seen += batch.len();
        if let Some(last) = batch.into_iter().last() {
            last?.acker.ack(BasicAckOptions { multiple: true }).await?;
        }
    }
    // While the consumer still lives: dropped first, its cancelling would race with what follows.
    channel.close(SUCCESS, "".into()).await?;
    Ok(())
}
