//! What the process itself serves beside its services: health, metrics, descriptions, the web app.

mod describe;
mod health;
#[cfg(test)]
mod matrix;
mod web;

use axum::Router;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use metrics_exporter_prometheus::PrometheusHandle;
use taper_bus::broker::AmqpHealth;
use taper_events::{bus_schema, client_schema};
use taper_platform::Problem;
use taper_service::Service;

use crate::boot::Instance;

pub(crate) use describe::describe;

/// Everything that this process answers.
pub(crate) fn router(
    instance: &Instance,
    broker: Option<AmqpHealth>,
    with_services: bool,
    runs: &impl Fn(&str) -> bool,
    metrics: PrometheusHandle,
) -> Router {
    let (bus, platform) = (&instance.bus, &instance.bus.platform);
    let mut router = Router::new()
        .route("/metrics", get(move || std::future::ready(metrics.render())))
        .route("/events/schemas/{file}", get(schema))
        .merge(health::routes(bus.clone(), broker));
    let run: Vec<&Service> = instance.services.iter().filter(|service| runs(service.name)).collect();
    router = router.merge(describe::routes(&instance.services));
    if with_services {
        router = router.merge(taper_service::api_router(run, platform, bus)).merge(web::routes());
    }
    taper_platform::http::dress(router, platform)
}

/// A client schema of an intent, or the bus schema of a fact.
async fn schema(Path(file): Path<String>) -> Result<Response, Problem> {
    let entry = file.strip_suffix(".json").and_then(taper_events::entry).ok_or_else(Problem::not_found)?;
    let schema = if entry.event.kind.is_intent() { client_schema(entry) } else { bus_schema(entry) };
    Ok(([(header::CONTENT_TYPE, "application/schema+json")], schema.to_string()).into_response())
}
