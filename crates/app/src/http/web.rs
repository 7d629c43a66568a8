//! The web app, built into the binary (read from disk in a development build).

use axum::Router;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rust_embed::{EmbeddedFile, RustEmbed};
use sha2::{Digest, Sha256};
use taper_platform::Problem;
use taper_platform::http::CONTENT_SECURITY_POLICY;

/// Files whose names carry a hash of their content.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";
const REVALIDATE: &str = "no-cache";
const INDEX: &str = "index.html";
/// What is never the app's: an unknown path there is an error, not a page.
const NOT_PAGES: [&str; 6] = ["api/", "events/", "specs/", ".well-known/", "mailbox/messages", "assets/"];
/// What the build put beside a file that gets smaller by it (`web/compress.ts`): content coding and ending, smallest first.
const COMPRESSED: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../web/dist"]
#[allow_missing = true]
struct Build;

pub(super) fn routes() -> Router {
    routes_of::<Build>()
}

fn routes_of<Files: RustEmbed + 'static>() -> Router {
    // Of what is not there no method is refused: it is not there.
    let anything = get(file::<Files>).fallback(|| async { Problem::not_found() });
    Router::new().route("/", get(file::<Files>)).route("/{*path}", anything)
}

async fn file<Files: RustEmbed>(uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    if let Some(response) = send::<Files>(path, &headers) {
        return response;
    }
    let is_page = !NOT_PAGES.iter().any(|prefix| path.starts_with(prefix)) && !path.contains('.');
    if is_page && let Some(response) = send::<Files>(INDEX, &headers) {
        return response;
    }
    Problem::not_found().into_response()
}

/// The file in the smallest form that the client takes. Each form is another sequence of bytes, and has a tag of its own.
fn send<Files: RustEmbed>(path: &str, headers: &HeaderMap) -> Option<Response> {
    if COMPRESSED.iter().any(|(_, ending)| path.ends_with(ending)) {
        return None;
    }
    let plain = Files::get(path)?;
    let policy = (path == INDEX).then(|| policy_of(&plain.data)).flatten();
    let forms = COMPRESSED.map(|(coding, ending)| Files::get(&format!("{path}{ending}")).map(|form| (coding, form)));
    let has_forms = forms.iter().any(Option::is_some);
    let chosen = forms.into_iter().flatten().find(|(coding, _)| accepts(headers, coding));
    let (coding, form) = chosen.map_or((None, plain), |(coding, form)| (Some(coding), form));
    let kind = mime_guess::from_path(path).first_or_octet_stream().to_string();
    let caching = if path.starts_with("assets/") { IMMUTABLE } else { REVALIDATE };
    let fixed =
        [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, caching.to_owned()), (header::ETAG, tag_of(&form))];
    let mut response = (fixed, form.data).into_response();
    if let Some(policy) = policy {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if let Some(coding) = coding {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    if has_forms {
        response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    Some(response)
}

/// The page may run the one script that it carries (`web/inline.ts`), by its digest, beside those in files.
fn policy_of(page: &[u8]) -> Option<HeaderValue> {
    let (_, from_script) = std::str::from_utf8(page).ok()?.split_once("<script>")?;
    let (script, _) = from_script.split_once("</script>")?;
    let allowed = format!("script-src 'self' 'sha256-{}'", STANDARD.encode(Sha256::digest(script)));
    HeaderValue::from_str(&CONTENT_SECURITY_POLICY.replacen("script-src 'self'", &allowed, 1)).ok()
}

fn tag_of(form: &EmbeddedFile) -> String {
    let digest = form.metadata.sha256_hash();
    format!("\"{}\"", digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect::<String>())
}

/// Whether the client takes this content coding: by its name or else by `*`, and not with weight 0 (RFC 9110, 12.5.3).
fn accepts(headers: &HeaderMap, coding: &str) -> bool {
    let lines = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|line| line.to_str().ok());
    let taken: Vec<(&str, bool)> = lines
        .flat_map(|line| line.split(','))
        .map(|one| one.split_once(';').map_or((one.trim(), true), |(name, weight)| (name.trim(), !is_zero(weight))))
        .collect();
    let is_taken = |wanted: &str| taken.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, is)| *is);
    is_taken(coding).or_else(|| is_taken("*")).unwrap_or(false)
}

