use anyhow::Context;
use serde_json::{Value, json};

use super::{APP, Route, Shared, by_path, name_of};

const JWKS: &str = "/.well-known/jwks.json";
const TIMEOUT: &str = "60s";
const UNENDING: &str = "0s";
const JWT_FILTER: &str = "envoy.filters.http.jwt_authn";
const JWT_TYPE: &str = "type.googleapis.com/envoy.extensions.filters.http.jwt_authn.v3";
/// The requirement of whoever needs an account.
const ACCOUNT: &str = "account";

/// Routes of an Envoy, and the filter that looks at tokens before a service looks again. Clusters are called
/// `taper-<service>`, and `taper-web` for the app itself.
///
/// # Errors
/// A path is of two services, or needs an account for some methods only.
pub(crate) fn envoy(routes: &[Route], public_url: &str) -> anyhow::Result<Value> {
    let mut all: Vec<Value> = by_path(routes)?.iter().map(route).collect();
    all.push(json!({"match": {"prefix": "/"}, "route": {"cluster": name_of(APP), "timeout": TIMEOUT}}));
    let signer = routes.iter().find(|route| route.path == JWKS).context("somebody publishes keys")?;
    let signer = name_of(signer.service);
    let keys = json!({
        "http_uri": {"uri": format!("http://{signer}{JWKS}"), "cluster": signer, "timeout": "5s"},
        "cache_duration": "300s",
    });
    let provider = json!({"issuer": public_url, "audiences": [public_url], "remote_jwks": keys, "forward": true});
    Ok(json!({
        "http_filters": [{"name": JWT_FILTER, "typed_config": {
            "@type": format!("{JWT_TYPE}.JwtAuthentication"),
            "providers": {"taper": provider},
            "requirement_map": {ACCOUNT: {"provider_name": "taper"}},
        }}],
        "route_config": {"name": "taper", "virtual_hosts": [{"name": "taper", "domains": ["*"], "routes": all}]},
    }))
}

fn route(shared: &Shared<'_>) -> Value {
    let timeout = if shared.streams { UNENDING } else { TIMEOUT };
    let mut route =
        json!({"match": matching(shared.path), "route": {"cluster": name_of(shared.service), "timeout": timeout}});
    if shared.needs_account {
        let requirement = json!({"@type": format!("{JWT_TYPE}.PerRouteConfig"), "requirement_name": ACCOUNT});
        route["typed_per_filter_config"] = json!({JWT_FILTER: requirement});
    }
    route
}

/// Envoy matches a regular expression against the whole path.
fn matching(path: &str) -> Value {
    if !path.contains('{') {
        return json!({"path": path});
    }
    let parts = path.split('/').map(|part| if part.starts_with('{') { "[^/]+".to_owned() } else { escaped(part) });
    json!({"safe_regex": {"regex": parts.collect::<Vec<_>>().join("/")}})
}

fn escaped(text: &str) -> String {
    text.chars().flat_map(|c| if c == '.' { vec!['\\', '.'] } else { vec![c] }).collect()
}
