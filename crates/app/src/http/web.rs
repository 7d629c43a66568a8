//! The web app, built into the binary (read from disk in a development build).

use axum::Router;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rust_embed::RustEmbed;
use taper_platform::Problem;
use tower_http::compression::CompressionLayer;

/// Files whose names carry a hash of their content.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";
const REVALIDATE: &str = "no-cache";
const INDEX: &str = "index.html";
/// What is never the app's: an unknown path there is an error, not a page.
const NOT_PAGES: [&str; 6] = ["api/", "events/", "specs/", ".well-known/", "mailbox/messages", "assets/"];

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../web/dist"]
#[allow_missing = true]
struct Files;

pub(super) fn routes() -> Router {
    // Of what is not there no method is refused: it is not there.
    let anything = get(file).fallback(|| async { Problem::not_found() });
    Router::new().route("/", get(file)).route("/{*path}", anything).layer(CompressionLayer::new())
}

async fn file(uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    if let Some(response) = send(path, &headers) {
        return response;
    }
    let is_page = !NOT_PAGES.iter().any(|prefix| path.starts_with(prefix)) && !path.contains('.');
    if is_page && let Some(response) = send(INDEX, &headers) {
        return response;
    }
    Problem::not_found().into_response()
}

fn send(path: &str, headers: &HeaderMap) -> Option<Response> {
    let file = Files::get(path)?;
    let hash = file.metadata.sha256_hash();
    let tag = format!("\"{}\"", hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect::<String>());
    let caching = if path.starts_with("assets/") { IMMUTABLE } else { REVALIDATE };
    let mime = mime_guess::from_path(path).first_or_octet_stream();
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|have| have.as_bytes() == tag.as_bytes());
    let fixed =
        [(header::ETAG, tag), (header::CACHE_CONTROL, caching.to_owned()), (header::CONTENT_TYPE, mime.to_string())];
    Some(if known { (StatusCode::NOT_MODIFIED, fixed).into_response() } else { (fixed, file.data).into_response() })
}
