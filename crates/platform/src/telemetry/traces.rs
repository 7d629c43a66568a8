//! Spans on their way out, and the names of traces on their way through HTTP and the bus.

use std::collections::HashMap;
use std::time::Duration;

use opentelemetry::propagation::TextMapPropagator;
use opentelemetry::trace::TraceContextExt;
use opentelemetry::{Context, KeyValue};
use opentelemetry_otlp::{Protocol, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing::Span;
use tracing_opentelemetry::OpenTelemetrySpanExt;

use super::otlp::Collector;

/// W3C Trace Context.
const TRACEPARENT: &str = "traceparent";
const EXPORT_TIMEOUT: Duration = Duration::from_secs(5);

/// Spans of this process, sent to a collector in batches, by a thread of their own.
#[derive(Clone)]
pub struct Traces {
    pub(super) provider: SdkTracerProvider,
}

#[derive(Debug, thiserror::Error)]
pub enum TracesError {
    #[error("expected the address of an OTLP collector over plain HTTP, such as http://localhost:4318")]
    Endpoint,
    #[error("the exporter cannot be built: {0}")]
    Exporter(#[from] opentelemetry_otlp::ExporterBuildError),
}

impl Traces {
    /// `endpoint` as `OTEL_EXPORTER_OTLP_ENDPOINT` names it, without the signal's path.
    ///
    /// # Errors
    /// The endpoint is none. A collector that does not answer is no error: its spans are lost and counted.
    pub fn to(endpoint: &str, service_name: &str) -> Result<Self, TracesError> {
        let collector = Collector::at(endpoint, EXPORT_TIMEOUT).ok_or(TracesError::Endpoint)?;
        let exporter = opentelemetry_otlp::SpanExporter::builder()
            .with_http()
            .with_http_client(collector)
            .with_protocol(Protocol::HttpBinary)
            .with_endpoint(format!("{}/v1/traces", endpoint.trim_end_matches('/')))
            .with_timeout(EXPORT_TIMEOUT)
            .build()?;
        let resource = Resource::builder_empty()
            .with_service_name(service_name.to_owned())
            .with_attribute(KeyValue::new("service.version", env!("CARGO_PKG_VERSION")))
            .build();
        Ok(Self {
            provider: SdkTracerProvider::builder().with_batch_exporter(exporter).with_resource(resource).build(),
        })
    }

    /// Sends what is left. The sending thread needs nothing of the runtime, and the waiting is done off
    /// it: a runtime with one thread does not wait for itself.
    pub async fn shut_down(self) {
        let ended = tokio::task::spawn_blocking(move || self.provider.shutdown_with_timeout(EXPORT_TIMEOUT)).await;
        if !matches!(ended, Ok(Ok(()))) {
            tracing::warn!("some spans did not reach the collector");
        }
    }
}

/// The name of the span that this is done in, for whoever continues it; none if nobody traces.
pub fn traceparent() -> Option<String> {
    let context = Context::current();
    if !context.span().span_context().is_valid() {
        return None;
    }
    let mut headers = HashMap::new();
    TraceContextPropagator::new().inject_context(&context, &mut headers);
    headers.remove(TRACEPARENT)
}

/// Whether it names a span as the W3C's Trace Context writes it.
pub fn is_traceparent(text: &str) -> bool {
    context_of(text).is_some()
}

/// Makes a span that was not entered yet part of the trace that it is named, if it is named one.
pub fn continues(span: &Span, traceparent: Option<&str>) {
    if let Some(context) = traceparent.and_then(context_of) {
        // Refused where nobody traces.
        let _ = span.set_parent(context);
    }
}

/// Says of a span that it is about these others, which began elsewhere.
pub fn follows<'a>(span: &Span, traceparents: impl Iterator<Item = &'a str>) {
    for context in traceparents.filter_map(context_of) {
        span.add_link(context.span().span_context().clone());
    }
}

fn context_of(traceparent: &str) -> Option<Context> {
    let headers = HashMap::from([(TRACEPARENT.to_owned(), traceparent.to_owned())]);
    let context = TraceContextPropagator::new().extract_with_context(&Context::new(), &headers);
    context.span().span_context().is_valid().then_some(context)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_well_formed_name_is_continued() {
        assert!(context_of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01").is_some());
        for wrong in ["", "00", "00-00000000000000000000000000000000-b7ad6b7169203331-01", "x".repeat(300).as_str()] {
            assert!(context_of(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn nobody_traces_and_nothing_is_named() {
        assert_eq!(traceparent(), None);
    }

    #[test]
    fn an_endpoint_is_plain_http() {
        for wrong in ["", "localhost:4318", "https://collector.example", "grpc://localhost:4317", "http://"] {
            assert!(matches!(Traces::to(wrong, "taper"), Err(TracesError::Endpoint)), "{wrong}");
        }
    }
}
