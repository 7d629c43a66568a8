use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use http::header::HOST;
use http::request::Parts;
use http::uri::Authority;
use taper_service::prelude::*;

/// Carries the code; never in a URL, for those are logged.
pub(crate) const CODE_HEADER: &str = "x-taper-mailbox-code";
/// What proxies add; none of these on a connection from the machine itself.
const PROXY_HEADERS: [&str; 6] =
    ["via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "forwarded"];

/// Who may read.
#[derive(Clone)]
pub(crate) struct Mailbox {
    /// That was printed at start-up, if one was.
    code: Option<Arc<str>>,
    is_open_here: bool,
}

impl Mailbox {
    pub(crate) fn new(code: Option<String>, is_open_here: bool) -> Self {
        Self { code: code.filter(|code| !code.is_empty()).map(Into::into), is_open_here }
    }
}

/// Somebody at the machine, or with the code. To everybody else there is no mailbox: 404.
pub(crate) struct MailboxReader;

impl FromRequestParts<Door> for MailboxReader {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, door: &Door) -> Result<Self, Problem> {
        if is_at_the_machine(parts) || has_the_code(parts, &door.platform) {
            return Ok(Self);
        }
        Err(Problem::not_found())
    }
}

fn is_at_the_machine(parts: &Parts) -> bool {
    parts.extensions.get::<Mailbox>().is_some_and(|mailbox| mailbox.is_open_here)
        && ClientAddress::is_direct_loopback(parts)
        && !PROXY_HEADERS.iter().any(|name| parts.headers.contains_key(*name))
        && names_loopback(parts)
}

/// Every name under which the request came is one of this machine's own: a page of elsewhere whose
/// name was bent to 127.0.0.1 sends its own name.
fn names_loopback(parts: &Parts) -> bool {
    let hosts: Option<Vec<Authority>> =
        parts.headers.get_all(HOST).iter().map(|host| Authority::try_from(host.as_bytes()).ok()).collect();
    let Some(hosts) = hosts else { return false };
    let mut names = hosts.iter().chain(parts.uri.authority()).map(Authority::host).peekable();
    names.peek().is_some() && names.all(is_loopback)
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn has_the_code(parts: &Parts, platform: &Platform) -> bool {
    let code = parts.extensions.get::<Mailbox>().and_then(|mailbox| mailbox.code.as_deref());
    let given = parts.headers.get(CODE_HEADER);
    let (Some(code), Some(given)) = (code, given) else { return false };
    // Keyed digests are compared, so that the time it takes says nothing about the code.
    let digest = |bytes| platform.keys.fingerprint("mailbox-code", bytes).ok();
    digest(code.as_bytes()).is_some_and(|code| digest(given.as_bytes()) == Some(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(uri: &str, hosts: &[&str]) -> Parts {
        let mut request = http::Request::builder().uri(uri);
        for host in hosts {
            request = request.header(HOST, *host);
        }
        request.body(()).expect("a request").into_parts().0
    }

    #[test]
    fn each_name_of_the_request_must_be_the_machines_own() {
        for host in ["localhost", "LOCALHOST:8080", "127.0.0.1:8080", "127.1.2.3", "[::1]:8080", "[::1]"] {
            assert!(names_loopback(&request("/", &[host])), "{host}");
        }
        for host in ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "[::2]", "", "a b"]
        {
            assert!(!names_loopback(&request("/", &[host])), "{host}");
        }
        assert!(!names_loopback(&request("/", &[])));
        assert!(!names_loopback(&request("/", &["localhost", "evil.example"])));
        assert!(!names_loopback(&request("http://evil.example/", &["localhost"])));
        assert!(names_loopback(&request("https://localhost:8443/", &[])));
    }
}
