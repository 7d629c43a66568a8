//! Logs, metrics and traces of the process.

mod measures;
mod otlp;
mod sql_spans;
mod traces;

use std::io::IsTerminal;

use json_subscriber::JsonLayer;
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use opentelemetry::trace::TracerProvider;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::time::SystemTime;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

pub use measures::{Kind, METRICS, Metric};
pub use traces::{Traces, TracesError, continues, follows, is_traceparent, traceparent};

const LATENCY_BUCKETS_SECONDS: &[f64] = &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];
const TRACER: &str = "taper";

/// Whether logs can be chosen by it.
pub fn is_filter(filter: &str) -> bool {
    EnvFilter::try_new(filter).is_ok()
}

/// JSON lines, or text for people on a terminal; and spans, if there is somebody to send them to.
/// Later calls do nothing.
pub fn init_logs(filter: &str, traces: Option<&Traces>) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = match std::io::stderr().is_terminal() {
        true => tracing_subscriber::fmt::layer().with_writer(std::io::stderr).boxed(),
        false => json_lines().boxed(),
    };
    let tracer = traces.map(|traces| traces.provider.tracer(TRACER));
    // The bus has a span for each event; only who traces pays for it.
    let which = Targets::new().with_default(LevelFilter::INFO).with_target("taper_bus", LevelFilter::DEBUG);
    let spans = tracer
        .clone()
        .map(|tracer| tracing_opentelemetry::layer().with_tracer(tracer).with_location(false).with_filter(which));
    let statements = tracer.map(|tracer| {
        sql_spans::SqlSpans { tracer }.with_filter(Targets::new().with_target(sql_spans::TARGET, LevelFilter::DEBUG))
    });
    // A second call means that logs are already on.
    let _ = tracing_subscriber::registry().with(spans).with(statements).with(lines.with_filter(filter)).try_init();
}

/// One object a line: `ts`, `level`, `target`, `msg`, the event's own fields, and `span` with those of the spans around.
fn json_lines<S>() -> JsonLayer<S, fn() -> std::io::Stderr>
where
    S: tracing::Subscriber + for<'a> LookupSpan<'a>,
{
    let mut lines = JsonLayer::stderr();
    lines.with_timer("ts", SystemTime);
    lines.with_level("level");
    lines.with_target("target");
    lines.with_flattened_event_with_renames(|name, ()| if name == "message" { "msg" } else { name }, ());
    lines.with_flattened_span_fields("span");
    lines
}

/// Installs the recorder that `/metrics` renders.
///
/// # Errors
/// A recorder is already installed.
pub fn init_metrics() -> Result<PrometheusHandle, BuildError> {
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), LATENCY_BUCKETS_SECONDS)?
        .install_recorder()?;
    measures::describe();
    Ok(handle)
}
