use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use taper_events::FieldError;
use utoipa::ToSchema;

use crate::problem_types;

/// What went wrong, as RFC 9457 says it. Rendered with the request's id by the HTTP door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub status: StatusCode,
    /// Stable, for programs.
    pub code: &'static str,
    pub detail: String,
    pub errors: Vec<FieldError>,
    /// Seconds.
    pub retry_after: Option<u32>,
}

/// The body of every error answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemBody {
    /// A URI reference that names the kind of problem.
    #[serde(rename = "type")]
    pub kind: String,
    pub title: String,
    pub status: u16,
    /// Stable, for programs.
    pub code: String,
    pub detail: String,
    pub errors: Vec<FieldError>,
    /// Seconds; as the header `Retry-After`, which an event of a batch does not have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    pub request_id: String,
}

const BUSY_RETRY_SECONDS: u32 = 2;

impl Problem {
    pub fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self { status, code, detail: detail.into(), errors: Vec::new(), retry_after: None }
    }

    pub fn bad_request(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, detail)
    }

    pub fn unauthorized(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, code, detail)
    }

    pub fn forbidden(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, code, detail)
    }

    /// Not there, or not yours: never told apart.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", "There is nothing here for you.")
    }

    pub fn conflict(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, code, detail)
    }

    pub fn invalid(errors: Vec<FieldError>) -> Self {
        Self { errors, ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", "The content is not valid.") }
    }

    pub fn too_large(limit_bytes: usize) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", format!("The limit is {limit_bytes} bytes."))
    }

    pub fn too_many(retry_after: u32) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", "Too many requests; wait a little.")
            .after(retry_after)
    }

    pub fn locked(retry_after: u32) -> Self {
        Self::new(StatusCode::LOCKED, "locked", "Locked after too many failures; wait a little.").after(retry_after)
    }

    /// A part this needs cannot be reached. Nothing was done.
    pub fn unavailable(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", detail).after(BUSY_RETRY_SECONDS)
    }

    pub fn internal() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "This is our mistake; it was recorded.")
    }

    #[must_use]
    pub fn after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    pub fn body(&self, request_id: &str) -> ProblemBody {
        debug_assert!(problem_types::find(self.code).is_some(), "{} is missing in PROBLEM_TYPES", self.code);
        ProblemBody {
            kind: format!("/docs/problems#{}", self.code),
            title: self.status.canonical_reason().unwrap_or("Error").to_owned(),
            status: self.status.as_u16(),
            code: self.code.to_owned(),
            detail: self.detail.clone(),
            errors: self.errors.clone(),
            retry_after: self.retry_after,
            request_id: request_id.to_owned(),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(self);
        response
    }
}

impl From<sqlx::Error> for Problem {
    /// The database away or busy is 503, and nothing was done; anything else is our mistake.
    fn from(error: sqlx::Error) -> Self {
        // A statement that took too long waited for somebody: for the caller as good as away.
        if crate::db::is_transient(&error) || crate::db::took_too_long(&error) {
            tracing::warn!(%error, "database unavailable");
            metrics::counter!("db_unavailable_total").increment(1);
            return Self::unavailable("The database cannot be reached.");
        }
        tracing::error!(%error, "database error");
        Self::internal()
    }
}
