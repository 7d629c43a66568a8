use axum::extract::FromRequestParts;
use http::header::{COOKIE, HOST, ORIGIN};
use http::request::Parts;
use http::uri::Uri;
use http::{HeaderMap, HeaderValue};
use taper_service::prelude::*;

const NAME: &str = "taper_refresh";
const PATH: &str = "/api/v1/auth";
/// Only scripts of our own page can set it: a form of another page cannot.
const CSRF_HEADER: &str = "x-taper-csrf";

/// The refresh token that a browser sent along by itself, if it did.
pub(crate) struct RefreshCookie {
    token: Option<String>,
    is_from_our_page: bool,
}

impl RefreshCookie {
    /// The token, to act on it.
    ///
    /// # Errors
    /// 403 `csrf`: another page may have had the browser send it.
    pub(crate) fn used(self) -> Result<Option<String>, Problem> {
        if self.token.is_some() && !self.is_from_our_page {
            return Err(Problem::forbidden("csrf", "Send the header X-Taper-CSRF: 1, from a page of this instance."));
        }
        Ok(self.token)
    }
}

impl FromRequestParts<Door> for RefreshCookie {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, door: &Door) -> Result<Self, Problem> {
        let has_header = parts.headers.get(CSRF_HEADER).is_some_and(|value| value == "1");
        let is_from_our_page = has_header && is_ours(parts, &door.platform.public_url);
        Ok(Self { token: token_in(&parts.headers), is_from_our_page })
    }
}

fn token_in(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == NAME).map(|(_, value)| value.to_owned()).filter(|value| !value.is_empty())
}

/// A request without an origin comes from no page, or from one that this browser holds for ours.
fn is_ours(parts: &Parts, public_url: &str) -> bool {
    let Some(origin) = parts.headers.get(ORIGIN) else { return true };
    let Some(origin) = origin.to_str().ok().and_then(|origin| origin.parse::<Uri>().ok()) else { return false };
    let Some(authority) = origin.authority() else { return false };
    let public: Option<Uri> = public_url.parse().ok();
    let is_public =
        public.is_some_and(|public| public.scheme() == origin.scheme() && public.authority() == Some(authority));
    let host =
        parts.headers.get(HOST).and_then(|host| host.to_str().ok()).or(parts.uri.authority().map(|a| a.as_str()));
    is_public || host.is_some_and(|host| host.eq_ignore_ascii_case(authority.as_str()))
}

/// Keeps the token in the browser, where no script reads it.
pub(crate) fn keep(platform: &Platform, token: &str, seconds: i64) -> Option<HeaderValue> {
    HeaderValue::from_str(&text(token, seconds, platform.is_https())).ok()
}

fn text(token: &str, seconds: i64, is_https: bool) -> String {
    let secure = if is_https { "; Secure" } else { "" };
    format!("{NAME}={token}; Path={PATH}; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}")
}

/// Has the browser forget it.
pub(crate) fn forget(platform: &Platform) -> Option<HeaderValue> {
    keep(platform, "", 0)
}

#[cfg(test)]
mod tests {
    use http::Request;

    use super::*;

    fn ours(headers: &[(&str, &str)]) -> bool {
        let mut request = Request::builder().uri("/api/v1/auth/refresh");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        is_ours(&request.body(()).unwrap().into_parts().0, "https://taper.example")
    }

    #[test]
    fn it_is_secure_where_that_can_be() {
        let plain = "taper_refresh=x; Path=/api/v1/auth; Max-Age=5; HttpOnly; SameSite=Strict";
        assert_eq!(text("x", 5, false), plain);
        assert_eq!(text("x", 5, true), format!("{plain}; Secure"));
    }

    #[test]
    fn only_our_own_pages_are_ours() {
        assert!(ours(&[]));
        assert!(ours(&[("origin", "https://taper.example")]));
        assert!(ours(&[("origin", "http://localhost:8080"), ("host", "localhost:8080")]));
        assert!(!ours(&[("origin", "https://evil.example"), ("host", "taper.example")]));
        assert!(!ours(&[("origin", "http://taper.example"), ("host", "localhost:8080")]));
        assert!(!ours(&[("origin", "https://taper.example.evil.example"), ("host", "taper.example")]));
        assert!(!ours(&[("origin", "null"), ("host", "taper.example")]));
    }
}
