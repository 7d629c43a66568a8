use std::time::Duration;

use axum::body::Body;
use http::{Request, StatusCode, header};
use opentelemetry_proto::tonic::trace::v1::Span;
use opentelemetry_proto::tonic::trace::v1::span::SpanKind;
use taper_platform::telemetry::{Traces, init_logs};
use taper_testkit::World;

use crate::collector::Collector;
use crate::services::{door, taker};

const TRACE: &str = "0af7651916cd43dd8448eb211c80319c";
const CALLER: &str = "b7ad6b7169203331";

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The one span of the trace whose name begins so.
fn the<'s>(spans: &'s [Span], name: &str) -> &'s Span {
    let found: Vec<&Span> =
        spans.iter().filter(|span| hex(&span.trace_id) == TRACE && span.name.starts_with(name)).collect();
    let names: Vec<&str> = spans.iter().map(|span| span.name.as_str()).collect();
    assert_eq!(found.len(), 1, "{name} among {names:?}");
    found[0]
}

/// One thread: an exporter that waited for the runtime would wait for itself.
#[tokio::test(flavor = "current_thread")]
async fn a_trace_goes_from_the_request_through_the_bus_to_sql() {
    let collector = Collector::start().await;
    let traces = Traces::to(&collector.endpoint, "taper-test").expect("an endpoint");
    init_logs("warn", Some(&traces));
    let world = World::start(vec![door(), taker()]).await;
    let athlete = world.athlete();
    let request = Request::post("/api/v1/door/knocks")
        .header(header::AUTHORIZATION, format!("Bearer {}", athlete.token))
        .header("traceparent", format!("00-{TRACE}-{CALLER}-01"));
    assert_eq!(world.call(request.body(Body::empty()).expect("a request")).await.status, StatusCode::OK);
    world.drain().await;
    assert_eq!(world.run_jobs().await, 1);
    tokio::time::timeout(Duration::from_secs(10), traces.shut_down()).await.expect("an end in time");

    assert!(collector.sender().contains("taper-test"));
    let spans = collector.spans();
    let http = the(&spans, "POST /api/v1/door/knocks");
    assert_eq!(hex(&http.parent_span_id), CALLER);
    assert_eq!(http.kind, SpanKind::Server as i32);
    assert_eq!(the(&spans, "insert into bus.inbox").parent_span_id, http.span_id);
    let handled = the(&spans, "taker auth.password_reset");
    assert_eq!(handled.parent_span_id, http.span_id);
    assert_eq!(handled.kind, SpanKind::Consumer as i32);
    let statement = the(&spans, "select 'in the handler'");
    assert_eq!(statement.parent_span_id, handled.span_id);
    assert_eq!(statement.kind, SpanKind::Client as i32);
    assert!(statement.start_time_unix_nano >= handled.start_time_unix_nano);
    assert!(statement.end_time_unix_nano <= handled.end_time_unix_nano);
    let job = the(&spans, "taker note");
    assert_eq!(job.parent_span_id, handled.span_id);
    assert_eq!(the(&spans, "select 'in the job'").parent_span_id, job.span_id);
    assert!(world.facts().iter().all(|fact| fact.traceparent.as_deref().is_some_and(|name| name.contains(TRACE))));
}