fn is_zero(weight: &str) -> bool {
    weight.split_once('=').and_then(|(_, weight)| weight.trim().parse().ok()) == Some(0.0_f32)
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::{Request, StatusCode};
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    use super::*;

    /// Instead of compressed bytes each form holds its own name.
    #[derive(RustEmbed)]
    #[folder = "$CARGO_MANIFEST_DIR/tests/web"]
    struct Fixture;

    async fn ask(path: &str, accepted: &[&str]) -> Response {
        let mut request = Request::get(path);
        for line in accepted {
            request = request.header(header::ACCEPT_ENCODING, *line);
        }
        routes_of::<Fixture>().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
    }

    fn field(response: &Response, name: header::HeaderName) -> Option<String> {
        response.headers().get(name).map(|value| value.to_str().unwrap().to_owned())
    }

    async fn text(response: Response) -> String {
        String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
    }

    async fn form(path: &str, accepted: &[&str]) -> String {
        text(ask(path, accepted).await).await.trim_end().to_owned()
    }

    #[tokio::test]
    async fn the_smallest_form_that_the_client_takes() {
        for (accepted, wanted) in [
            (&["gzip, deflate, br, zstd"][..], "script as br"),
            (&["gzip", "BR ; q=0.2"], "script as br"),
            (&["gzip, deflate"], "script as gzip"),
            (&["br;q=0, gzip;q=0.001"], "script as gzip"),
            (&["br; q=0.000, *"], "script as gzip"),
            (&["*"], "script as br"),
            (&["*;q=0"], "script"),
            (&["gzip;q=0, br;q=0"], "script"),
            (&["identity"], "script"),
            (&["brotli, xgzip"], "script"),
            (&[""], "script"),
            (&[], "script"),
        ] {
            assert_eq!(form("/assets/app-1a2b.js", accepted).await, wanted, "{accepted:?}");
        }
    }

    #[tokio::test]
    async fn each_form_says_what_it_is() {
        let all = [ask("/assets/app-1a2b.js", &["br"]).await, ask("/assets/app-1a2b.js", &["gzip"]).await, {
            ask("/assets/app-1a2b.js", &[]).await
        }];
        let codings = all.each_ref().map(|one| field(one, header::CONTENT_ENCODING));
        assert_eq!(codings, [Some("br".to_owned()), Some("gzip".to_owned()), None]);
        let tags = all.each_ref().map(|one| field(one, header::ETAG).unwrap());
        assert!(tags[0] != tags[1] && tags[1] != tags[2] && tags[0] != tags[2], "{tags:?}");
        for one in all {
            assert_eq!(field(&one, header::CONTENT_TYPE).as_deref(), Some("text/javascript"));
            assert_eq!(field(&one, header::VARY).as_deref(), Some("accept-encoding"));
            assert_eq!(field(&one, header::CACHE_CONTROL).as_deref(), Some(IMMUTABLE));
            let length = field(&one, header::CONTENT_LENGTH);
            assert_eq!(length, Some(text(one).await.len().to_string()));
        }
    }

    #[tokio::test]
    async fn what_has_one_form_only_does_not_vary() {
        for path in ["/icon.png", "/assets/tiny-3c4d.js"] {
            let response = ask(path, &["gzip, br"]).await;
            assert_eq!((field(&response, header::CONTENT_ENCODING), field(&response, header::VARY)), (None, None));
        }
    }

    #[tokio::test]
    async fn every_address_of_the_app_is_its_page_and_looked_at_anew() {
        for path in ["/", "/sign-in", "/train/42", "/index.html"] {
            let response = ask(path, &["br"]).await;
            assert_eq!(field(&response, header::CACHE_CONTROL).as_deref(), Some(REVALIDATE), "{path}");
            assert_eq!(field(&response, header::CONTENT_TYPE).as_deref(), Some("text/html"), "{path}");
            assert_eq!(text(response).await.trim_end(), "page as br", "{path}");
        }
    }

    #[tokio::test]
    async fn the_page_may_run_its_own_script_and_no_other() {
        // printf 'look()' | openssl dgst -sha256 -binary | base64
        let allowed = "script-src 'self' 'sha256-9aoYu6AhR1u6WyoZ4nqQeCAR2uacraS+m/WWfdfKUrk=';";
        for accepted in [&["br"][..], &[]] {
            let policy = field(&ask("/train/42", accepted).await, header::CONTENT_SECURITY_POLICY).unwrap();
            assert!(policy.contains(allowed), "{policy}");
            assert_eq!(policy.replace(allowed, "script-src 'self';"), CONTENT_SECURITY_POLICY);
        }
        assert_eq!(field(&ask("/assets/app-1a2b.js", &[]).await, header::CONTENT_SECURITY_POLICY), None);
    }

    #[tokio::test]
    async fn a_form_is_no_address_and_what_is_not_there_no_page() {
        for path in ["/assets/app-1a2b.js.br", "/index.html.gz", "/assets/gone.js", "/api/v1/gone", "/favicon.ico"] {
            assert_eq!(ask(path, &["br"]).await.status(), StatusCode::NOT_FOUND, "{path}");
        }
    }
}
