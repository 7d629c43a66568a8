use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::json;
use taper_bus::Bus;
use tokio::time::{Duration, timeout};

const PATIENCE: Duration = Duration::from_secs(2);

pub(super) fn routes(bus: Bus) -> Router {
    Router::new().route("/healthz", get(async || Json(json!({"status": "alive"})))).route("/readyz", get(ready)).with_state(bus)
}

/// 200 if all that this process needs answers; else 503 with what does not.
async fn ready(State(bus): State<Bus>) -> Response {
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
    (status, Json(json!({"ready": missing.is_empty(), "missing": missing}))).into_response()
}
