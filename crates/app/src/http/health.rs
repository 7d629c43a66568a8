use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::json;
use taper_bus::Bus;
use taper_bus::broker::AmqpHealth;
use tokio::time::{Duration, timeout};

const PATIENCE: Duration = Duration::from_secs(2);

pub(super) fn routes(bus: Bus, broker: Option<AmqpHealth>) -> Router {
    Router::new()
        .route("/healthz", get(async || Json(json!({"status": "alive"}))))
        .route("/readyz", get(ready))
        .with_state((bus, broker))
}

/// 200 if all that this process needs answers; else 503 with what does not. Without the broker, or Redis, it goes
/// on, degraded: the outbox holds, and each process counts for itself.
async fn ready(State((bus, broker)): State<(Bus, Option<AmqpHealth>)>) -> Response {
    let mut missing = Vec::new();
    for pools in bus.platform.databases.each() {
        let answers = timeout(PATIENCE, sqlx::query("select 1").execute(&pools.http)).await;
        if !matches!(answers, Ok(Ok(_))) {
            missing.push("database");
        }
    }
    if bus.platform.tasks.shutdown().is_cancelled() {
        missing.push("shutting down");
    }
    let status = if missing.is_empty() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let mut degraded: Vec<_> = broker.iter().filter(|broker| !broker.is_connected()).map(|_| "broker").collect();
    if !matches!(timeout(PATIENCE, bus.platform.rates.check_shared()).await, Ok(Ok(()))) {
        degraded.push("redis");
    }
    (status, Json(json!({"ready": missing.is_empty(), "missing": missing, "degraded": degraded}))).into_response()
}
