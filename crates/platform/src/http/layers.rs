//! What stands around every endpoint: ids, traces, limits of time, headers, problems.

use std::time::{Duration, Instant};

use axum::Router;
use axum::body::HttpBody;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderName, HeaderValue, Method, StatusCode, header};
use http_body_util::BodyExt;
use sha2::{Digest, Sha256};
use tracing::Instrument;

use super::ClientAddress;
use crate::{Platform, Problem, telemetry};

/// Longest that an endpoint works on one answer. Streams begin within it and go on.
const HANDLER_TIMEOUT: Duration = Duration::from_secs(30);
const MAX_REQUEST_ID_CHARS: usize = 64;
/// Larger answers are sent as they come.
const MAX_TAGGED_BYTES: u64 = 4 * 1024 * 1024;
const TAG_BYTES: usize = 16;
const REQUEST_ID: &str = "x-request-id";
/// What an answer of ours may load and run when it is looked at: only what comes from here.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; \
    form-action 'self'";
/// What tells a cache about the version that it has: it takes these over from a 304.
const OF_THE_VERSION: [HeaderName; 4] =
    [header::ETAG, header::CACHE_CONTROL, header::VARY, header::CONTENT_SECURITY_POLICY];
const PROBLEM_JSON: &str = "application/problem+json";

/// The id of this request: the client's if it is a plain one, else ours.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

impl<S: Sync> axum::extract::FromRequestParts<S> for RequestId {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut http::request::Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or_else(Problem::internal)
    }
}

/// Puts the platform's layers around a router.
pub fn dress(router: Router, platform: &Platform) -> Router {
    router
        .fallback(|| async { Problem::not_found() })
        .method_not_allowed_fallback(|| async {
            Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "This is not done here.")
        })
        .layer(middleware::from_fn_with_state(platform.clone(), outlive))
        .layer(middleware::from_fn(conditional))
        .layer(middleware::from_fn_with_state(platform.clone(), limit_address))
        .layer(middleware::from_fn(refuse_hostless))
        .layer(middleware::from_fn(headers))
        .layer(middleware::from_fn_with_state(platform.clone(), account))
}

/// A request that was begun is finished even if its client leaves: a write that was cancelled
/// half-way would leave its connection in a state nobody knows. Time is bounded, panics answered.
async fn outlive(State(platform): State<Platform>, request: Request, next: Next) -> Response {
    let work = async move { tokio::time::timeout(HANDLER_TIMEOUT, next.run(request)).await };
    match platform.tasks.finish(work.in_current_span()).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => Problem::unavailable("This took too long.").into_response(),
        Err(death) => {
            tracing::error!(%death, "handler died");
            Problem::internal().into_response()
        }
    }
}

/// A request over HTTP/1.1 that does not say, once, whom it is for (RFC 9112, 3.2).
#[derive(Clone, Copy)]
pub(super) struct Hostless;

async fn refuse_hostless(request: Request, next: Next) -> Response {
    match request.extensions().get::<Hostless>() {
        None => next.run(request).await,
        Some(_) => Problem::bad_request("host_missing", "Name the host once.").into_response(),
    }
}

/// 429 to an address that asks too often.
async fn limit_address(State(platform): State<Platform>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let address = ClientAddress::of(&parts, platform.trusted_proxies).network();
    match platform.rates.check_address(address).await {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(problem) => problem.into_response(),
    }
}

/// 304 to who already has this version.
async fn conditional(request: Request, next: Next) -> Response {
    let wanted = match *request.method() {
        Method::GET | Method::HEAD => request.headers().get(header::IF_NONE_MATCH).cloned(),
        _ => None,
    };
    let is_get = *request.method() == Method::GET;
    let response = next.run(request).await;
    let response = if is_get { tagged(response).await } else { response };
    let matches = wanted.is_some_and(|wanted| {
        let tag = response.headers().get(header::ETAG).and_then(|tag| tag.to_str().ok());
        tag.zip(wanted.to_str().ok()).is_some_and(|(tag, wanted)| {
            wanted.split(',').any(|one| one.trim().trim_start_matches("W/") == tag.trim_start_matches("W/"))
        })
    });
    if matches && response.status() == StatusCode::OK {
        let mut not_modified = StatusCode::NOT_MODIFIED.into_response();
        for name in OF_THE_VERSION {
            if let Some(value) = response.headers().get(&name) {
                not_modified.headers_mut().insert(name, value.clone());
            }
        }
        return not_modified;
    }
    response
}

/// What has no version of its own, such as a list, has the digest of its content for an `ETag`.
async fn tagged(response: Response) -> Response {
    let is_json = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/json");
    let is_small = response.body().size_hint().exact().is_some_and(|size| size <= MAX_TAGGED_BYTES);
    if response.status() != StatusCode::OK || !is_json || !is_small || response.headers().contains_key(header::ETAG) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(content) = body.collect().await.map(http_body_util::Collected::to_bytes) else {
        return Problem::internal().into_response();
    };
    let digest = Sha256::digest(&content);
    if let Ok(tag) = HeaderValue::from_str(&format!("W/\"{}\"", URL_SAFE_NO_PAD.encode(&digest[..TAG_BYTES]))) {
        parts.headers.insert(header::ETAG, tag);
    }
    Response::from_parts(parts, content.into())
}

async fn headers(request: Request, next: Next) -> Response {
    let api = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(CONTENT_SECURITY_POLICY));
    headers.insert("permissions-policy", HeaderValue::from_static("camera=(self), microphone=(self), geolocation=()"));
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    if api {
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    }
    response
}

/// Gives the request its id and span, counts and times it, and writes out a problem's body.
async fn account(State(platform): State<Platform>, mut request: Request, next: Next) -> Response {
    let id = request
        .headers()
        .get(REQUEST_ID)
        .and_then(|value| value.to_str().ok())
        .filter(|id| is_plain(id))
        .map_or_else(|| platform.id().to_string(), str::to_owned);
    request.extensions_mut().insert(RequestId(id.clone()));
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("unmatched", |path| path.as_str()).to_owned();
    let span = tracing::info_span!(
        "http", otel.kind = "server", otel.name = format!("{method} {route}"), http.method = %method, http.route = route, request_id = id,
        user_id = tracing::field::Empty, http.status = tracing::field::Empty
    );
    telemetry::continues(&span, request.headers().get("traceparent").and_then(|value| value.to_str().ok()));
    let started = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let status = response.status();
    span.record("http.status", status.as_u16());
    metrics::histogram!("http_request_duration_seconds",
        "method" => label_of(&method), "route" => route, "status" => status.as_u16().to_string())
    .record(started.elapsed().as_secs_f64());
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        write_problem(&mut response, &problem, &id);
    }
    if platform.is_https() {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    if let Ok(date) = HeaderValue::from_str(&platform.now().format("%a, %d %b %Y %H:%M:%S GMT").to_string()) {
        response.headers_mut().insert(header::DATE, date);
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

fn write_problem(response: &mut Response, problem: &Problem, request_id: &str) {
    let body = serde_json::to_vec(&problem.body(request_id)).unwrap_or_default();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    *response.body_mut() = body.into();
}

fn is_plain(id: &str) -> bool {
    (1..=MAX_REQUEST_ID_CHARS).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

/// A method may be any word that a client makes up; a label may not.
fn label_of(method: &http::Method) -> &'static str {
    const KNOWN: [&str; 7] = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];
    KNOWN.into_iter().find(|known| method.as_str() == *known).unwrap_or("OTHER")
}
