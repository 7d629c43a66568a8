//! A span for each SQL statement that is part of a trace, made from what sqlx says when one is done:
//! no store has to know.

use std::time::{Duration, SystemTime};

use opentelemetry::trace::{Span, SpanKind, TraceContextExt, Tracer};
use opentelemetry::{Context, KeyValue};
use opentelemetry_sdk::trace::SdkTracer;
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer;

/// Where sqlx says it; at debug.
pub(super) const TARGET: &str = "sqlx::query";

pub(super) struct SqlSpans {
    pub tracer: SdkTracer,
}

impl<S: Subscriber> Layer<S> for SqlSpans {
    fn on_event(&self, event: &Event<'_>, _: layer::Context<'_, S>) {
        let parent = Context::current();
        // Looking for work again and again is nobody's doing.
        if !parent.span().span_context().is_sampled() {
            return;
        }
        let mut statement = Statement::default();
        event.record(&mut statement);
        let end = now();
        let text = if statement.text.is_empty() { statement.summary.clone() } else { statement.text };
        self.tracer
            .span_builder(statement.summary)
            .with_kind(SpanKind::Client)
            .with_start_time(end - statement.elapsed)
            .with_attributes([
                KeyValue::new("db.system.name", "postgresql"),
                KeyValue::new("db.query.text", text),
                KeyValue::new("db.response.returned_rows", statement.rows_returned),
            ])
            .start_with_context(&self.tracer, &parent)
            .end_with_timestamp(end);
    }
}

#[expect(clippy::disallowed_methods, reason = "spans carry the machine's time, as all other spans do")]
fn now() -> SystemTime {
    SystemTime::now()
}

#[derive(Default)]
struct Statement {
    summary: String,
    text: String,
    elapsed: Duration,
    rows_returned: i64,
}

impl Visit for Statement {
    fn record_f64(&mut self, field: &Field, value: f64) {
        if field.name() == "elapsed_secs" {
            self.elapsed = Duration::try_from_secs_f64(value).unwrap_or_default();
        }
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        if field.name() == "rows_returned" {
            self.rows_returned = i64::try_from(value).unwrap_or(i64::MAX);
        }
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "summary" => value.clone_into(&mut self.summary),
            "db.statement" => value.trim().clone_into(&mut self.text),
            _ => {}
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}
