use self::Kind::{Counter, Gauge, Histogram};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Counter,
    Gauge,
    /// Of seconds.
    Histogram,
}

/// Something that `/metrics` tells.
#[derive(Clone, Copy, Debug)]
pub struct Metric {
    pub name: &'static str,
    pub kind: Kind,
    /// For people; ends with the labels, if there are any.
    pub meaning: &'static str,
}

/// All of them, by name; `cargo xtask tidy` compares them with the code.
#[rustfmt::skip]
pub const METRICS: &[Metric] = &[
    Metric { name: "batch_duration_seconds", kind: Histogram, meaning: "How long a consumer's batch took, from its first handler to its commit. By service." },
    Metric { name: "batches_failed_total", kind: Counter, meaning: "Batches that the database did not take; consumption pauses after each. By service." },
    Metric { name: "broker_confirm_timeouts_total", kind: Counter, meaning: "Publications to RabbitMQ without a confirm in time; they are published again." },
    Metric { name: "broker_connects_total", kind: Counter, meaning: "Connections made to RabbitMQ." },
    Metric { name: "broker_duplicates_total", kind: Counter, meaning: "Messages that had been received before, and were dropped. By service." },
    Metric { name: "broker_published_total", kind: Counter, meaning: "Events that RabbitMQ confirmed." },
    Metric { name: "broker_received_total", kind: Counter, meaning: "Events from RabbitMQ that were new to a service's inbox. By service." },
    Metric { name: "broker_returned_total", kind: Counter, meaning: "Events that RabbitMQ could not route; they stay in the outbox." },
    Metric { name: "broker_sessions_failed_total", kind: Counter, meaning: "Sessions with RabbitMQ that broke off; each is taken up again." },
    Metric { name: "bus_forgotten_total", kind: Counter, meaning: "Idempotency keys, dead letters and dead jobs forgotten after 400 days." },
    Metric { name: "db_oldest_transaction_age_seconds", kind: Gauge, meaning: "Age of the oldest open transaction: a long one keeps dead rows from being cleaned up. By database." },
    Metric { name: "db_pool_connections", kind: Gauge, meaning: "Connections of this process. By database, pool (http, consumers, jobs) and state (idle, busy)." },
    Metric { name: "db_unavailable_total", kind: Counter, meaning: "Requests answered 503 because the database was away or busy." },
    Metric { name: "dead_letters", kind: Gauge, meaning: "Dead letters that wait for an operator. By service and kind (event, job)." },
    Metric { name: "dead_letters_total", kind: Counter, meaning: "Events given up. By service." },
    Metric { name: "events_accepted_total", kind: Counter, meaning: "Events that ingress answered 202. By whether each was a duplicate." },
    Metric { name: "events_emitted_total", kind: Counter, meaning: "Events emitted and committed. By type." },
    Metric { name: "events_handled_total", kind: Counter, meaning: "Events handled and committed. By service." },
    Metric { name: "events_retried_total", kind: Counter, meaning: "Failures after which an event's key waits for another try. By service." },
    Metric { name: "http_connections_refused_total", kind: Counter, meaning: "Connections closed at once, because their address held as many as it may." },
    Metric { name: "http_request_duration_seconds", kind: Histogram, meaning: "Time to answer a request, without the body. By method, route and status." },
    Metric { name: "inbox_depth", kind: Gauge, meaning: "Events that wait in an inbox. By service." },
    Metric { name: "ingress_backlog_refusals_total", kind: Counter, meaning: "Requests answered 503 because too many events wait for RabbitMQ." },
    Metric { name: "ingress_batches_failed_total", kind: Counter, meaning: "Ingress' transactions that failed; nothing of them was accepted." },
    Metric { name: "jobs_dead_total", kind: Counter, meaning: "Jobs given up. By service and kind." },
    Metric { name: "jobs_retried_total", kind: Counter, meaning: "Failures after which a job waits for another try. By service and kind." },
    Metric { name: "missions_advanced_total", kind: Counter, meaning: "Steps that missions took because their day had come." },
    Metric { name: "notification_failures_total", kind: Counter, meaning: "Notifications given up. By channel." },
    Metric { name: "outbox_depth", kind: Gauge, meaning: "Events that wait for RabbitMQ. By database." },
    Metric { name: "plans_generated_total", kind: Counter, meaning: "Plans made from a template. By template." },
    Metric { name: "platecalc_queries_total", kind: Counter, meaning: "Loadings worked out, by people who let it be counted. By machine and unit." },
    Metric { name: "queue_depth", kind: Gauge, meaning: "Jobs that wait or run. By service." },
    Metric { name: "rate_limited_total", kind: Counter, meaning: "Requests answered 429. By bucket." },
    Metric { name: "rate_limits_forgotten_total", kind: Counter, meaning: "Keys of rate limits that were dropped from memory before their time." },
    Metric { name: "scheduler_jobs_enqueued", kind: Counter, meaning: "Jobs enqueued. By service." },
    Metric { name: "schedules_failed_total", kind: Counter, meaning: "Runs of scheduled work that failed. By service." },
    Metric { name: "security_events_total", kind: Counter, meaning: "Security events, as the audit table names them. By action." },
    Metric { name: "shared_state_fallbacks_total", kind: Counter, meaning: "Limits that this process counted for itself because Redis did not answer." },
    Metric { name: "shared_state_reconnects_total", kind: Counter, meaning: "Times that the wake-ups over Redis broke off." },
    Metric { name: "streams_open", kind: Gauge, meaning: "Open event streams of users." },
    Metric { name: "task_deaths_total", kind: Counter, meaning: "Deaths of tasks that should not end; each is started again. By task." },
    Metric { name: "trace_exports_failed_total", kind: Counter, meaning: "Exports of traces that the collector did not take." },
    Metric { name: "waiting_keys", kind: Gauge, meaning: "Order keys that wait after a failure, or for a newer program. By service." },
];

/// Gives each its `# HELP` line.
pub(super) fn describe() {
    for Metric { name, kind, meaning } in METRICS {
        match kind {
            Counter => metrics::describe_counter!(*name, *meaning),
            Gauge => metrics::describe_gauge!(*name, *meaning),
            Histogram => metrics::describe_histogram!(*name, metrics::Unit::Seconds, *meaning),
        }
    }
}
