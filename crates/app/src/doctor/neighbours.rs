//! What is configured beside the database: RabbitMQ, Redis, SMTP.

use std::time::Duration;

use taper_bus::broker;
use taper_platform::SharedState;

use super::Report;
use crate::boot::Instance;
use crate::config::{Config, address};

const PATIENCE: Duration = Duration::from_secs(5);

pub(super) async fn examine(config: &Config, instance: &Instance, report: &mut Report) {
    if let Some(url) = &config.rabbitmq_url {
        rabbitmq(url, instance, report).await;
    }
    if let Some(url) = &config.redis_url {
        redis(url, report).await;
    }
    if let notifications::Config::Smtp(smtp) = &config.mail {
        match smtp.clone().patience(PATIENCE).check().await {
            Ok(()) => report.ok("SMTP", "the mail server answers"),
            Err(reason) => report.problem("SMTP", format!("{reason}: see TAPER_SMTP_URL; mail waits meanwhile")),
        }
    }
}

async fn rabbitmq(url: &str, instance: &Instance, report: &mut Report) {
    let asked = tokio::time::timeout(PATIENCE * 2, broker::queues(url, &instance.bus.subscriptions)).await;
    let queues = match asked {
        Ok(Ok(queues)) => queues,
        Ok(Err(error)) => {
            let at = address(url);
            return report.problem(
                "RabbitMQ",
                format!("{at}: {error}: start it or mend TAPER_RABBITMQ_URL; events wait in the outbox meanwhile"),
            );
        }
        Err(_) => return report.problem("RabbitMQ", format!("{} does not answer: is it well?", address(url))),
    };
    report.ok("RabbitMQ", "answers");
    for queue in queues.iter().filter(|queue| queue.consumers == 0 && queue.messages > 0) {
        report.problem(
            "RabbitMQ",
            format!(
                "{} events wait in {} and nobody takes them: start `taper serve` with the role consumers",
                queue.messages, queue.name
            ),
        );
    }
}

async fn redis(url: &str, report: &mut Report) {
    let asked = async { SharedState::redis(url, "doctor").map_err(|error| error.to_string())?.check().await };
    match tokio::time::timeout(PATIENCE, asked).await {
        Ok(Ok(())) => report.ok("Redis", "answers"),
        Ok(Err(error)) => report.problem(
            "Redis",
            format!(
                "{}: {error}: start it or mend TAPER_REDIS_URL; each process counts limits for itself meanwhile",
                address(url)
            ),
        ),
        Err(_) => report.problem("Redis", format!("{} does not answer: is it well?", address(url))),
    }
}
