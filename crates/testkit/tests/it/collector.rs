//! An OTLP collector on this machine.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::routing::post;
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::trace::v1::Span;
use prost::Message;
use taper_platform::Tasks;
use taper_platform::http::{ServerLimits, serve};
use tokio::net::TcpListener;

pub(crate) struct Collector {
    pub endpoint: String,
    arrived: Arc<Mutex<Vec<ExportTraceServiceRequest>>>,
}

impl Collector {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
        let arrived = Arc::new(Mutex::new(Vec::new()));
        let spans = arrived.clone();
        let take = move |body: Bytes| async move {
            match ExportTraceServiceRequest::decode(body) {
                Ok(request) => {
                    spans.lock().expect("spans").push(request);
                    StatusCode::OK
                }
                Err(_) => StatusCode::BAD_REQUEST,
            }
        };
        let router = Router::new().route("/v1/traces", post(take));
        let tasks = Tasks::default();
        #[expect(clippy::disallowed_methods, reason = "the collector ends with the test's runtime")]
        tokio::spawn(async move { serve(listener, None, router, ServerLimits::default(), &tasks).await });
        Self { endpoint, arrived }
    }

    pub(crate) fn spans(&self) -> Vec<Span> {
        let arrived = self.arrived.lock().expect("spans");
        arrived
            .iter()
            .flat_map(|request| &request.resource_spans)
            .flat_map(|resource| &resource.scope_spans)
            .flat_map(|scope| scope.spans.clone())
            .collect()
    }

    /// What the sender calls itself.
    pub(crate) fn sender(&self) -> String {
        let arrived = self.arrived.lock().expect("spans");
        let resource = arrived[0].resource_spans[0].resource.as_ref().expect("a resource");
        let name = resource.attributes.iter().find(|attribute| attribute.key == "service.name").expect("a name");
        format!("{:?}", name.value)
    }
}
